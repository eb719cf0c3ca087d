"""`approvals powers`: the rules on how powers are used, and the compendium of them."""

from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.printing import chosen_form, for_pdf_alone
from approvals.cli.room import desk, folder
from approvals.core.paper import Size
from approvals.desk.printing import Form
from approvals.language import N_
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.core.leaflet.powers import Held

LISTED = (
    Column(N_("Power"), Kind.CODE, keep=True),
    Column(N_("Name"), keep=True),
    Column(N_("Department"), priority=2),
    Column(N_("Holder"), priority=3),
    Column(N_("Kind"), priority=1),
    Column(N_("Item"), priority=4),
    Column(N_("Rules"), Kind.NUMBER, keep=True),
)


def check() -> int:
    """Check the files of rules on powers, adopted or not; exit 1 where something is wrong."""
    from approvals.desk.powers import check_powers_files  # noqa: PLC0415 - the desk opens only for commands that need it

    findings = check_powers_files(folder())
    output.findings(findings)
    return 1 if findings else 0


def list_(
    department: options.OfDepartment = "",
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List the powers in force, and count their rules."""
    with desk() as opened:
        from approvals.desk.powers import held_powers, view  # noqa: PLC0415

        found = held_powers(opened, department)
        if shape is options.Shape.JSON:
            output.data([view(one) for one in found])
            return
    rows = [(one.power.id, one.power.name, one.department.name, one.power.holder, one.power.kind, one.power.item, len(one.power.rules)) for one in found]
    output.table(LISTED, rows)
    _counted(found)


def _counted(found: "list[Held]") -> None:
    output.say(
        N_("Departments: {departments}, powers: {powers}, rules: {rules}."),
        departments=len({one.department.code for one in found}),
        powers=len(found),
        rules=sum(len(one.power.rules) for one in found),
    )


def show(
    target: Annotated[str, typer.Argument(metavar=words.POWER, help=N_("A power, or one of its rules, by its id."), show_default=False)],
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Show a power with its rules, or one of them."""
    with desk() as opened:
        from approvals.cli.powers_page import power_page  # noqa: PLC0415
        from approvals.desk.powers import powers_named, view  # noqa: PLC0415

        found = powers_named(opened, target)
        if shape is options.Shape.JSON:
            output.data({**view(found)._asdict(), "details": found.power.rules})
            return
        power_page(found)


def print_(
    target: Annotated[
        str, typer.Argument(metavar=words.POWERS, help=N_("A rule, a power or a department; the whole compendium, if left out."), show_default=False)
    ] = "",
    to: Annotated[Form | None, typer.Option("--to", help=N_("In which form; by the ending of the file, if left out, else text."))] = None,
    size: Annotated[Size | None, typer.Option("--size", help=N_("The size of the sheets of a PDF; a4, if left out."))] = None,
    archive: Annotated[bool, typer.Option("--pdfa", help=N_("As PDF/A-2a, for the archive."))] = False,  # noqa: FBT002 - Typer's form of a flag
) -> None:
    """Print the compendium of rules on powers: cover, contents, a page a rule, index, and the head of the chain at the foot."""
    form = chosen_form(to)
    for_pdf_alone(size, archive=archive, pdf=form is Form.PDF)
    with desk() as opened:
        from approvals.desk.powers import powers_leaflet  # noqa: PLC0415
        from approvals.desk.printing import Sheets, printed  # noqa: PLC0415

        output.paper(printed(opened, powers_leaflet(opened, target), form, Sheets(size or Size.A4, archive, "powers", output.paper_columns())))
