"""What editors have corrected: `GONGKAI_HOME/corrections.csv`, one line a figure of a report.

    report_id,figure,as_printed,corrected,who,why,source,date
    990100-77be9a02-2021,applications.received.total,12,21,李敏,数字颠倒,电话核实 2026-11-20,2026-11-24

The file is the editors' own, written with a spreadsheet or by `gongkai corrections add`; it may be in UTF-8
or GBK, with Chinese headings or English ones. A correction never touches what the page says: it stands beside
it, and only as long as the page still prints what was corrected.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from archive.decisions import DecisionError, faults
from parsers.forms import FIGURES, FigureDefinition
from parsers.report import Number
from parsers.values import Value, read_value

# The columns, each with the Chinese heading that may stand for it.
HEADINGS: Mapping[str, str] = {
    "report_id": "年报代号",
    "figure": "数据项",
    "as_printed": "原文",
    "corrected": "更正为",
    "who": "经手人",
    "why": "原因",
    "source": "出处",
    "date": "日期",
}
ENCODINGS = ("utf-8-sig", "gb18030")  # Excel's "CSV UTF-8", and its plain CSV on a Chinese Windows
BYTE_ORDER_MARK = "\ufeff"


class CorrectionError(DecisionError):
    """The file of corrections cannot be used; the message names file, line and field, one line a fault."""


class Correction(BaseModel):
    """One figure of one report as an editor corrected it. `corrected` is a number; an amount has its unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    report_id: str = Field(min_length=1)
    figure: str
    as_printed: str
    corrected: str
    who: str = Field(min_length=1)
    why: str = Field(min_length=1)
    source: str = Field(min_length=1)
    date: date

    @field_validator("date", mode="before")
    @classmethod
    def _as_excel_writes_it(cls, text: object) -> object:
        """2026/1/5 is 2026-01-05."""
        parts = str(text).replace("/", "-").split("-")
        return "-".join(part.zfill(2) for part in parts)

    @field_validator("figure")
    @classmethod
    def _is_a_figure(cls, key: str) -> str:
        if key not in FIGURES:
            near = get_close_matches(key, FIGURES, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ValueError(f"{key!r} is no figure{hint} (figures.csv lists them)")
        return key

    @model_validator(mode="after")
    def _is_a_number(self) -> "Correction":
        read = _read(self.corrected, self.definition)
        if read.state == "unit_unknown":
            raise ValueError(f"corrected: {self.corrected!r} has no unit: write 元 or 万元 after it")
        if read.state != "number":
            raise ValueError(f"corrected: {self.corrected!r} is not a number of this figure")
        return self

    @property
    def definition(self) -> FigureDefinition:
        """What the dictionary says of the figure."""
        return FIGURES[self.figure]

    @property
    def value(self) -> Number:
        """The corrected value; an amount in yuan."""
        value = _read(self.corrected, self.definition).value
        assert value is not None  # checked when it was made
        return value

    def is_printed(self, value: Number | None, raw: str | None) -> bool:
        """Whether the page still prints what was corrected; `value` and `raw` are what is read there now."""
        if value is None:
            return _fold(self.as_printed) == _fold(raw or "")
        units = {self.definition.printed_unit, "元"} if self.definition.unit == "yuan" else {""}
        readings = {_read(self.as_printed, self.definition, unit).value for unit in units}
        return value in readings or (raw is not None and _fold(self.as_printed) == _fold(raw))


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of a file; none where there is no file. Raise CorrectionError naming each fault."""
    if not path.exists():
        return []
    rows = list(_rows(path, _text(path)[0]))
    corrections: dict[tuple[str, str], Correction] = {}
    wrong = []
    for line, row in rows:
        try:
            correction = Correction.model_validate(row)
        except ValidationError as error:
            wrong += [f"{path}: line {line}: {fault}" for fault in faults(error)]
            continue
        key = (correction.report_id, correction.figure)
        if key in corrections:
            wrong.append(f"{path}: line {line}: {' '.join(key)} is corrected twice; keep one line")
        corrections[key] = correction
    if wrong:
        raise CorrectionError("\n".join(wrong))
    return list(corrections.values())


def add_correction(path: Path, correction: Correction) -> None:
    """Write one more line at the end of the file, in its encoding. Raise CorrectionError for a second one."""
    known = read_corrections(path)
    if any((c.report_id, c.figure) == (correction.report_id, correction.figure) for c in known):
        raise CorrectionError(
            f"{path}: {correction.figure} of {correction.report_id} is corrected already; change that line"
        )
    text, encoding = _text(path) if path.exists() else ("", ENCODINGS[0])
    columns = _columns(path, next(csv.reader(io.StringIO(text)))) if text else list(HEADINGS)
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    if not text:
        writer.writerow(columns)
    record = correction.model_dump(mode="json")
    writer.writerow([record[column] for column in columns])
    gap = "" if not text or text.endswith("\n") else "\r\n"
    unfinished = path.with_suffix(".csv.new")
    unfinished.write_bytes((text + gap + target.getvalue()).encode(encoding))
    unfinished.replace(path)


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that says something, by column, with its number in the file."""
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        columns = _columns(path, next(reader, []))
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, _row(path, line, columns, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise CorrectionError(f"{path}: line {reader.line_num}: no CSV: {error}") from error


def _row(path: Path, line: int, columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    extra = [cell for cell in cells[len(columns) :] if cell.strip()]
    if extra or len(cells) < len(columns):
        raise CorrectionError(
            f"{path}: line {line}: {len(cells)} cells under {len(columns)} headings; put a text that holds a "
            f"comma in double quotes"
        )
    return {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}


def _columns(path: Path, headings: Sequence[str]) -> list[str]:
    """The columns by their headings, in either language."""
    english = {zh: name for name, zh in HEADINGS.items()}
    names = [english.get(heading.strip(), heading.strip()) for heading in headings]
    while names and not names[-1]:
        names.pop()
    unknown = [name or "(empty)" for name in names if name not in HEADINGS]
    missing = [f"{name} ({zh})" for name, zh in HEADINGS.items() if name not in names]
    twice = sorted({name for name in names if names.count(name) > 1})
    faults_found = [
        f"{path}: line 1: {what}: {', '.join(found)}"
        for what, found in (("unknown heading", unknown), ("missing heading", missing), ("twice", twice))
        if found
    ]
    if faults_found:
        raise CorrectionError("\n".join(faults_found))
    return names


def _text(path: Path) -> tuple[str, str]:
    """The text of the file, without a byte order mark, and its encoding."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CorrectionError(f"{path}: cannot be read: {error.strerror}") from error
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        has_mark = data.startswith(BYTE_ORDER_MARK.encode())
        return text, encoding if has_mark or encoding != ENCODINGS[0] else "utf-8"
    raise CorrectionError(f"{path}: is neither UTF-8 nor GBK; save it as CSV UTF-8. 请另存为 CSV UTF-8。")


def _read(text: str, definition: FigureDefinition, printed_unit: str = "") -> Value:
    return read_value(text, definition.unit, printed_unit, definition.signed)


def _fold(text: str) -> str:
    return "".join(text.split()).removeprefix("'")
