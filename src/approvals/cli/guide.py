"""`approvals guide`: what the departments publish."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.errors import RegisterUnfit
from approvals.language import N_
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from approvals.desk.guide import Listed

LISTED = (
    Column(N_("Code"), Kind.CODE, keep=True),
    Column(N_("Item"), keep=True),
    Column(N_("Department"), priority=2),
    Column(N_("Kind"), priority=0),
    Column(N_("Handling"), priority=1),
    Column(N_("Statutory"), priority=3),
    Column(N_("Promised"), keep=True),
)
_OFFER = Column(N_("Offered"), keep=True)


def list_(
    department: options.OfDepartment = "",
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List the items in force."""
    with desk(today) as opened:
        from approvals.desk.guide import listed  # noqa: PLC0415
        from approvals.desk.listing import chosen_department  # noqa: PLC0415

        code = chosen_department(opened, department)
        _print([entry for entry in listed(opened, opened.today) if not code or entry.department.code == code], opened.today, shape)


def search(
    text: Annotated[list[str], typer.Argument(metavar=words.TEXT, help=N_("Words of the name, the department, the result or the law."), show_default=False)],
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Find items by words."""
    with desk(today) as opened:
        from approvals.desk.guide import found  # noqa: PLC0415

        _print(list(found(opened, opened.today, " ".join(text))), opened.today, shape)


def _print(entries: "Iterable[Listed]", today: date, shape: options.Shape) -> None:
    if shape is options.Shape.JSON:
        output.data([entry.view(today) for entry in entries])
        return
    from approvals.core.offer import offer_on  # noqa: PLC0415 - machine output has it in the view
    from approvals.core.terms import Offer  # noqa: PLC0415

    rows = [
        (
            entry.item.code,
            entry.item.name,
            entry.department.name,
            entry.item.kind,
            entry.item.handling,
            entry.item.statutory.limit if entry.item.statutory else None,
            entry.item.promised.limit if entry.item.promised else None,
            offer_on(entry.item, today),
        )
        for entry in entries
    ]
    if all(row[-1] is Offer.OPEN for row in rows):
        output.listed(LISTED, [row[:-1] for row in rows], N_("No item fits."))
    else:
        output.table((*LISTED, _OFFER), rows)


def show(
    item: Annotated[str, typer.Argument(metavar=words.ITEM, help=N_("The code of the item, like GH-03."), show_default=False)],
    today: options.Today = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Show an item as it is published."""
    with desk(today) as opened:
        from approvals.cli.guide_page import item_page  # noqa: PLC0415
        from approvals.desk.guide import one  # noqa: PLC0415

        entry = one(opened, opened.today, item)
        if shape is options.Shape.JSON:
            output.data({**entry.view(opened.today)._asdict(), "details": entry.item})
            return
        item_page(entry, opened.today)


def check(today: options.Today = None) -> int:
    """Check the guide files of the register, adopted or not."""
    from approvals.desk.checking import check_guide_files  # noqa: PLC0415

    if options.Given.register is None:
        raise RegisterUnfit(N_("There is no register here: make one with `approvals init DIR`, or name one with --register DIR."))
    findings = check_guide_files(options.Given.register, today or options.today())
    output.findings(findings)
    return 1 if findings else 0
