"""`approvals guide print` and `approvals print`: the guide on paper, and what the paper is printed with."""

from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.destination import Destination
from approvals.cli.room import desk
from approvals.core.paper import Size
from approvals.desk.printing import Form
from approvals.errors import WrongUsage
from approvals.language import N_, Sentence
from approvals.render.table import Column

_ENDINGS = {".txt": Form.TEXT, ".html": Form.HTML, ".htm": Form.HTML, ".pdf": Form.PDF, ".docx": Form.DOCX}
_FACES = (Column(N_("Role"), keep=True), Column(N_("Face"), keep=True), Column(N_("Found in")), Column(N_("File"), priority=-1))
_ROLES = {"title": N_("titles (小标宋)"), "body": N_("running text (仿宋)"), "heading": N_("headings (黑体)"), "note": N_("remarks (楷体)")}
_PLACES = {"register": N_("fonts of the register"), "system": N_("the system"), "package": N_("the program")}


def guide(
    target: Annotated[
        str, typer.Argument(metavar=words.PRINTED, help=N_("An item or a department, by code or name; all, if left out."), show_default=False)
    ] = "",
    to: Annotated[Form | None, typer.Option("--to", help=N_("In which form; by the ending of the file, if left out, else text."))] = None,
    size: Annotated[Size | None, typer.Option("--size", help=N_("The size of the sheets of a PDF; a4, if left out."))] = None,
    archive: Annotated[bool, typer.Option("--pdfa", help=N_("As PDF/A-2a, for the archive."))] = False,  # noqa: FBT002 - Typer's form of a flag
    today: options.Today = None,
) -> None:
    """Print the guide that is in force."""
    form = chosen_form(to)
    for_pdf_alone(size, archive=archive, pdf=form is Form.PDF)
    with desk(today) as opened:
        from approvals.desk.printing import Sheets, guide_leaflet, printed  # noqa: PLC0415

        output.paper(printed(opened, guide_leaflet(opened, target), form, Sheets(size or Size.A4, archive, room=output.paper_columns())))


def chosen_form(to: Form | None) -> Form:
    """Return the form that was asked for, else that of the file of --out; what is no text needs a file."""
    form = to or _ENDINGS.get(Destination.path.suffix.lower() if Destination.path else "", Form.TEXT)
    if form in {Form.PDF, Form.DOCX} and not Destination.path:
        raise WrongUsage(N_("This form is no text: name its file, like --out guide.{form}."), form=str(form))
    return form


def for_pdf_alone(size: Size | None, *, archive: bool, pdf: bool) -> None:
    """Refuse what only a PDF can be where another form is printed."""
    if archive and not pdf:
        raise WrongUsage(N_("--pdfa is a kind of PDF: print --to pdf."))
    if size and not pdf:
        raise WrongUsage(N_("--size is that of a PDF: print --to pdf."))


def doctor() -> int:
    """Tell which face serves which role, and which file in the folder for fonts is none; exit 1 where there is such a file."""
    from approvals.desk.printing import faces_of, unread_fonts  # noqa: PLC0415

    faces = faces_of(options.Given.register)
    firsts = [(role, chain[0]) for role, chain in faces.chains.items()]
    output.table(_FACES, [(Sentence(_ROLES[role]), face.family, Sentence(_PLACES[face.place]), str(face.fonts[0].path)) for role, face in firsts])
    output.say(N_("What a face lacks is looked for in the others, at last in {face}."), face=faces.full.family)
    if options.Given.register:
        output.say(N_("Better faces go into {folder}."), folder=str(options.Given.register / "fonts"))
    unread = unread_fonts(options.Given.register)
    for file in unread:
        output.note(N_("{file} is no font that can be read: it is left out."), file=str(file))
    return 1 if unread else 0
