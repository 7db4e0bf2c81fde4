"""How a host looks and serves: its colours, its way with lists, its encoding."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Literal

# Labels are spread out with wide spaces, as the metadata boxes of these systems have them.
LABELS = (
    "索 引 号：",
    "发文机构：",
    "标　　题：",
    "成文日期：",
    "发文字号：",
    "发布日期：",
    "有 效 性：",
    "主 题 词：",
)

STYLE = Template((Path(__file__).parent / "page.css").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Theme:
    """One host's looks and habits. `pager` has {pages}, {page}, {records} and {extension} filled in.

    `late_charset` puts the meta charset behind a kilobyte of comments and leaves it out of the header.
    `container` is the markup around an article, with {content_class} and {article} filled in. Metadata are
    the standard tags; or these with the time the page was generated in place of the date of publication;
    or none of them but tags of the system's own. With `broken_links` addresses end in line breaks.
    """

    name: str
    code: str
    address: str
    colour: str
    accent: str
    background: str
    link: str
    encoding: Literal["utf-8", "gbk"]
    content_class: str
    date_style: Literal["bracketed", "two_spans", "no_year"]
    pager: str
    metadata_table: bool = False
    metadata_labels: tuple[str, ...] = LABELS
    late_charset: bool = False
    gzip: bool = False
    commented_duplicates: bool = False
    charset_in_header: bool = True
    container: str = '<div class="article {content_class}">\n{article}\n</div>'
    metadata: Literal["standard", "generated", "none"] = "standard"
    broken_links: bool = False

    @property
    def style(self) -> str:
        """The style sheet, inside the page so that an archived page keeps its looks."""
        return STYLE.substitute(
            background=self.background, link=self.link, colour=self.colour, accent=self.accent
        )

    @property
    def content_type(self) -> str:
        """The Content-Type header of a page."""
        return f"text/html; charset={self.encoding}" if self.charset_in_header else "text/html"

    def contain(self, article: str) -> str:
        """The article in its container."""
        return self.container.format(content_class=self.content_class, article=article)

    def href(self, address: str) -> str:
        """An address as the host's templates write it."""
        return f"\n{address}\n\n" if self.broken_links else address

    def dated(self, day: date) -> str:
        """A date as the host's lists print it."""
        if self.date_style == "bracketed":
            return f"<span>[{day:%Y-%m-%d}]</span>"
        if self.date_style == "two_spans":
            return f'<span class="pchide">{day:%Y/%m/%d}</span><span class="mhide">{day:%m-%d}</span>'
        return f"<span>{day:%m-%d}</span>"
