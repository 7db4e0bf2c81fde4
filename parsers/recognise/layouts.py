"""Each layout is recognised once: most reports print the labels of one form in the same cells.

What is remembered of a layout is which cell holds which figure, and what its labels gave cause to remark: of
a page whose tables have the same labels in the same places only the values are then read. Where recognition
has looked at a value (`unread`) nothing is remembered.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from parsers.document import Cell, Table
from parsers.recognise.figures import TableResult
from parsers.recognise.kinds import VALUE, kind_of
from parsers.recognise.unread import Asked, UnreadValue
from parsers.remembered import Remembered

Recognise = Callable[[Sequence[Table]], dict[str, TableResult]]
# So many layouts are remembered, the oldest forgotten first.
MOST_LAYOUTS = 300
# Stand for a value, and between two cells. No cell holds them: readers make all white space one space.
ANY_VALUE, BETWEEN = "\x1d", "\x1f"


def _shown(text: str) -> str:
    """What of a cell's text makes the layout: a label itself, for every value the same."""
    return ANY_VALUE if text.isdigit() or kind_of(text) == VALUE else text


_SHOWN = Remembered(_shown)
_LAYOUTS: dict[tuple[object, ...], dict[str, TableResult]] = {}


def recognise_layout(tables: Sequence[Table], recognise: Recognise) -> dict[str, TableResult]:
    """What `recognise` tells of the tables, remembered where that is the same for any values."""
    cells = [cell for table in tables for row in table.rows for cell in row]
    texts = list(map(itemgetter(0), cells))
    layout = (
        BETWEEN.join(map(_SHOWN.__getitem__, texts)),
        # In which tables and rows these cells stand, how far each spans, and the places that do not follow.
        tuple([(table.index, *map(len, table.rows)) for table in tables]),
        tuple(map(itemgetter(2, 3), cells)),
        tuple([cell.place for table in tables for cell in _displaced(table)]),
    )
    results = _LAYOUTS.get(layout)
    if results is None:
        asked = Asked()
        results = recognise(_unread(tables, asked))
        if not asked.is_so:
            _remember(layout, results)
    return {key: result.with_values(texts) for key, result in results.items()}


def _displaced(table: Table) -> list[Cell]:
    """The cells of those rows whose cells are not numbered one after another, as where some are hidden."""
    return [
        cell
        for number, row in enumerate(table.rows)
        if row and row[-1][1] != (table.index, number, len(row) - 1)
        for cell in row
    ]


def forget_layouts() -> None:
    """Recognise every layout anew from here on."""
    _LAYOUTS.clear()


def _remember(layout: tuple[object, ...], results: dict[str, TableResult]) -> None:
    if len(_LAYOUTS) >= MOST_LAYOUTS:
        del _LAYOUTS[next(iter(_LAYOUTS))]
    _LAYOUTS[layout] = results


def _unread(tables: Iterable[Table], asked: Asked) -> list[Table]:
    """The same tables with an `UnreadValue` for every value."""
    ordinal = -1

    def unread(cell: Cell) -> Cell:
        nonlocal ordinal
        ordinal += 1
        if kind_of(cell.text) != VALUE:
            return cell
        return cell._replace(text=UnreadValue.of(cell.text, ordinal, asked))

    return [
        Table(table.index, tuple(tuple(map(unread, row)) for row in table.rows), table.layout)
        for table in tables
    ]
