"""The columns of Word tables, as wide as their texts need: a template cannot know how many there will be, and LibreOffice and WPS do not work it out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from approvals.render.text import width

if TYPE_CHECKING:
    from docx.document import Document

# Twentieths of a point: half a Chinese character of 10 points, and what stands left and right of a text.
_HALF, _EDGES = 104, 240


def fit_tables(document: "Document") -> None:
    """Share the width of the text out among the columns of every table; a column whose texts do not fit on a line stands flush left."""
    section = document.sections[0]
    room = ((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)) // 635
    for table in document.element.body.iter(qn("w:tbl")):
        rows = [row.findall(qn("w:tc")) for row in table.findall(qn("w:tr"))]
        if rows and len({len(row) for row in rows}) == 1 and next(table.iter(qn("w:gridSpan"), qn("w:vMerge")), None) is None:
            _fit(table, rows, room)


def _fit(table: Any, rows: Sequence[Sequence[Any]], room: int) -> None:  # noqa: ANN401 - lxml elements have no types
    needed = [max(_HALF * width("".join(cell.itertext(qn("w:t")))) + _EDGES for cell in column) for column in zip(*rows, strict=True)]
    widths = shared(needed, room)
    grid = table.find(qn("w:tblGrid"))
    for column in list(grid):
        grid.remove(column)
    for taken in widths:
        grid.append(grid.makeelement(qn("w:gridCol"), {qn("w:w"): str(taken)}))
    for row in rows:
        for cell, taken in zip(row, widths, strict=True):
            for mark in cell.iter(qn("w:tcW")):
                mark.set(qn("w:w"), str(taken))
                mark.set(qn("w:type"), "dxa")
    for place in _wrapping(needed, widths):
        for row in rows[1:]:
            for mark in row[place].iter(qn("w:jc")):
                mark.set(qn("w:val"), "left")


def shared(needed: Sequence[int], room: int) -> list[int]:
    """Return the width of each column: as much as it needs where that is no more than its share, the rest going to those that need more.

    What nobody needs goes to the wider ones; of two columns the first is a name, and takes no more than it needs.
    """
    widths = [0] * len(needed)
    left, open_ = room, sorted(range(len(needed)), key=lambda place: needed[place])
    for number, place in enumerate(open_):
        share = left // (len(open_) - number)
        widths[place] = min(needed[place], share)
        left -= widths[place]
    if left > 0:
        weights = [0, 1] if len(widths) == 2 else [taken * taken for taken in widths]  # noqa: PLR2004 - a name and its value
        widths = [taken + left * weight // sum(weights) for taken, weight in zip(widths, weights, strict=True)]
    return widths


def _wrapping(needed: Sequence[int], widths: Sequence[int]) -> Iterator[int]:
    return (place for place, (wanted, taken) in enumerate(zip(needed, widths, strict=True)) if wanted > taken)
