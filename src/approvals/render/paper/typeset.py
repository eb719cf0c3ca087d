"""PDF by Typst: a template and values in, bytes out. The same template, values and fonts give the same bytes."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import typst

from approvals.core.paper import Size
from approvals.errors import RegisterUnfit
from approvals.language import N_
from approvals.render.json import text as json_text
from approvals.render.paper.faces import Faces, refuse_missing
from approvals.render.paper.fonts import cut

TEMPLATES = Path(__file__).parents[1] / "templates"
_FINE = 200
# What a template makes by itself, and does not spell out: numbers of lists in every fashion, dates, punctuation.
_RANGES = (range(0x20, 0x7F), range(0xA0, 0x100), range(0x2010, 0x2040), range(0x2460, 0x2474), range(0x3000, 0x3020), range(0xFF01, 0xFF5F))
_ALWAYS = "".join(chr(point) for points in _RANGES for point in points)
_ALWAYS += "〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥年月日时分第"


class Job(NamedTuple):
    """How a paper is printed: on which size, as PDF/A-2a where it is for the archive, dated (in its metadata) on which day."""

    day: date
    size: Size = Size.A4
    archive: bool = False


def pdf(template: str | Path, data: Mapping[str, object], faces: Faces, job: Job) -> bytes:
    """Return a PDF: `template` names one of ours, or is the file of another, which may import `/paper.typ`; `data` is what JSON can hold.

    A character that no face has is refused before anything is printed; a template that fails is `RegisterUnfit` with Typst's own words.
    """
    file = template if isinstance(template, Path) else TEMPLATES / f"{template}.typ"
    source = read_template(file)
    refuse_missing(faces, (*texts(data), *(source.splitlines() if file is template else ())))
    noon = datetime(job.day.year, job.day.month, job.day.day, 12, tzinfo=UTC)
    with _compiler(source, data, faces, job.size) as compiler:
        made = _compiled(file, lambda: compiler.compile(format="pdf", timestamp=noon, pdf_standards=["a-2a"] if job.archive else []))
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, whatever its pages
    return made


def pictures(template: str, data: Mapping[str, object], faces: Faces, job: Job) -> list[bytes]:
    """Return each page of one of our templates as a PNG, in the fineness of print."""
    refuse_missing(faces, texts(data))
    file = TEMPLATES / f"{template}.typ"
    with _compiler(file.read_text(encoding="utf-8"), data, faces, job.size) as compiler:
        made = _compiled(file, lambda: compiler.compile(format="png", ppi=_FINE))
    return made if isinstance(made, list) else [made] if made else []


@contextmanager
def _compiler(source: str, data: Mapping[str, object], faces: Faces, size: Size) -> Iterator[typst.Compiler]:
    inputs = {"data": "\n".join(json_text(data)), "faces": json.dumps(faces.families()), "size": str(size)}
    with TemporaryDirectory(prefix="approvals-") as folder:
        characters = set(_ALWAYS).union(source, (TEMPLATES / "paper.typ").read_text(encoding="utf-8"), *texts(data))
        cut((font for face in faces.used(source) for font in face.fonts), characters, Path(folder))
        book = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        yield typst.Compiler(source.encode(), root=str(TEMPLATES), font_paths=book, ignore_system_fonts=True, sys_inputs=inputs)


def _compiled(file: Path, compiling: Callable[[], bytes | list[bytes] | None]) -> bytes | list[bytes] | None:
    try:
        return compiling()
    except typst.TypstError as error:
        raise RegisterUnfit(N_("The template {file} fails: {reason}"), file=file.name, reason=error.message) from error


def read_template(file: Path) -> str:
    """Return the text of a template; one that is not UTF-8 is `RegisterUnfit`."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise RegisterUnfit(N_("The template {file} fails: {reason}"), file=file.name, reason=str(error)) from error


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
