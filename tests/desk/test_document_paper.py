"""Each of the eleven documents on paper: the words of its PDF and of its DOCX are those of the document, and it can go into the archive."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from approvals.core.document import Document, DocumentKind
from approvals.core.paper import Size
from approvals.core.wording import written
from approvals.desk.document import issue, listed
from approvals.desk.paper import docx_of, pdf_of
from approvals.desk.register import Desk, open_register
from approvals.render.paper.typeset import texts
from documented import KEPT
from paper import archive_faults, docx_text, pdf_pages, squeezed

ONE_OF_EACH = {kind: next(kept for kept in KEPT if kept.split()[1] == kind) for kind in DocumentKind}
SAMPLE = "样本：虚构的高新区，所载内容不作为办事依据"


@pytest.fixture(scope="module")
def desk(lived: Path) -> Iterator[Desk]:
    opened = open_register(lived, date(2026, 4, 20))
    yield opened
    opened.connection.close()


def issued(desk: Desk, kind: DocumentKind) -> Document:
    """Return the document of a kind that is kept as a golden text."""
    number = ONE_OF_EACH[kind].split()[0]
    event = next(one.event for one in listed(desk, number) if one.document == kind)
    return issue(desk, number, event).document


def words_of(document: Document) -> set[str]:
    """Return every text of a document; the parts of a form stand on lines of their own."""
    told = {**document._asdict(), "kind": "", "signed_on": written(document.signed_on), "form": ()}
    forms = [part for row in document.form for text in row for part in text.split("；")]
    return {squeezed(text) for text in (*texts(told), *forms, SAMPLE) if text}


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_words_of_a_pdf_are_those_of_the_document(desk: Desk, kind: DocumentKind) -> None:
    document = issued(desk, kind)
    pages = pdf_pages(pdf_of(desk, document))
    whole = "".join(pages)
    assert not {word for word in words_of(document) if word not in whole}
    assert all(SAMPLE in page for page in pages)


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_words_of_a_docx_are_those_of_the_document(desk: Desk, kind: DocumentKind) -> None:
    document = issued(desk, kind)
    whole = docx_text(docx_of(desk, document))
    assert not {word for word in words_of(document) - {SAMPLE} if word not in whole}


@pytest.mark.parametrize(("size", "points"), [(None, (595, 842)), (Size.A4, (595, 842)), (Size.A5, (420, 595))])
def test_the_size_of_a_document_for_the_archive(desk: Desk, size: Size | None, points: tuple[int, int]) -> None:
    made = pdf_of(desk, issued(desk, DocumentKind.GRANT), size=size, archive=True)
    assert not archive_faults(made)
    with pikepdf.open(BytesIO(made)) as paper:
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in paper.pages} == {points}
