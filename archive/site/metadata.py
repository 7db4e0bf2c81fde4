"""Datasette's metadata for one publication, made from its database and the dictionary.

Every table, view and column gets a description in Chinese and English; one that nothing describes stops
the publication with an error that names it, so that no undescribed column is ever published.
"""

from contextlib import closing
from html import escape
from pathlib import Path
from typing import Any

from archive.database import open_to_read
from archive.site.dictionary import Presentation, column_text, presentation, table_definition

TITLE = "公开 Gongkai"
DESCRIPTION_HTML = (
    '<p lang="zh-CN">中国各级行政机关每年必须公布《政府信息公开工作年度报告》。本站按原样存档这些报告，'
    "把其中的法定表格读成统一的数据，供记者和研究者查阅、下载，每个数字都能点回原页面上的单元格。</p>"
    '<p lang="en">Every Chinese agency must publish a yearly report on its open-government-information work. '
    "This site keeps those reports as published and turns their statutory tables into one set of data: every "
    "figure leads back to its cell on the archived page.</p>"
)
LICENSE = (
    "报告及数字：行政性质的官方文件，依《中华人民共和国著作权法》第五条不受著作权保护；"
    "本站的整理编排：CC0 1.0 / "
    "Reports and figures: official documents of administrative nature, not protected by copyright under "
    "article 5 of China's Copyright Law; our own compilation: CC0 1.0"
)
LICENSE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"
SOURCE = "各行政机关网站，见每份报告的网址 / The agencies' own websites; each report names its address"
ABOUT = "年报格式：国办公开办函〔2019〕60号、〔2021〕30号 / The statutory forms of 2019 and 2021"

# Tables of SQLite's and of its full-text search, which readers have no use for.
INTERNAL_PREFIXES = ("sqlite_", "_", "sections_fts")


def build_metadata(database_path: Path) -> dict[str, Any]:
    """The metadata of one database: title, licence, and a description of every table and column."""
    columns = _read_columns(database_path)
    published = {name: names for name, names in columns.items() if not name.startswith(INTERNAL_PREFIXES)}
    tables = {name: _table_metadata(name, names) for name, names in published.items()}
    hidden = {name: {"hidden": True} for name in columns if name not in published}
    return {
        "title": TITLE,
        "description_html": DESCRIPTION_HTML,
        "license": LICENSE,
        "license_url": LICENSE_URL,
        "source": SOURCE,
        "about": ABOUT,
        "databases": {
            database_path.stem: {
                "title": "数据表 / Tables",
                "description_html": DESCRIPTION_HTML,
                "tables": tables | hidden,
            }
        },
    }


def _read_columns(database_path: Path) -> dict[str, list[str]]:
    """The columns of every table and view of a database."""
    with closing(open_to_read(database_path)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            )
        ]
        return {
            name: [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", [name])]
            for name in names
        }


def _table_metadata(name: str, columns: list[str]) -> dict[str, Any]:
    shown = presentation(name)
    metadata: dict[str, Any] = {
        "title": f"{shown.title_zh} / {shown.title_en}",
        "description_html": _description_html(name, shown),
        "columns": {column: column_text(name, column).description for column in columns},
        "size": shown.size,
    }
    if shown.facets:
        metadata["facets"] = list(shown.facets)
    for key, value in (("sort", shown.sort), ("sort_desc", shown.sort_desc), ("label_column", shown.label)):
        if value:
            metadata[key] = value
    return metadata


def _description_html(name: str, shown: Presentation) -> str:
    definition = table_definition(name)
    zh = escape(f"{definition.zh}。{shown.note_zh}")
    en = escape(f"{definition.en}. {shown.note_en}".strip())
    return f'<p lang="zh-CN">{zh}</p><p lang="en">{en}</p>'
