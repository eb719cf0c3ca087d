"""`approvals audit`: audits, and the sums found irregular, cut and adjusted."""

from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.matter import Department, Measure, Number, RectifyBy, Text, begin, code, go_on, lister, shower, voider
from approvals.cli.matter_page import Look
from approvals.core.oversight.audit import AUDIT, SUMS, Audited, Rectified, total, yuan
from approvals.core.oversight.course import one_of
from approvals.core.oversight.lists import audit_kinds
from approvals.core.oversight.stage import Stage
from approvals.core.words import checked_words
from approvals.language import N_
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.desk.matter_view import MatterView
    from approvals.desk.register import Desk


def _totals(found: "Sequence[MatterView]") -> None:
    """Say how many audits there are, and their sums; those voided count for nothing."""
    counted = [seen.facts for seen in found if seen.stage != Stage.VOIDED]
    sums = {name: total(facts.get(name, "") for facts in counted) for name in SUMS}
    output.say(N_("{count} audits. Irregular: {irregular} yuan; cut: {cut} yuan; adjusted: {adjusted} yuan."), count=len(counted), **sums)


_MONEY = ((N_("Sum irregular"), "irregular"), (N_("Sum cut"), "cut"), (N_("Sum adjusted"), "adjusted"))
_LOOK = Look(
    (
        (N_("irregular"), "irregular"),
        (N_("cut"), "cut"),
        (N_("adjusted"), "adjusted"),
        (N_("paper"), "document"),
        (N_("put right"), "rectified"),
        (N_("measure"), "measure"),
    ),
    further=tuple((Column(title, Kind.NUMBER, priority=6), key) for title, key in _MONEY),
    beneath=_totals,
    everything=True,
)
show, list_, void = shower(AUDIT, _LOOK), lister(AUDIT, _LOOK), voider(AUDIT, _LOOK)


def record(  # noqa: PLR0913, PLR0917 - one parameter a field of the record
    audited: Annotated[str, typer.Argument(metavar=words.TEXT, help=N_("What was audited: a unit, a project."), show_default=False)],
    kind: Annotated[str, typer.Option("--kind", metavar=words.AUDIT, help=N_("The kind of audit, by id or name of the oversight files."), show_default=False)],
    irregular: Annotated[str, typer.Option("--irregular", metavar=words.SUM, help=N_("The sum found irregular, in yuan."))] = "",
    cut: Annotated[str, typer.Option("--cut", metavar=words.SUM, help=N_("The sum cut, in yuan."))] = "",
    adjusted: Annotated[str, typer.Option("--adjusted", metavar=words.SUM, help=N_("The sum adjusted in the books, in yuan."))] = "",
    department: Department = "",
    rectify_by: RectifyBy = None,
    document: options.Document = "",
    text: Text = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record an audit with its sums, and by when what it found has to be put right."""

    def made(opened: "Desk") -> Audited:
        from approvals.desk.naming import AUDIT_KIND  # noqa: PLC0415 - the desk opens only for commands that need it

        known = one_of(audit_kinds(opened.oversight), kind, AUDIT_KIND).id
        sums = yuan(irregular), yuan(cut), yuan(adjusted)
        return Audited(known, checked_words(audited, "TEXT"), code(opened, department), *sums, document, rectify_by, text)

    begin(AUDIT, made, on, N_("{number}  {title}: recorded."), shape, _LOOK)


def rectified(number: Number, measure: Measure, document: options.Document = "", on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Record that what an audit found was put right: by the department itself, or by the office."""
    go_on(AUDIT, number, lambda _opened: Rectified(checked_words(measure, "--measure"), document), on, N_("{number}: put right."), shape, _LOOK)
