"""List pages as TRS publishes them: rows with cut titles, sub-channels, and a pager that a script writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from demo.render.theme import Theme

# Longer titles are cut on the page; the attribute keeps them whole.
SHOWN_CHARACTERS = 22

PAGER_SCRIPT = """function createPageHTML() {
  var a = [].slice.call(arguments), ext = a.pop(), name = a.pop(), page = a.pop(), pages = a.pop(), out = '';
  for (var n = 0; n < pages; n++) {
    var url = name + (n ? '_' + n : '') + '.' + ext;
    out += n === page ? ' <b>' + (n + 1) + '</b> ' : ' <a href="' + url + '">' + (n + 1) + '</a> ';
  }
  document.write(out);
}"""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One entry of a list; `beside` is a second link in the same item, as (address, text)."""

    href: str
    title: str
    day: date
    beside: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list: the folder's sub-channels (first page only), its rows, and what the pager says."""

    rows: Sequence[ListRow]
    channels: Sequence[tuple[str, str]]
    page: int
    pages: int
    records: int
    extension: str
    script_rows: bool = False


def list_markup(theme: Theme, listing: ListPage) -> str:
    """The main part of a list page."""
    rows = "\n".join(_row(theme, row, listing.script_rows) for row in listing.rows)
    if theme.commented_duplicates and listing.rows:
        rows += "\n" + _commented(theme, listing.rows[0])
    return f"""{_channels(listing)}<ul class="list">
{rows}
<li class="empty"></li>
</ul>
<div class="pager"><script>{PAGER_SCRIPT}
{_pager_call(theme, listing)}</script></div>"""


def _channels(listing: ListPage) -> str:
    if not listing.channels:
        return ""
    links = "".join(f'<a href="{href}">{name}</a>' for href, name in listing.channels)
    return f'<div class="channels">{links}</div>\n'


def _anchor(row: ListRow) -> str:
    cut = len(row.title) > SHOWN_CHARACTERS
    shown = row.title[:SHOWN_CHARACTERS] + "…" if cut else row.title
    title = escape(row.title)
    return f'<a href="{row.href}" target="_blank" title="{title}">{escape(shown, quote=False)}</a>'


def _row(theme: Theme, row: ListRow, by_script: bool) -> str:
    anchor = f"<script>document.write('{_anchor(row)}');</script>" if by_script else _anchor(row)
    beside = f' <a class="jd" href="{row.beside[0]}">{row.beside[1]}</a>' if row.beside else ""
    return f"<li>{anchor}{beside}{theme.dated(row.day)}</li>"


def _commented(theme: Theme, row: ListRow) -> str:
    """A row of an earlier version of the page that the editors commented out: its address is dead."""
    folder, name = row.href.rsplit("/", 1)
    dead = ListRow(f"{folder}/old_{name}", row.title, row.day)
    return f"<!--{_row(theme, dead, by_script=False)}-->"


def _pager_call(theme: Theme, listing: ListPage) -> str:
    return theme.pager.format(
        pages=listing.pages, page=listing.page, records=listing.records, extension=listing.extension
    )
