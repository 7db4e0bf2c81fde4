"""A report's whole page: its article under title and metadata, in the frame of its host."""

from random import Random

from demo.catalogue.model import DemoReport
from demo.render.article import article, cut
from demo.render.attachments import attachment_links
from demo.render.page import Frame, page
from demo.render.theme import Theme


def report_page(
    theme: Theme, report: DemoReport, frame_menu: tuple[tuple[str, str], ...], visits: int
) -> bytes:
    """The page of one report; `visits` is what its counter shows."""
    frame = Frame(
        title=_head_title(theme, report),
        crumbs=("首页", "政务公开", "政府信息公开年报"),
        meta=_meta(theme, report),
        menu=frame_menu,
    )
    metadata = metadata_table(theme, report) if theme.metadata_table else ""
    main = f"""{metadata}<h1>{_visible_title(report)}</h1>
<div class="info">{_info(theme, report, visits)}</div>
{theme.contain(article(report, attachment_links(theme, report)))}
<div class="pager">扫一扫在手机打开当前页　打印正文</div>"""
    body = page(theme, report.site.host, frame, main)
    if "cut_page" in report.deviations:
        body = cut(body.decode(theme.encoding), report).encode(theme.encoding)
    return body


def counter(report: DemoReport) -> int:
    """What the visit counter shows on the first night."""
    return Random(f"{report.id}/visits").randint(18, 2600)


def _head_title(theme: Theme, report: DemoReport) -> str:
    # A channel that shows its one document in place is titled by the channel's name alone.
    return f"{report.year}年" if _one_document(report) else f"{report.title}_{theme.name}"


def _one_document(report: DemoReport) -> bool:
    return report.year in report.agency.one_document


def _visible_title(report: DemoReport) -> str:
    if "title_broken" in report.deviations:
        return report.title.replace("工作年度报告", "工作<br>年度报告")
    return report.title


def _source(report: DemoReport) -> str:
    if "agency_in_contact_only" in report.deviations:
        return ""
    return report.site.name if "agency_short_name" in report.deviations else report.agency.name


def generated_at(report: DemoReport) -> str:
    """When a page that names the time of its generation was generated."""
    return f"2026-03-{report.published.day:02} 15:35:13"


def _meta(theme: Theme, report: DemoReport) -> list[tuple[str, str]]:
    if theme.metadata == "none":
        return [("publishdate", f"{report.published:%Y-%m-%d}"), ("filetype", "0")]
    generated = theme.metadata == "generated"
    published = f"{report.published:%Y-%m-%d} 09:{report.published.day:02}"
    tags = [
        ("ColumnName", f"{report.year}年" if _one_document(report) else "政府信息公开年报"),
        ("ColumnType", "政府信息公开"),
        ("ArticleTitle", report.title),
        ("PubDate", generated_at(report) if generated else published),
        ("ContentSource", _source(report)),
    ]
    return [*tags, ("others", f"页面生成时间 {generated_at(report)}")] if generated else tags


def _info(theme: Theme, report: DemoReport, visits: int) -> str:
    shown = f"发布时间：{report.published:%Y-%m-%d}　浏览次数：{visits}"
    named = _source(report) and not theme.metadata_table
    return f"来源：{_source(report)}　{shown}" if named else shown


def metadata_table(theme: Theme, report: DemoReport) -> str:
    """The box of metadata above an article: four rows of two labels and their values."""
    day = f"{report.published:%Y-%m-%d}"
    values = ("", report.agency.name, report.title, day, "", day, "有效", "政务公开;年报")
    cells = [
        f'<td class="t">{label}</td><td>{value}</td>'
        for label, value in zip(theme.metadata_labels, values, strict=True)
    ]
    rows = "".join(f"<tr>{left}{right}</tr>" for left, right in zip(cells[::2], cells[1::2], strict=True))
    return f'<table class="xxgk_detail_table1">{rows}</table>\n'
