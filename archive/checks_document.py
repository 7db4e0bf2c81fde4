"""The reference part of docs/checks.md, written from the forms so that the two cannot differ.

python -m archive.checks_document        rewrite it after a change of a form's checks
"""

import re
from collections.abc import Iterator
from pathlib import Path

from parsers.check_coverage import check_reach
from parsers.forms import FORMS, CheckRule, Table

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
BEGIN, END = "<!-- checks: begin -->\n", "<!-- checks: end -->\n"
BLANKS = {
    "settled_by_sum": "settled where the printed numbers suffice",
    "unknown": "leave the check open",
}


def checks_markdown() -> str:
    """Every rule of every form, table by table, with the figures it reaches, as Markdown."""
    tables = [(form.form, table) for form in FORMS.values() for table in form.tables.values()]
    return "\n".join(line for form, table in tables for line in _table(form, table))


def with_reference(document: str) -> str:
    """The document with its reference part written anew."""
    pattern = re.compile(f"(?<={re.escape(BEGIN)}).*(?={re.escape(END)})", re.DOTALL)
    return pattern.sub(lambda _: f"\n{checks_markdown()}\n", document)


def _table(form: str, table: Table) -> Iterator[str]:
    reach = check_reach(table)
    figures = len(reach.bound) + len(reach.unbound)
    yield f"### {form} form, {table.key}: {len(reach.bound)} of {figures} figures\n"
    yield f"{table.zh}. {table.en}.\n"
    if not table.checks:
        yield "The form states no identity for this table.\n"
        return
    yield "| rule | made for | left | right | blanks |\n|---|---|---|---|---|"
    yield from (_rule(rule, table) for rule in table.checks)
    yield ""
    unbound = [key for key, *_ in table.cells() if key in reach.unbound]
    if unbound:
        yield f"Bound by no rule: {', '.join(f'`{key}`' for key in unbound)}.\n"


def _rule(rule: CheckRule, table: Table) -> str:
    lines = [
        line.key
        for block in table.blocks
        for line in (block.columns if rule.along == "columns" else block.rows)
    ]
    made_for = "the year's number" if lines == [""] else f"each {rule.along[:-1]} ({len(lines)})"
    left, right = (" + ".join(f"`{key}`" for key in side) for side in (rule.left, rule.right))
    return f"| `{rule.rule}` | {made_for} | {left} | {right} | {BLANKS[rule.blanks]} |"


def main() -> None:
    """Rewrite the reference part of the document."""
    DOCUMENT.write_text(with_reference(DOCUMENT.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
