"""A page of figures as text: bars of blocks, dark and light, and lines as the table of their values."""

from collections.abc import Iterator

from approvals.core.bulletin import Bulletin, Part, PartKind, beside
from approvals.render.text import cut, grid, pad, width, wrap

_WIDTH = 78
_BLOCKS = "█░▓▒"
_NAMES, _BAR = 28, 24


def lines(bulletin: Bulletin, room: int = _WIDTH) -> Iterator[str]:
    """Yield the page line by line, in so many columns."""
    if bulletin.sample:
        yield f"[{bulletin.sample}]"
    yield bulletin.title
    yield from wrap(bulletin.subtitle, room) if bulletin.subtitle else ()
    for part in bulletin.parts:
        yield ""
        yield part.heading
        yield from (f"  {line}".rstrip() for line in _part(part, bulletin.nothing, room - 2))
        yield from wrap(f"{bulletin.mark}{part.note}", room) if part.note else ()


def _part(part: Part, nothing: str, room: int) -> Iterator[str]:
    if part.kind is PartKind.TEXT:
        for paragraph in part.paragraphs:
            yield from wrap(paragraph, room)
    elif part.kind is PartKind.TABLE:
        yield from grid(([column.title for column in part.columns], *part.rows), room)
    elif not part.names:
        yield nothing
    elif part.kind is PartKind.BARS:
        yield from _bars(part)
    else:
        columns = [beside(series) for series in part.series]
        yield from grid((["", *(series.name for series in part.series)], *zip(part.names, *columns, strict=True)), room)


def _bars(part: Part) -> Iterator[str]:
    """Yield a line a bar, the name of the row before its first; the longest value takes the whole room."""
    top = max((value for series in part.series for value in series.values if value), default=1)
    room = min(max((width(name) for name in part.names), default=0), _NAMES)
    if len(part.series) > 1:
        yield "  ".join(f"{_BLOCKS[at % len(_BLOCKS)]} {series.name}" for at, series in enumerate(part.series))
    for row, name in enumerate(part.names):
        for at, series in enumerate(part.series):
            long = round(_BAR * (series.values[row] or 0) / top)
            bar = f"{_BLOCKS[at % len(_BLOCKS)] * long} " if long else ""
            yield f"{pad(cut(name, room) if not at else '', room)}  {bar}{beside(series)[row]}"
