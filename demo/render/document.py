"""What a report's document holds, whatever its format: title, paragraphs, headings and tables in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from demo.catalogue.model import DemoReport
from demo.render.article import report_tables, signature_lines
from demo.render.cells import Rows
from demo.render.prose import narrate
from parsers.forms import FORMS


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: the title, the heading of a section, a paragraph, or the signature's lines."""

    kind: Literal["title", "heading", "paragraph", "signature"]
    text: str


def document_content(report: DemoReport) -> Iterator[Line | Rows]:
    """The report from its title to its signature."""
    narrative = narrate(report)
    texts = {1: narrative.general, 5: narrative.problems, 6: (narrative.other,)}
    tables = {FORMS[f].tables[key].section: key for key, f in report.forms.items()}
    rows = report_tables(report)
    yield Line("title", report.title)
    yield from (Line("paragraph", text) for text in narrative.preface)
    for section in FORMS[report.forms["applications"]].sections:
        yield Line("heading", f"{'一二三四五六'[section.number - 1]}、{section.zh}")
        if section.number in tables:
            yield rows[tables[section.number]]
        yield from (Line("paragraph", text) for text in texts.get(section.number, ()))
    yield from (Line("signature", text) for text in signature_lines(report))
