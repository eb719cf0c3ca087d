"""PDF by Typst: a template and values in, bytes out. The same template, values and fonts give the same bytes."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import typst

from approvals.errors import RegisterUnfit
from approvals.language import N_
from approvals.render.json import text as json_text
from approvals.render.paper.faces import Faces, refuse_missing

TEMPLATES = Path(__file__).parents[1] / "templates"


class Size(StrEnum):
    """The size of a sheet."""

    A4 = "a4"
    A5 = "a5"


class Job(NamedTuple):
    """How a paper is printed: on which size, as PDF/A-2a where it is for the archive, dated (in its metadata) on which day."""

    day: date
    size: Size = Size.A4
    archive: bool = False


def pdf(template: str | Path, data: Mapping[str, object], faces: Faces, job: Job) -> bytes:
    """Return a PDF: `template` names one of ours, or is the file of another, which may import `/paper.typ`; `data` is what JSON can hold.

    A character that no face has is refused before anything is printed; a template that fails is `RegisterUnfit` with Typst's own words.
    """
    refuse_missing(faces, texts(data))
    file = template if isinstance(template, Path) else TEMPLATES / f"{template}.typ"
    inputs = {"data": "\n".join(json_text(data)), "faces": json.dumps(faces.families()), "size": str(job.size)}
    compiler = typst.Compiler(file.read_bytes(), root=str(TEMPLATES), font_paths=faces.book, ignore_system_fonts=True, sys_inputs=inputs)
    noon = datetime(job.day.year, job.day.month, job.day.day, 12, tzinfo=UTC)
    try:
        made = compiler.compile(format="pdf", timestamp=noon, pdf_standards=["a-2a"] if job.archive else [])
    except typst.TypstError as error:
        raise RegisterUnfit(N_("The template {file} fails: {reason}"), file=file.name, reason=error.message) from error
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, whatever its pages
    return made


def texts(value: object) -> Iterator[str]:
    """Yield every text of a value, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts(part)
