"""Report pages of the sizes real ones have: a site's frame, Word's markup in every cell, an element a character.

No two pages are alike: each has an agency, figures and sentences of its own, so that nothing a reader
remembers of one page helps it with the next but what all reports share.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random

from demo.catalogue.model import DemoReport
from demo.catalogue.reports import REPORTS
from demo.figures.profile import Profile
from demo.figures.years import simulate
from demo.hosts.themes import THEMES
from demo.render.report_page import report_page
from demo.reports import EXPECTED
from parsers.forms import FORMS

TEXT = re.compile(r">([^<>]*[^<>\s][^<>]*)<")
RUN_STYLE = "font-family:仿宋_GB2312;font-size:12.0pt;mso-font-kerning:0pt"
PARAGRAPH = '<p class="MsoNormal" align="center" style="margin:0cm;text-align:center;line-height:20pt">'
SYLLABLES = "安白长东丰高广海和怀惠吉建江金景开兰临龙南宁平青清荣瑞山石顺泰通文武西新兴阳永玉元云中"
OFFICES = (
    "教育局",
    "财政局",
    "水务局",
    "林业局",
    "审计局",
    "统计局",
    "司法局",
    "商务局",
    "民政局",
    "人民政府",
)
CHANNELS = (
    "要闻",
    "公告",
    "政策",
    "解读",
    "人事",
    "规划",
    "统计",
    "招考",
    "采购",
    "预算",
    "决算",
    "执法",
    "服务",
    "互动",
)
MENU_ENTRIES = 140


def speed_pages(kind: str, count: int, seed: int) -> Iterator[bytes]:
    """So many pages of a kind (one of KINDS), in UTF-8; another seed makes other pages."""
    chance = Random(f"{kind}/{seed}")
    for number in range(count):
        report = _invent(chance, f"{kind}/{seed}/{number}")
        page = report_page(THEMES[report.site.id], report, (("/", "首页"),), chance.randint(10, 9999))
        yield KINDS[kind](page.decode()).encode()


def _invent(chance: Random, name: str) -> DemoReport:
    """A report of the imitation web as another agency's, with figures that keep the form's sums."""
    pattern = chance.choice(PATTERNS)
    agency = "".join(chance.sample(SYLLABLES, 2)) + chance.choice("县区市旗") + chance.choice(OFFICES)
    profile = Profile(**{size: int(chance.expovariate(1 / 90)) for size in Profile.model_fields})
    tables = {key: FORMS[form].tables[key] for key, form in pattern.forms.items()}
    return replace(
        pattern,
        id=name,
        agency=pattern.agency.model_copy(update={"name": agency, "short": agency}),
        title=f"{agency}{pattern.year}年政府信息公开工作年度报告",
        figures=simulate(name, profile, lambda _year: tables, {})[pattern.year],
    )


def _is_pattern(report: DemoReport) -> bool:
    truth = EXPECTED.get(report.url)
    return truth is not None and truth.outcome == "ok" and THEMES[report.site.id].encoding == "utf-8"


PATTERNS = [report for report in REPORTS if _is_pattern(report)]


def _in_frame(text: str) -> str:
    """The page in what a content management system puts around it: scripts, a menu, a box to share it."""
    script = "".join(f"function f{n}(a) {{ if (a < {n}) {{ return '<td>' + a; }} }}\n" for n in range(160))
    entries = "".join(
        f'<li class="menu-item"><a href="/zwgk/c{n}/index.shtml" target="_blank">{CHANNELS[n % 14]}{n}</a></li>'
        for n in range(MENU_ENTRIES)
    )
    frame = f'<script type="text/javascript">{script}</script><div class="menu"><ul>{entries}</ul></div>'
    share = '<div class="share" style="display: none"><a href="#">微信</a><a href="#">微博</a></div>'
    head, body, rest = _dressed(text, _styled_run).partition("<body>\n")
    return head + body + frame + rest.replace("</body>", f"{share}</body>")


def _dressed(text: str, run: Callable[[str], str]) -> str:
    """The page with every text of its body dressed as a word processor does."""
    head, body, rest = text.partition("<body")
    return head + body + TEXT.sub(lambda found: f">{run(found[1].strip())}<", rest)


def _styled_run(text: str) -> str:
    return f'<span style="{RUN_STYLE}">{text}</span>'


def _word_run(text: str) -> str:
    return (
        f'{PARAGRAPH}<span lang="EN-US" style="{RUN_STYLE}"><font face="仿宋_GB2312">{text}</font></span></p>'
    )


def _spelled_out(text: str) -> str:
    return "".join(map(_styled_run, text))


KINDS: Mapping[str, Callable[[str], str]] = {
    "as the imitation web serves them": str,
    "in a site's frame": _in_frame,
    "in Word's markup": lambda text: _dressed(text, _word_run),
    "with an element a character": lambda text: _dressed(text, _spelled_out),
}
