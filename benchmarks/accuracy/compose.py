"""From a draft to the blocks of a page, and from a plan to bytes with the truth about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.accuracy.deviations import DEVIATIONS
from benchmarks.accuracy.draft import Block, Draft, Format, Heading, Paragraph, Printed, TableBlock
from benchmarks.accuracy.invent import forms_of
from benchmarks.accuracy.layout import lay_out
from benchmarks.accuracy.printing import print_figures
from benchmarks.accuracy.registry import STAGES, Deviation, in_order
from benchmarks.accuracy.write_html import write_html
from benchmarks.accuracy.write_text import write_text
from parsers.forms import FORMS, TABLES

NUMERALS = "一二三四五六"
PLACES = ("云州市", "石澜县", "南汾区", "白鹭乡", "新垦旗")
BODIES = ("教育局", "发展和改革局", "水务局", "财政局", "人民政府", "自然资源局")
# What reports with the statistics table are divided into, in no form of theirs.
OLD_SECTIONS = (
    "概述",
    "主动公开政府信息的情况",
    "依申请公开政府信息的情况",
    "复议、诉讼的情况",
    "存在的问题及改进情况",
    "附表",
)


@dataclass(frozen=True, slots=True)
class Spec:
    """One page of the plan: its form, its format, its deviations, and a number that makes it another page."""

    form: str
    format: Format
    deviations: tuple[str, ...]
    number: int

    def __str__(self) -> str:
        return f"{self.form}:{self.format}:{'+'.join(self.deviations) or 'plain'}:{self.number}"

    @classmethod
    def parse(cls, text: str) -> "Spec":
        """A spec from its name, as the benchmark prints it."""
        form, page_format, names, number = text.split(":")
        chosen = () if names == "plain" else tuple(names.split("+"))
        return cls(form, "text" if page_format == "text" else "html", chosen, int(number))


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the truth: every figure of its tables, and which forms each table may be told as."""

    spec: Spec
    data: bytes
    truth: dict[str, Printed]
    forms: dict[str, frozenset[str | None]]


def make_page(spec: Spec, seed: int) -> Page:
    """Make one page; the same spec and seed make the same bytes."""
    return bend_page(spec, Random(f"{seed}:{spec}"), in_order(spec.deviations))


def bend_page(spec: Spec, random: Random, chosen: Sequence[Deviation]) -> Page:
    """Make a page in the spec's form and format, bent by the chosen deviations, which are in order."""
    draft = _begin(spec, random)
    for stage in STAGES:
        if stage == "cells":
            print_figures(draft)
        elif stage == "rows":
            lay_out(draft)
        elif stage == "blocks":
            draft.blocks = _blocks(draft)
        for deviation in chosen:
            if deviation.stage == stage:
                deviation.apply(draft)
    data = write_html(draft) if draft.format == "html" else write_text(draft)
    return Page(spec, data, dict(draft.printed), _forms(draft))


def _begin(spec: Spec, random: Random) -> Draft:
    form = FORMS[spec.form]
    year = random.randint(form.first_fiscal_year, form.last_fiscal_year or form.first_fiscal_year + 3)
    agency = random.choice(PLACES) + random.choice(BODIES)
    title = f"{agency}{year}年政府信息公开工作年度报告"
    return Draft(random, spec.format, spec.form, forms_of(form), year, agency, title)


def _blocks(draft: Draft) -> list[Block]:
    """Preface, six sections each with a sentence or its table, signature."""
    form = FORMS[draft.form]
    titles = [section.zh for section in form.sections] or list(OLD_SECTIONS)
    tables = {FORMS[f].tables[key].section or len(titles): key for key, f in draft.forms.items()}
    blocks: list[Block] = [
        Paragraph(f"本报告所列数据的统计期限为{draft.year}年1月1日起至{draft.year}年12月31日止。")
    ]
    for number, title in enumerate(titles, start=1):
        blocks.append(Heading(f"{NUMERALS[number - 1]}、{title}", number))
        if number in tables:
            blocks.append(TableBlock(draft.tables[tables[number]], tables[number]))
        else:
            blocks.append(Paragraph("我单位依法做好政府信息公开工作，回应社会关切。"))
    return [*blocks, Paragraph(draft.agency), Paragraph(f"{draft.year + 1}年1月20日")]


def _forms(draft: Draft) -> dict[str, frozenset[str | None]]:
    """What each table may be told as: table four prints alike on both forms."""
    told: dict[str, frozenset[str | None]] = {}
    for table in TABLES:
        form = draft.forms.get(table)
        accepted: set[str | None] = {form}
        if form and len([f for f in FORMS.values() if table in f.tables and table == "remedies"]) > 1:
            accepted = {f.form for f in FORMS.values() if table in f.tables}
        if table in draft.may_miss_form:
            accepted |= {None, *(f.form for f in FORMS.values() if table in f.tables)}
        told[table] = frozenset(accepted)
    return told


assert DEVIATIONS, "the deviations register themselves when imported"
