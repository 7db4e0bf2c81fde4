"""docs/archive-size.md, from the nights that were measured."""

from collections.abc import Sequence

from benchmarks.archive_size.nights import Night

HEAD = """# The size of the archive

Measured by `make bench-archive`: the imitation web is crawled night after night into one archive. A payload that
the archive holds already is not stored again: the response becomes a `revisit` record, with its own headers and a
reference to the first. On the second night one report is corrected, one is new, one is gone and one page has another
menu; from then on nothing changes. Every night asks for every list and every report, with a conditional request where
the server gave something to compare; of the answers, so many said that nothing was modified (304), the others were sent
again.

Real pages carry counters and session numbers, and their lists change more often: expect a larger share than here.

| night | answers | of them 304 | payload received | WARC written | of the first night | if all were kept whole |
|---:|---:|---:|---:|---:|---:|---:|
"""
FOOT = """
All {nights} nights together take {total} of WARC, {times:.1f} times the first night; with every response kept whole they
would take {whole} ({share:.0%} saved). A night without news adds {quiet:.0%} of the first: an answer that
brings nothing new takes {each:,.0f} bytes with its request, headers and what is known about the page, whatever the size of the page.
The pages of the imitation web are small (an answer of the first night takes {first:,.0f} bytes); the larger the pages, the smaller that share.

Nothing in Gongkai deletes a WARC file. How long files are kept is decided by people, and done by hand: see
[archive.md](archive.md).
"""


def text_of(nights: Sequence[Night]) -> str:
    """The document."""
    shown = [night for night in nights if night.number in (1, 2, 3, 10, 20, len(nights))]
    rows = [_row(night, nights[0]) for night in shown]
    total = sum(night.file_bytes for night in nights)
    whole = sum(_whole(night) for night in nights)
    foot = FOOT.format(
        nights=len(nights),
        total=_size(total),
        whole=_size(whole),
        times=total / nights[0].file_bytes,
        share=1 - total / whole,
        each=nights[-1].file_bytes / nights[-1].answers,
        first=nights[0].file_bytes / nights[0].answers,
        quiet=nights[-1].file_bytes / nights[0].file_bytes,
    )
    return HEAD + "".join(rows) + foot


def _row(night: Night, first: Night) -> str:
    share = night.file_bytes / first.file_bytes
    counts = [str(night.number), str(night.answers), str(night.not_modified)]
    cells = [*counts, _size(night.payload), _size(night.file_bytes)]
    return f"| {' | '.join([*cells, f'{share:.0%}', _size(_whole(night))])} |\n"


def _whole(night: Night) -> int:
    """The WARC bytes of a night if every response were kept whole."""
    return night.file_bytes - night.response_bytes + night.kept_whole


def _size(number: int) -> str:
    return f"{number / 1_000_000:.2f} MB"
