"""The reference part of docs/database.md, written from the schema so that the two cannot differ.

python -m archive.schema_document        rewrite it after a change of the schema or a form
"""

import re
from collections.abc import Iterator
from pathlib import Path

from archive.schema import SCHEMA, ColumnDefinition, TableDefinition, ViewDefinition

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "database.md"
BEGIN, END = "<!-- schema: begin -->\n", "<!-- schema: end -->\n"


def schema_markdown() -> str:
    """Every table and view with its columns, as Markdown."""
    definitions: dict[str, TableDefinition | ViewDefinition] = {**SCHEMA.tables, **SCHEMA.views}
    return "\n".join(line for name, definition in definitions.items() for line in _section(name, definition))


def with_reference(document: str) -> str:
    """The document with its reference part written anew."""
    pattern = re.compile(f"(?<={re.escape(BEGIN)}).*(?={re.escape(END)})", re.DOTALL)
    return pattern.sub(lambda _: f"\n{schema_markdown()}\n", document)


def _section(name: str, definition: TableDefinition | ViewDefinition) -> Iterator[str]:
    yield f"### {name}{' (view)' if name in SCHEMA.views else ''}\n"
    yield f"{definition.zh}。{definition.en}.\n"
    if isinstance(definition, TableDefinition):
        yield f"Primary key: {', '.join(f'`{column}`' for column in definition.primary_key)}.\n"
    yield "| column | type | 含义 | meaning |\n|---|---|---|---|"
    yield from (_row(column, value) for column, value in definition.columns.items())
    yield ""


def _row(name: str, column: ColumnDefinition) -> str:
    kind = column.type + (f", {column.unit}" if column.unit else "")
    kind += f" → {column.references}" if column.references else ""
    return f"| `{name}` | {kind} | {column.zh} | {column.en} |"


def main() -> None:
    """Rewrite the reference part of the document."""
    DOCUMENT.write_text(with_reference(DOCUMENT.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
