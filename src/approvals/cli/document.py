"""`approvals request print`: the documents of a request, and printing one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import destination, options, output, words
from approvals.cli.printing import for_pdf_alone
from approvals.cli.room import desk
from approvals.core.paper import Size
from approvals.errors import WrongUsage
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.desk.document import Issued, Listed
    from approvals.desk.register import Desk

_Shape = Annotated[options.Shape, typer.Option("--format", help=N_("A table or JSON; the list of documents as JSON Lines, CSV or XLSX, too."))]
_PRINTED = (options.Shape.TABLE, options.Shape.JSON)
FORMS = ("text", "pdf", "docx")
_ENDINGS = {"text": ".txt", "pdf": ".pdf", "docx": ".docx"}
_LIST = (
    Column(N_("Document"), keep=True),
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Date"), Kind.DATE, keep=True),
    Column(N_("Event"), Kind.NUMBER, priority=2),
    Column(N_("Printed"), priority=1),
)


def print_(  # noqa: PLR0913, PLR0917 - one parameter an option
    number: options.Number,
    document: Annotated[
        str,
        typer.Argument(
            metavar=words.PAPER,
            help=N_("Which: acceptance, 受理通知书, a part of its name or title, or its number; all are listed without it."),
            show_default=False,
        ),
    ] = "",
    event: Annotated[int | None, typer.Option("--event", metavar=words.SEQUENCE, help=N_("Its event, where there are several of a kind."))] = None,
    to: Annotated[str, typer.Option("--to", metavar=words.FORM, help=N_("text, pdf or docx; text on the screen, PDF into a file, if left out."))] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar=words.FILE, help=N_("The file to write; named after the document, if left out."))] = None,
    draft: Annotated[bool, typer.Option("--draft", help=N_("Show what it would say, without giving it a number."))] = False,  # noqa: FBT002 - Typer's form of a flag
    copy: Annotated[bool, typer.Option("--copy", help=N_("Mark it as a copy (副本)."))] = False,  # noqa: FBT002 - Typer's form of a flag
    anew: Annotated[bool, typer.Option("--anew", help=N_("Issue another one in place of the one printed: an event was amended since."))] = False,  # noqa: FBT002 - Typer's form of a flag
    size: Annotated[Size | None, typer.Option("--size", help=N_("The size of a PDF; if left out, a5 for receipts, else a4."))] = None,
    archive: Annotated[bool, typer.Option("--pdfa", help=N_("As PDF/A-2a, for the archive."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: _Shape = options.Shape.TABLE,
) -> None:
    """Print a document of a request."""
    lists = not document and event is None
    if shape not in _PRINTED:
        shape = _for_spreadsheet(shape, out, lists=lists)
    if sum((draft, copy, anew)) > 1:
        raise WrongUsage(N_("--draft, --copy and --anew do not go together: choose one."))
    form = _form(to, out)
    for_pdf_alone(size, archive=archive, pdf=form == "pdf")
    with desk() as opened:
        from approvals.desk import document as verbs  # noqa: PLC0415

        if lists:
            _show(verbs.listed(opened, number), shape)
            return
        found = verbs.find(opened, number, document, event)
        issued = verbs.Issued(verbs.draft(opened, number, found.event), new=False) if draft else verbs.issue(opened, number, found.event, anew=anew)
        _say_more(issued)
        mark = "草稿" if draft else "副本" if copy else ""
        if shape is options.Shape.JSON:
            shown = {**found._asdict(), "number": None if draft else issued.document.number, "issued": not draft}
            output.data({**shown, "text": "\n".join(_text(opened, issued, mark))})
        elif form == "text" and out is None:
            output.lines(_text(opened, issued, mark))
        else:
            write(opened, issued, Print(form, out, mark, size, archive))


def _for_spreadsheet(shape: options.Shape, out: Path | None, *, lists: bool) -> options.Shape:
    """Send the list into the file of --out, which is that of a document elsewhere, and return what is to be made."""
    if not lists:
        raise WrongUsage(N_("Only the list of documents is a table: leave out the document, or say --format json."))
    if out:
        destination.open_file(out)
    return destination.choose(shape, named=True)


def _form(to: str, out: Path | None) -> str:
    """Return the form asked for: named, else by the ending of the file, else PDF for a file and text for the screen."""
    if to and to not in FORMS:
        raise WrongUsage(N_("“{value}” is not one of {known}."), value=to, known=FORMS)
    if to or out is None:
        return to or "text"
    return next((form for form, ending in _ENDINGS.items() if out.suffix.lower() == ending), "pdf")


def _show(found: "list[Listed]", shape: options.Shape) -> None:
    if shape is options.Shape.JSON:
        output.data([one._asdict() for one in found])
        return
    from approvals.core.document import DocumentKind  # noqa: PLC0415

    if not found:
        output.say(N_("No event of this request makes a document."))
        return
    rows = [
        (DocumentKind(one.document), one.number or "—", one.happened_on, str(one.event), Sentence(N_("yes") if one.issued else N_("not yet"))) for one in found
    ]
    output.table(_LIST, rows)


def _say_more(issued: "Issued") -> None:
    if issued.document.unreviewed:
        template = N_("It names no review body for {organ}: write it in policy.toml, [[remedies.review]], and run `approvals adopt policy`.")
        output.note(template, organ=issued.document.signed)
    if issued.changed:
        output.note(N_("The wording is not quite that of the first print: the program has changed since. The facts, the dates and the number are the same."))


def _text(opened: "Desk", issued: "Issued", mark: str) -> list[str]:
    from approvals.render.document import lines  # noqa: PLC0415

    return lines(issued.document, sample=opened.sample, mark=mark)


class Print(NamedTuple):
    """In which form a document is written, into which file, with which mark; the size of its sheets and whether it is for the archive, where it is a PDF."""

    form: str
    out: Path | None
    mark: str = ""
    size: Size | None = None
    archive: bool = False


def write(opened: "Desk", issued: "Issued", how: Print) -> None:
    """Write a document into a file, named after its number where none is given, and say so."""
    from approvals.cli.destination import put  # noqa: PLC0415

    file = how.out or Path(_named(issued.document.number) + _ENDINGS[how.form])
    if file.is_dir() or not file.parent.is_dir():
        raise WrongUsage(N_("{file} cannot be written: name a file in a folder that exists."), file=str(file))
    put(file, _made(opened, issued, how))
    output.note(N_("{document}: printed to {file}."), document=issued.document.number, file=str(file))


def _made(opened: "Desk", issued: "Issued", how: Print) -> bytes:
    if how.form == "text":
        return ("\n".join(_text(opened, issued, how.mark)) + "\n").encode()
    from approvals.desk.paper import docx_of, pdf_of  # noqa: PLC0415 - each form pays for its own tools

    if how.form == "docx":
        return docx_of(opened, issued.document, how.mark)
    return pdf_of(opened, issued.document, how.mark, how.size, archive=how.archive)


def _named(number: str) -> str:
    """Return a number as the name of a file: no path, and no longer than any system takes."""
    return "".join("_" if letter in '/\\:*?"<>|' or not letter.isprintable() else letter for letter in number)[:60].strip(". ") or "document"


def print_last(opened: "Desk", number: str) -> None:
    """Issue and print the document that the last command recorded an event for."""
    from approvals.desk.document import issue, latest  # noqa: PLC0415

    issued = issue(opened, number, latest(opened, number))
    _say_more(issued)
    write(opened, issued, Print("pdf", None))
