"""A page of figures printed: as text, HTML, PDF or DOCX, by the templates and fonts of the register where it has its own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from approvals.core.bulletin import Bulletin, Part, PartKind, beside
from approvals.core.paper import Size
from approvals.desk.printing import Form, faces_of, template_of

_CHARTS = frozenset({PartKind.BARS, PartKind.LINES})
_ROWS = 24


def printed(root: Path | None, bulletin: Bulletin, form: Form, day: date, *, archive: bool = False, room: int = 78) -> str | bytes:
    """Return a page of figures in a form, text in `room` columns, HTML, PDF (for the archive as PDF/A-2a) or DOCX; `day` is the date in its metadata.

    In a DOCX charts are pictures of those of the PDF.
    """
    if form is Form.TEXT:
        from approvals.render.bulletin import lines  # noqa: PLC0415 - each form pays for its own tools

        return "".join(f"{line}\n" for line in lines(bulletin, room))
    if form is Form.HTML:
        from approvals.render.paper.web import html  # noqa: PLC0415

        return html((template_of(root, "bulletin.html") if root else None) or "bulletin", _values(bulletin))
    from approvals.render.paper.typeset import Job, pdf, pictures  # noqa: PLC0415

    data, faces, job = _values(bulletin), faces_of(root), Job(day, Size.A4, archive)
    template = template_of(root, f"bulletin.{'typ' if form is Form.PDF else 'docx'}") if root else None
    if form is Form.PDF:
        return pdf(template or "bulletin", data, faces, job)
    from approvals.render.paper.word import docx  # noqa: PLC0415

    pieces = [piece for part in data["parts"] for piece in part["pieces"]]
    drawn = pictures("chart", {"charts": pieces}, faces) if pieces else []
    return docx(template or "bulletin", data, day, {piece["picture"]: picture for piece, picture in zip(pieces, drawn, strict=True)})


def _values(bulletin: Bulletin) -> dict[str, Any]:
    parts = [{**part._asdict(), "heading": part.heading, "series": _series(part), "pieces": [*_pieces(part, at)]} for at, part in enumerate(bulletin.parts)]
    return {**bulletin._asdict(), "parts": parts}


def _series(part: Part, begin: int = 0, end: int | None = None) -> list[dict[str, Any]]:
    return [{"name": series.name, "values": series.values[begin:end], "words": beside(series)[begin:end]} for series in part.series]


def _pieces(part: Part, at: int) -> Iterator[dict[str, Any]]:
    """Yield a chart in pieces that each go onto a page, all on one scale: a picture in a Word file does not break."""
    if part.kind not in _CHARTS or not part.names:
        return
    rows = _ROWS if part.kind is PartKind.BARS else len(part.names)
    top = max((value for series in part.series for value in series.values if value), default=1)
    for begin in range(0, len(part.names), rows):
        names = part.names[begin : begin + rows]
        yield {"kind": part.kind, "names": names, "series": _series(part, begin, begin + rows), "top": top, "picture": f"chart{at}-{begin}"}
