"""A draft written down: as a page of HTML with its site's chrome, or as a text extract."""

from html import escape
from random import Random
from typing import NamedTuple

from benchmarks.identity.draft import Draft

SECTIONS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
# The table that has had the same labels since 2019; reports before it have prose alone.
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIRST_FORM_YEAR = 2019
PROSE = {
    1: "全年主动公开政府信息{}条。",
    2: "全年收到依申请公开{}件，均已答复。",
    3: "没有发生行政复议和行政诉讼，没有收取费用。",
    4: "存在公开不够及时的问题，将加以改进。",
    5: "没有其他需要报告的事项。",
}
MENU = ("首页", "政务公开", "政府信息公开指南", "政府信息公开年报", "办事服务", "互动交流")
SEAL = "版权所有　主办单位：办公室　网站标识码：0000000000"


class Page(NamedTuple):
    """One page as the archive has it: bytes, type, address, and the title in the site's list ("" for none)."""

    data: bytes
    content_type: str
    url: str
    list_title: str


def write(draft: Draft, host: str) -> Page:
    """Write a draft down in one of both formats."""
    url = draft.url.format(host=host)
    if draft.random.random() < 0.75:
        return Page(_html(draft).encode(), "text/html; charset=utf-8", url, draft.list_title)
    return Page("\n".join(_lines(draft)).encode(), "text/plain; charset=utf-8", url, draft.list_title)


def _html(draft: Draft) -> str:
    random = draft.random
    title = "".join(draft.title)
    suffix = random.choice(("", "", f"_{draft.agency.place.full}人民政府", "-部门年报"))
    metadata = "".join(
        f'<meta name="{escape(name)}" content="{escape(content)}">'
        for name, content in draft.metadata.items()
    )
    heads = "".join(f"<h1>{escape(line)}</h1>" for line in draft.title)
    if random.random() < 0.4:
        heads = "".join(f'<p style="text-align:center"><b>{escape(line)}</b></p>' for line in draft.title)
    menu = "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(MENU))
    body = "".join(f"<p>{escape(text)}</p>" for text in _above(draft)) + heads
    body += "".join(f"<p>{escape(text)}</p>" for text in _preface(draft))
    for number, section in enumerate(SECTIONS):
        body += f"<p>{'一二三四五六'[number]}、{section}</p>"
        if number == 3 and draft.year >= FIRST_FORM_YEAR:
            body += _table(random)
        else:
            body += "".join(f"<p>{escape(text)}</p>" for text in _prose(draft, number))
    body += "".join(f"<p>{escape(text)}</p>" for text in (*draft.signature, *draft.below))
    return (
        f"<!DOCTYPE html><html><head><title>{escape(title + suffix)}</title>{metadata}</head><body>"
        f"<ul>{menu}</ul><div class='content'>{body}</div><div class='foot'>{SEAL}</div></body></html>"
    )


def _lines(draft: Draft) -> list[str]:
    lines = [*_above(draft), *draft.title, *_preface(draft)]
    for number, section in enumerate(SECTIONS):
        lines.append(f"{'一二三四五六'[number]}、{section}")
        if number == 3 and draft.year >= FIRST_FORM_YEAR:
            lines += [" | ".join(row) + " |" for row in _rows(draft.random)]
        else:
            lines += _prose(draft, number)
    return [*lines, *draft.signature, *draft.below]


def _above(draft: Draft) -> list[str]:
    """What stands over the title: dates, numbers, the publisher."""
    return [line for line in draft.above if line]


def _preface(draft: Draft) -> list[str]:
    return [text for text in (draft.lead, draft.period, draft.contact) if text]


def _prose(draft: Draft, number: int) -> list[str]:
    if number == 0:
        return draft.narrative or ["领导高度重视，工作有序推进。"]
    return [PROSE[number].format(draft.random.randint(2, 300))] if number in PROSE else []


def _rows(random: Random) -> list[list[str]]:
    numbers = [[random.choice((0, 0, 0, 1, 3)) for _ in RESULTS[:-1]] for _ in range(3)]
    return [
        ["行政复议", "行政诉讼"],
        [*RESULTS, "未经复议直接起诉", "复议后起诉"],
        [*RESULTS, *RESULTS],
        [str(number) for row in numbers for number in (*row, sum(row))],
    ]


def _table(random: Random) -> str:
    rows = _rows(random)
    spans = [
        '<td colspan="5">行政复议</td><td colspan="10">行政诉讼</td>',
        "".join(f'<td rowspan="2">{label}</td>' for label in RESULTS)
        + '<td colspan="5">未经复议直接起诉</td><td colspan="5">复议后起诉</td>',
    ]
    plain = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows[2:]]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in (*spans, *plain)) + "</table>"
