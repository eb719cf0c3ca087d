"""A document on paper: its words, the template of the register or ours, and the faces on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING

from approvals.core.document import SMALL, Document
from approvals.core.paper import Size
from approvals.core.wording import written
from approvals.desk.printing import faces_of, template_of
from approvals.render.paper.typeset import Job, pdf

if TYPE_CHECKING:
    from approvals.desk.register import Desk


def pdf_of(desk: "Desk", document: Document, mark: str = "", size: Size | None = None, *, archive: bool = False) -> bytes:
    """Return a document as PDF, where no size is asked for on A5 what goes over the counter, else on A4; `mark` where it is a draft or a copy."""
    size = size or (Size.A5 if document.kind in SMALL else Size.A4)
    data = {**_said(document), "sample": desk.sample, "mark": mark}
    return pdf(_template(desk, "typ"), data, faces_of(desk.root), Job(document.signed_on, size, archive))


def docx_of(desk: "Desk", document: Document, mark: str = "") -> bytes:
    """Return a document as DOCX, to be changed by hand where somebody has to."""
    from approvals.render.paper.word import docx  # noqa: PLC0415 - the most seldom of the three, and as heavy as both others

    return docx(_template(desk, "docx"), {**_said(document), "sample": desk.sample, "mark": mark}, document.signed_on)


def _said(document: Document) -> dict[str, object]:
    return {**document._asdict(), "signed_on": written(document.signed_on), "sheet": document.sheet._asdict() if document.sheet else None}


def _template(desk: "Desk", form: str) -> str | Path:
    return template_of(desk.root, f"document.{form}") or "document"
