"""Section headings renamed, unnumbered, numbered anew, missing; sentences with numbers around the tables."""

from benchmarks.accuracy.draft import Block, Draft, Heading, Paragraph
from benchmarks.accuracy.registry import deviation

RENAMED = {
    1: ("工作基本情况", "总体概述", "主动公开情况"),
    2: ("主动公开政府信息的情况", "政府信息主动公开情况"),
    3: ("收到的处理政府信息公开申请情况", "依申请公开情况"),
    4: ("政府信息公开行政法复议、行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    5: ("存在问题和改进措施", "政府信息公开工作存在的主要问题及改进情况"),
    6: ("需要报告的其他事项", "其他事项"),
}


def _headings(draft: Draft) -> list[Heading]:
    return [block for block in draft.blocks if isinstance(block, Heading)]


@deviation("blocks", "headings")
def headings_renamed(draft: Draft) -> None:
    """The sections have other names: 一、工作基本情况."""
    for heading in _headings(draft):
        heading.text = f"{heading.text[:2]}{draft.random.choice(RENAMED[heading.number])}"


@deviation("blocks", "headings")
def headings_unnumbered(draft: Draft) -> None:
    """The sections have no numbers."""
    for heading in _headings(draft):
        heading.text = heading.text[2:]


@deviation("blocks", "headings")
def headings_missing(draft: Draft) -> None:
    """There are no section headings: the tables follow the text."""
    draft.blocks = [block for block in draft.blocks if not isinstance(block, Heading)]


@deviation("blocks", "headings")
def headings_in_arabic(draft: Draft) -> None:
    """Every heading, of sections and of their parts, is numbered 1、."""
    for heading in _headings(draft):
        heading.text = f"{draft.random.choice('1123')}、{heading.text[2:]}"


@deviation("blocks", "headings")
def number_on_its_own_line(draft: Draft) -> None:
    """The number of a section stands on a line of its own."""
    blocks: list[Block] = []
    for block in draft.blocks:
        if isinstance(block, Heading):
            blocks.append(Paragraph(block.text[:1] + "、"))
            blocks.append(Heading(block.text[2:], block.number))
        else:
            blocks.append(block)
    draft.blocks = blocks


@deviation("blocks", "headings")
def series_restarts_in_section_one(draft: Draft) -> None:
    """Inside section one another series begins, with headings like those of sections two to four."""
    again = [
        Paragraph("一、加强组织领导"),
        Paragraph("我单位调整了政府信息公开工作领导小组。"),
        Paragraph("二、主动公开政府信息情况。"),
        Paragraph("全年公开各类信息260条，其中行政许可12条，行政处罚5条。"),
        Paragraph("三、收到和处理政府信息公开申请情况"),
        Paragraph("收到申请3件，办结3件，予以公开2件，不予公开1件。"),
        Paragraph("四、行政复议、行政诉讼情况"),
        Paragraph("行政复议0件，行政诉讼1件。"),
    ]
    draft.add(_second_heading(draft), *again)


def _second_heading(draft: Draft) -> int:
    places = [n for n, block in enumerate(draft.blocks) if isinstance(block, Heading)]
    return places[1] if len(places) > 1 else len(draft.blocks)


SENTENCES = (
    "本年新收政府信息公开申请数量75件，上年结转政府信息公开申请数量1件。",
    "办理行政许可1215件、行政处罚35件、行政强制6件，行政事业性收费8040元。",
    "制作规章2件，规范性文件12件，对外公开总数量14件。",
    "举办新闻发布会0次，组织政府网站在线访谈0次，收到申请数12件。",
    "行政复议结果维持12件，结果纠正3件，尚未审结1件，总计16件。",
    "无法提供265件，不予处理14件，其他处理3件，结转下年度继续办理9件。",
)


@deviation("blocks", "sentences")
def sentences_with_numbers(draft: Draft) -> None:
    """Sentences before and after the tables have labels of theirs with other numbers."""
    for at in reversed(draft.table_positions()):
        draft.add(at + 1, *map(Paragraph, draft.some(SENTENCES, 2)))
        draft.add(at, *map(Paragraph, draft.some(SENTENCES, 3)))


@deviation("blocks", "sentences")
def short_lines_with_numbers(draft: Draft) -> None:
    """Short lines with labels and numbers stand before the tables, like rows of theirs."""
    lines = [
        "行政许可 12",
        "行政处罚：5件",
        "规范性文件 3",
        "行政复议 1",
        "行政诉讼 0",
        "总计 21",
        "2020",
        "3",
    ]
    at = draft.first_table()
    draft.add(at, *map(Paragraph, draft.some(lines, 5)))


@deviation("blocks", "captions")
def captions_and_units_over_tables(draft: Draft) -> None:
    """A caption and a unit stand over each table: 表1, 单位：件."""
    for number, at in reversed(list(enumerate(draft.table_positions(), start=1))):
        draft.add(
            at, Paragraph(f"表{number}"), Paragraph(draft.random.choice(["单位：件", "（单位：件、项）"]))
        )


@deviation("blocks", "captions")
def notes_under_tables(draft: Draft) -> None:
    """Notes stand under the tables, with numbers."""
    for at in reversed(draft.table_positions()):
        draft.add(
            at + 1,
            Paragraph("注：1.行政许可含委托实施的12项；2.行政处罚不含简易程序。"),
            Paragraph("填报人：李某"),
        )
