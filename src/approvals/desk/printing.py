"""What is printed: the guide in force, in the form asked for, by the templates and fonts of the register where it has its own."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from approvals.core.leaflet.gather import gather
from approvals.core.paper import Size
from approvals.desk.guide import Listed, listed
from approvals.desk.register import Desk
from approvals.errors import NoSuchThing, RegisterUnfit
from approvals.files.settings import read_register
from approvals.language import N_
from approvals.record import NamedTuple

if TYPE_CHECKING:
    from approvals.core.leaflet.parts import Leaflet
    from approvals.render.paper.faces import Faces

TEMPLATES, FONTS = "templates", "fonts"


class Form(StrEnum):
    """In which form a guide is printed."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"


def guide_leaflet(desk: Desk, target: str) -> "Leaflet":
    """Return the guide of an item, a department (by code or name), or with no target of all, as it is in force on the day of the desk."""
    entries = sorted(listed(desk, desk.today), key=lambda entry: (entry.department.code, entry.item.code))
    chosen = [*_chosen(entries, target)] if target else entries
    if not chosen and target:
        raise NoSuchThing(
            N_("There is no item or department {target} in force on {date}: `approvals guide search WORD` finds it."), target=target, date=desk.today
        )
    if not chosen:
        raise NoSuchThing(N_("No item is in force on {date}: adopt a guide first, with `approvals adopt guide`."), date=desk.today)
    settings = register_settings(desk.root)
    named, web = str(settings.get("name", "")), str(settings.get("web", ""))
    return gather(((entry.item, entry.department) for entry in chosen), named, desk.today, sample=settings.get("sample") is True, web=web)


def _chosen(entries: list[Listed], target: str) -> Iterator[Listed]:
    """Yield the item of a code, else the items of a department."""
    wanted = target.casefold()
    items = [entry for entry in entries if entry.item.code.casefold() == wanted]
    yield from items or (entry for entry in entries if wanted in {entry.department.code.casefold(), entry.department.name.casefold()})


def register_settings(root: Path) -> Mapping[str, Any]:
    """Return register.toml as it stands; one that is wrong is refused, for what it says of the sample must not be lost."""
    found = read_register(root)
    if not found.source or found.findings:
        raise RegisterUnfit(N_("register.toml fails its check: {first}"), first=found.findings[0])
    return found.source.table


class Sheets(NamedTuple):
    """The size of the sheets, whether a PDF is for the archive (PDF/A-2a), the name of the register's own templates, before ours, and the columns of a text."""

    size: Size = Size.A4
    archive: bool = False
    template: str = "guide"
    room: int = 78


def printed(desk: Desk, leaflet: "Leaflet", form: Form, sheets: Sheets) -> str | bytes:
    """Return a guide, or the compendium, in a form: text and HTML as a text, PDF and DOCX as bytes."""
    if form is Form.TEXT:
        from approvals.render.leaflet import lines  # noqa: PLC0415 - each form pays for its own tools

        return "".join(f"{line}\n" for line in lines(leaflet, sheets.room))
    template = template_of(
        desk.root, f"{sheets.template}.{'typ' if form is Form.PDF else form}", *(chapter.code for chapter in leaflet.chapters[:1] if len(leaflet.chapters) == 1)
    )
    if form is Form.HTML:
        from approvals.render.paper.web import html  # noqa: PLC0415

        return html(template or "guide", {**leaflet._asdict(), "images": _codes(leaflet, "svg")})
    if form is Form.DOCX:
        from approvals.render.paper.word import docx  # noqa: PLC0415

        return docx(template or "guide", leaflet._asdict(), desk.today, _codes(leaflet, "png"))
    from approvals.render.paper.typeset import Job, pdf  # noqa: PLC0415

    return pdf(template or "guide", {**leaflet._asdict(), "images": _codes(leaflet, "svg")}, faces_of(desk.root), Job(desk.today, sheets.size, sheets.archive))


def _codes(leaflet: "Leaflet", kind: str) -> dict[str, Any]:
    """Return the QR code of each item that has an address."""
    addresses = {sheet.code: sheet.web for chapter in leaflet.chapters for sheet in chapter.sheets if sheet.web}
    if not addresses:
        return {}
    from approvals.render.paper import qr  # noqa: PLC0415 - only registers with an address

    draw = qr.svg if kind == "svg" else qr.png
    return {code: draw(address) for code, address in addresses.items()}


def template_of(root: Path, name: str, department: str = "") -> Path | None:
    """Return the register's own template of a name, that of the department before that of all, None where it has none."""
    places = [root / TEMPLATES / department / name] if department else []
    return next((place for place in (*places, root / TEMPLATES / name) if place.is_file()), None)


def faces_of(root: Path | None) -> "Faces":
    """Return the faces that a register prints with."""
    from approvals.render.paper.faces import find_faces  # noqa: PLC0415 - only printing asks

    return find_faces(root / FONTS if root else None)


def unread_fonts(root: Path | None) -> list[Path]:
    """Return the files in the register's folder for fonts that are none."""
    from approvals.render.paper.faces import unread  # noqa: PLC0415 - only printing asks

    return unread(root / FONTS if root else None)
