"""A document on paper: its words, the sheet, and the faces on this machine."""

from typing import TYPE_CHECKING

from approvals.core.document import SMALL, Document
from approvals.core.wording import written
from approvals.render.paper.faces import find_faces
from approvals.render.paper.typeset import Job, Size, pdf

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def pdf_of(desk: "Desk", document: Document, mark: str = "") -> bytes:
    """Return a document as PDF, on A5 where it goes over the counter, else on A4; `mark` where it is a draft or a copy."""
    size = Size.A5 if document.kind in SMALL else Size.A4
    data = {**document._asdict(), "signed_on": written(document.signed_on), "sheet": _sheet(document), "sample": bool(desk.sample), "mark": mark}
    return pdf("document", data, find_faces(desk.root / "fonts"), Job(document.signed_on, size))


def _sheet(document: Document) -> dict[str, object] | None:
    return document.sheet._asdict() if document.sheet else None
