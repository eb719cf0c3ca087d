"""DOCX by docxtpl: a template that people edit in WPS or Word, and values. The same template and values give the same bytes."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from approvals.render.paper.columns import fit_tables
from approvals.render.paper.template import TEMPLATES, failed

# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx(template: str | Path, data: Mapping[str, object], day: date, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Return a DOCX: `template` names one of ours, or is the file of another; `day` is the date in its metadata.

    In the template `picture(NAME, WIDTH)` places one of `pictures`, PNG, WIDTH in millimetres; `pictures` has the names. A template that
    fails, or asks for what is not there, is `RegisterUnfit` with the reason.
    """
    file = template if isinstance(template, Path) else TEMPLATES / f"{template}.docx"
    # The template is another's: it sees the values and nothing of the program.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    given = pictures or {}
    try:
        document = DocxTemplate(str(file))
        document.render(
            {
                **_written(data),
                "pictures": frozenset(given),
                "picture": lambda name, width: InlineImage(document, BytesIO(given[name]), width=Mm(width)),
            },
            environment,
        )
    except (TemplateError, PackageNotFoundError, BadZipFile, KeyError, TypeError, ValueError) as error:
        raise failed(file, str(error)) from error
    fit_tables(document.docx)
    stamp = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    properties = document.core_properties
    properties.created = properties.modified = stamp
    properties.title = str(data.get("title", ""))
    held = BytesIO()
    document.save(held)
    return _undated(held)


def _written(value: Any) -> Any:  # noqa: ANN401 - a tree of any shape
    if isinstance(value, str):
        return _UNWRITABLE.sub(" ", value)
    if isinstance(value, Mapping):
        return {name: _written(part) for name, part in value.items()}
    if hasattr(value, "_asdict"):
        return _written(value._asdict())
    return [_written(part) for part in value] if isinstance(value, (list, tuple)) else value


def _undated(held: BytesIO) -> bytes:
    """Return the package with the parts in one order and no time of writing."""
    packed = BytesIO()
    with ZipFile(held) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        # The content types come first: some readers look there alone.
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, _ZIP_EPOCH)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()
