"""Who reports: from the title, else from what the page says of its publisher, else nobody.

Here the names are only found, as printed; `parsers.agencies` makes them full names. An agency is never
invented: where the title leaves it out, the page's own publisher line, its announcement, its signature or its
contact sentence may name it.
"""

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter

from parsers.agencies import Naming, Witness
from parsers.agencies.scope import speaks_for_others
from parsers.document import Document
from parsers.labels import fold_text
from parsers.recognise.titles import REPORT_TITLE, agency_in_title, is_agency_name
from parsers.recognise.year_sentences import CITED
from parsers.remembered import Remembered, remembered

PUBLISHER_LABEL = re.compile(r"^(?:发布机构|发文机构|发文机关|发布单位|公开主体|制作单位)[:：]?(.*)$")
# Where the text comes from: often the office that keeps the website, so nobody's word weighs less.
SOURCE_LABEL = re.compile(r"^(?:信息来源|来源)[:：]?(.*)$")
# The first characters of these labels.
LABEL_BEGINS = frozenset("发公制信来")
CONTACT = re.compile(
    r"(?:请(?:直接|径)?(?:与|联系)|可(?:直接)?与)(.{2,40}?)(?:联系|\(|（|,|，|。|(?<!政府)(?<!小组)办公室)"
)
# An office inside the agency that a contact sentence names: the agency stands before it.
INSIDE_OFFICE = re.compile(
    r"(?:政府信息公开|政务信息公开|政务公开|信息公开|依申请公开|公开).*$"
    r"|(?<=[局委厅处府会心队院馆站所校司署道])(?:党政|综合|行政|秘书|政策|法规|宣传|内勤)[^局委厅]*$"
    r"|(?<=办公室)[^局委办]{1,8}[科处股室]$"
    r"|(?<=[镇乡])(?:人民)?(?:政府)?(?:党政|综合)*(?:办公室|办)$"
)
# The office that puts a government's report together from those of all agencies: it is the government's.
GOVERNMENT_OFFICE = re.compile(r"政府(?:办公[室厅]|办)$")
OF_PLACE = re.compile(r"政府$|[省市县区旗州盟乡镇]$|街道(?:办事处)?$|管委会$|管理委员会$")
OUR_PLACE = re.compile(r"我(?:省|市|县|区|州|盟|旗|乡|镇|街道)")
OUR_BODY = re.compile(r"[我本](?:局|委|办|厅|院|处|站|所|队|馆|校|会|社|部|中心|单位|机关|公司)")
# Who made the report: 由建章路街道办事处编制, 由市政府办公室根据《条例》要求编制.
MADE_BY = re.compile(
    r"由([^由]{3,30}?)(?:负责)?(?:组织)?(?:编制|编写|制作|撰写|起草|牵头|(?:根据|依据|按照)[^由。;；]{2,120}?(?:编制|编写|撰写))"
)
ANNOUNCED = re.compile(r"^.*?(?:现将|向社会(?:公布|公开)|现予以?(?:公布|公开)|现公布|现公开|现发布|公布|由)")
CLAUSE_ENDS = re.compile("[。;；,，]")
# What an announcement does with the report stands before its name: 编制市城管执法局2020年…报告.
VERBS = re.compile(
    r"^(?:编制|编写|编印|制定|制订|拟定|起草|汇总|形成|制作|发布|公布|公开|总结|撰写|了|的)+(?=..)"
)
ENDS_LIKE_AGENCY = re.compile(
    r"(?:海关|(?<=[府局委厅部署会])机关|局|委|委员会|办|办公室|厅|部|院|署|府|处|站|所|中心|会|社|镇|乡|街道|队|馆|校|公司|区|县|市|旗)(?:\([^()]*\))?$"
)
SITE_KEEPER = re.compile(r"(?:政府|政府办|政府办公室|政府办公厅|融媒体中心|信息中心|大数据中心|网)$")
# An announcement stands before the sections.
ANNOUNCEMENT_TEXTS = 25
# A signature stands above its date, both above what the site puts at the foot of its pages.
SIGNED_TEXTS = 24
SIGNED_DATE = re.compile(r"^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?$|^二[〇○零0O]")
# The first characters of these dates.
DATE_BEGINS = frozenset("12二")
# Labelled lines stand around the title.
FIRST_TEXTS = 40
MAX_NAME_LINE = 40
TEXT = itemgetter(0)


def find_naming(document: Document, title: str | None) -> Naming:
    """The agency as written, without spaces, where it stands, and every other name the page gives."""
    witnesses = tuple(dict.fromkeys(_credible(_witnesses(document))))
    # All lines at once: what says so stands in one of them, for no word of it is a line's end.
    aggregate = speaks_for_others("\n".join([text for text, _level in document.texts[:ANNOUNCEMENT_TEXTS]]))
    named = agency_in_title(title) if title else None
    if named:
        return Naming(named, "title", witnesses, aggregate)
    first = next((witness for witness in witnesses if not _keeps_the_site(witness)), None)
    if first and first.source == "publisher" and SITE_KEEPER.search(first.name):
        # A government publishes for its departments; what announces the report names whose it is.
        first = next((witness for witness in witnesses if witness.source == "sentence"), first)
    if first:
        others = tuple(witness for witness in witnesses if witness is not first)
        of_place = aggregate or (first.source == "contact" and _speaks_of_a_place(document))
        name = GOVERNMENT_OFFICE.sub("政府", first.name) if of_place else first.name
        if of_place and first.source == "contact" and not OF_PLACE.search(name):
            # A government has others answer for its report.
            return Naming("", "", witnesses, aggregate)
        return Naming(name, first.source, others, aggregate)
    return Naming("", "", witnesses, aggregate)


def _speaks_of_a_place(document: Document) -> bool:
    """Whether a report speaks of 我县 and 我镇 as itself, and never of 我局 or 我单位."""
    return any(map(OUR_PLACE.search, document.folded)) and not any(map(OUR_BODY.search, document.folded))


def _keeps_the_site(witness: Witness) -> bool:
    """Whether a source line names a body that keeps the website of all agencies, and so tells nothing."""
    return witness.source == "source" and bool(SITE_KEEPER.search(witness.name))


def _credible(witnesses: Iterator[Witness]) -> Iterator[Witness]:
    for witness in witnesses:
        folded = fold_text(witness.name)
        if _reads_like_agency(folded):
            yield Witness(witness.source, folded)


# A page names most agencies several times.
@remembered
def _reads_like_agency(folded: str) -> bool:
    return is_agency_name(folded) and ENDS_LIKE_AGENCY.search(folded) is not None


def _witnesses(document: Document) -> Iterator[Witness]:
    texts = document.texts
    labelled = list(_may_be_labelled(document))
    yield from (Witness("publisher", name) for name in _labelled(PUBLISHER_LABEL, labelled))
    for (text, _level), folded in zip(texts[:ANNOUNCEMENT_TEXTS], document.folded, strict=False):
        if len(text) > MAX_NAME_LINE:
            yield from (Witness("sentence", name) for name in _announced(folded))
    yield from (Witness("signature", line) for line in _signatures(document))
    for folded in filter(may_ask, document.folded):
        found = CONTACT.search(folded)
        if found:
            yield Witness("contact", _without_office(found[1].lstrip(":：")))
    yield from (Witness("source", name) for name in _labelled(SOURCE_LABEL, labelled))
    source = document.metadata.get("contentsource")
    if source:
        yield Witness("source", source)


def may_ask(folded: str) -> bool:
    """Whether a line may be a contact sentence: every one says one of these."""
    return "请" in folded or "可与" in folded or "可直接与" in folded


def _signatures(document: Document) -> Iterator[str]:
    """Lines that may sign the report: one with a date below it, else the last ones, from the end."""
    end = [text for text, _level in document.texts[-SIGNED_TEXTS:]]
    below = document.folded[-SIGNED_TEXTS:][1:]
    may_be_dates = [number for number, folded in enumerate(below) if folded[:1] in DATE_BEGINS]
    for number in reversed(may_be_dates):
        if len(end[number]) <= MAX_NAME_LINE and SIGNED_DATE.match(below[number]):
            yield end[number]
    yield from [line for line in reversed(end[-6:]) if len(line) <= MAX_NAME_LINE]


def _announced(folded: str) -> Iterator[str]:
    """The agency of a sentence that announces the report: 现公布云州市水务局2020年…年度报告."""
    # Every announcement names the 公开…报告 or 年报; most sentences say nothing of either.
    if not (("公开" in folded and "报" in folded) or "由" in folded):
        return
    folded = CITED.sub("", folded)
    if "由" in folded:
        yield from (_without_office(found[1]) for found in MADE_BY.finditer(folded))
    for clause in CLAUSE_ENDS.split(folded):
        if "公开" in clause and REPORT_TITLE.search(clause):
            named = agency_in_title(VERBS.sub("", ANNOUNCED.sub("", clause)))
            if named:
                yield VERBS.sub("", named)


def _without_office(name: str) -> str:
    """The agency without its office that made the report or answers for it."""
    # An office may have one of its own: 某乡人民政府办公室政府信息公开办公室.
    agency = INSIDE_OFFICE.sub("", INSIDE_OFFICE.sub("", name))
    # 某市人民政府信息公开办公室: 政府 is the agency's as well as the office's.
    return f"{agency}政府" if agency.endswith("人民") else agency


def _may_be_labelled(document: Document) -> Iterator[tuple[str, str | None]]:
    """Lines that may begin with a label and cells that do, folded, and what stands beside such a cell."""
    for folded in document.folded[:FIRST_TEXTS]:
        if folded[:1] in LABEL_BEGINS:
            yield folded, None
    # All cells at once: on most pages none has a label.
    if not any(map(_AS_LABEL.__getitem__, document.first_cells)):
        return
    for row in document.first_rows:
        for position, folded in enumerate(map(_AS_LABEL.__getitem__, map(TEXT, row)), start=1):
            if folded:
                yield folded, row[position].text if position < len(row) else None


def _as_label(text: str) -> str:
    """A cell, folded, that begins with a label; empty for any other."""
    folded = fold_text(text)
    if folded[:1] not in LABEL_BEGINS:
        return ""
    return folded if PUBLISHER_LABEL.match(folded) or SOURCE_LABEL.match(folded) else ""


# Asked of every cell of a page, nearly all of them in vain.
_AS_LABEL = Remembered(_as_label)


def _labelled(label: re.Pattern[str], lines: Sequence[tuple[str, str | None]]) -> Iterator[str]:
    """What stands behind a label, in a line of its own or in the next cell."""
    found = [(label.match(folded), beside) for folded, beside in lines]
    yield from (match[1] for match, _beside in found if match and match[1])
    yield from (beside for match, beside in found if match and not match[1] and beside is not None)
