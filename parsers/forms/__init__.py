"""The statutory forms as data: `FORMS` by name and the dictionary of `FIGURES` by key.

Everything else derives from here: what the recogniser looks for, the database's columns, the CSV
extracts, Datasette's descriptions and the demo's pages. A new form is a new file beside this one.

>>> FIGURES["applications.received.total"].row_zh
'一、本年新收政府信息公开申请数量'
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from parsers.forms.model import (
    Block,
    CheckRule,
    Column,
    FigureDefinition,
    Form,
    Group,
    Row,
    Section,
    Table,
)

__all__ = [
    "FIGURES",
    "FORMS",
    "TABLES",
    "Block",
    "CheckRule",
    "Column",
    "FigureDefinition",
    "Form",
    "FormError",
    "Group",
    "Row",
    "Section",
    "Table",
    "definitions",
    "load_form",
]

FOLDER = Path(__file__).parent
# Tables outside the numbered sections come after those of the sections.
LAST = 99


class FormError(Exception):
    """A form file that does not say what a form must say; the message names file, field and reason."""


def load_form(path: Path) -> Form:
    """Read one form file; raise FormError naming the file and each wrong field."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{path}: not valid TOML: {error}") from error
    for key, table in data.get("tables", {}).items():
        table["key"] = key
    try:
        return Form.model_validate(data)
    except ValidationError as error:
        lines = [f"  {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise FormError("\n".join([f"{path}: not a valid form", *lines])) from error


def definitions(forms: Mapping[str, Form]) -> list[FigureDefinition]:
    """The dictionary in the order of print: one entry a figure and wording, merged over the forms."""
    merged: dict[tuple[str, ...], FigureDefinition] = {}
    for form in forms.values():
        for table in form.tables.values():
            for key, _block, row, column in table.cells():
                entry = FigureDefinition(
                    key=key,
                    forms=(form.form,),
                    section=table.section,
                    row_zh=table.row_label(row),
                    column_zh=column.zh,
                    meaning=column.meaning.format(row=row.en, column=column.en),
                    unit=row.unit or column.unit,
                    printed_unit=row.printed_unit or column.printed_unit,
                    signed=column.signed,
                )
                same = (key, entry.row_zh, entry.column_zh)
                known = merged.get(same)
                merged[same] = (
                    known.model_copy(update={"forms": (*known.forms, form.form)}) if known else entry
                )
    return sorted(merged.values(), key=lambda entry: entry.section or LAST)


FORMS: Mapping[str, Form] = MappingProxyType(
    {form.form: form for form in map(load_form, sorted(FOLDER.glob("*.toml")))}
)


def _figures() -> dict[str, FigureDefinition]:
    """One entry a key: where two forms word a figure differently the later form's wording describes it."""
    entries = definitions(FORMS)
    forms: dict[str, set[str]] = {}
    for entry in entries:
        forms.setdefault(entry.key, set()).update(entry.forms)
    return {e.key: e.model_copy(update={"forms": tuple(sorted(forms[e.key]))}) for e in entries}


FIGURES: Mapping[str, FigureDefinition] = MappingProxyType(_figures())

# The tables that exist in any form, in the order of print.
TABLES: tuple[str, ...] = tuple(
    sorted(
        dict.fromkeys(key for form in FORMS.values() for key in form.tables),
        key=lambda key: next(f.tables[key].section or LAST for f in FORMS.values() if key in f.tables),
    )
)
