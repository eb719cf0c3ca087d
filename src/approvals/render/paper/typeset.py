"""PDF by Typst: a template and values in, bytes out. The same template, values and fonts give the same bytes."""

import ctypes
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from approvals.core.paper import Size
from approvals.record import NamedTuple
from approvals.render.json import text as json_text
from approvals.render.paper.faces import Faces, refuse_missing
from approvals.render.paper.fonts import cut
from approvals.render.paper.template import failed, laid, read_template

_FINE = 200
_MMAP_THRESHOLD = -3
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
    noon = datetime(job.day.year, job.day.month, job.day.day, 12, tzinfo=UTC)
    made = _made(template, data, faces, job.size, lambda one: one.compile(format="pdf", timestamp=noon, pdf_standards=["a-2a"] if job.archive else []))
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, whatever its pages
    return made


def pictures(template: str, data: Mapping[str, object], faces: Faces) -> list[bytes]:
    """Return each page of one of our templates as a PNG, in the fineness of print."""
    made = _made(template, data, faces, Size.A4, lambda one: one.compile(format="png", ppi=_FINE))
    return made if isinstance(made, list) else [made] if made else []


_Made = bytes | list[bytes] | None


def _made(template: str | Path, data: Mapping[str, object], faces: Faces, size: Size, compiling: Callable[[typst.Compiler], _Made]) -> _Made:
    _give_back()
    with TemporaryDirectory(prefix="approvals-") as scratch:
        file = laid(template, Path(scratch) / "templates")
        sources = [read_template(one) for one in file.parent.rglob("*.typ")]
        # Our own templates hold nothing that our own font has not.
        refuse_missing(faces, (*texts(data), *(line for source in sources for line in source.splitlines() if isinstance(template, Path))))
        inputs = {"data": "\n".join(json_text(data)), "faces": json.dumps(faces.families()), "size": str(size)}
        book = _book(faces, data, sources, Path(scratch) / "fonts")
        compiler = typst.Compiler(str(file), root=str(file.parent), font_paths=book, ignore_system_fonts=True, sys_inputs=inputs)
        try:
            return compiling(compiler)
        except typst.TypstError as error:
            raise failed(file, error.message, error.diagnostic) from error


def _give_back() -> None:
    """Have glibc return each large block when it is freed: it learns to keep them otherwise, and a book took 255 to 320 MB instead of 245."""
    with suppress(OSError, TypeError, AttributeError):  # other systems have no such switch
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 128 * 1024)


def _book(faces: Faces, data: Mapping[str, object], sources: Sequence[str], folder: Path) -> typst.Fonts:
    """Return the fonts of a print, cut to its characters: those of the roles, and others that a template names."""
    folder.mkdir()
    cut((font for face in faces.used("".join(sources)) for font in face.fonts), set(_ALWAYS).union(*sources, *texts(data)), folder)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


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
