"""Labels of which only a line was put beside its values, in tables without ruling lines."""

from collections.abc import Sequence
from dataclasses import replace

from parsers.readers.pdf_columns import pieces_of
from parsers.readers.pdf_labels import is_label, is_within_label
from parsers.readers.pdf_lines import Line
from parsers.readers.pdf_rows import Part, overlap
from parsers.values import UNTOLD


def without_cut_labels(lines: Sequence[Line]) -> list[Line]:
    """The lines, with the label untold where it goes on in another line, as 其他 does in 法律行政法规."""
    kept: list[Line] = []
    for number, line in enumerate(lines):
        first = pieces_of(line).start
        around = [(n, lines[n]) for n in (number - 1, number + 1) if 0 <= n < len(lines)]
        if (
            0 < first < len(line.parts)
            and is_label(line.parts[first - 1][0])
            and any(_goes_on(line.parts[first - 1], other, above=n < number) for n, other in around)
        ):
            label = line.parts[first - 1]
            parts = (*line.parts[: first - 1], (label[0] + UNTOLD, *label[1:]), *line.parts[first:])
            kept.append(replace(line, parts=parts))
        else:
            kept.append(line)
    return kept


def _goes_on(label: Part, other: Line, *, above: bool) -> bool:
    """Whether a line without values holds what makes a label, whole as it seems, a piece of a longer one."""
    if len(pieces_of(other)):
        return False
    own = [part[0] for part in other.parts if overlap(part, label)]
    return len(own) == 1 and is_within_label(own[0] + label[0] if above else label[0] + own[0])
