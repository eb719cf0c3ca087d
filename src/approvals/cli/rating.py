"""`approvals request rate` and `approvals rating`: what applicants think of finished requests."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.core.oversight.rating import NO_LEVEL, NUMBERS, RATING, Rated, Satisfaction, Voided, channels, satisfaction
from approvals.core.words import checked_words
from approvals.errors import WrongUsage
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.core.oversight.rating import Counts
    from approvals.desk.rating import RatingView
    from approvals.desk.register import Desk
    from approvals.store.matters import MatterFilter

Name = Annotated[str, typer.Argument(metavar=words.NUMBER, parser=options.number_of(RATING.prefix), help=N_("The number of the rating."), show_default=False)]
LISTED = (
    Column(N_("Department"), keep=True),
    *(Column(level.said()[0], Kind.NUMBER, priority=5 - level.place) for level in Satisfaction),
    Column(N_("Ratings"), Kind.NUMBER, keep=True),
    Column(N_("Satisfied"), keep=True),
)
_EACH = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Request"), Kind.CODE, keep=True),
    Column(N_("Department"), priority=2),
    Column(N_("Day"), Kind.DATE, keep=True),
    Column(N_("Rating"), keep=True),
    Column(N_("Channel"), priority=1),
    Column(N_("Complaint"), priority=3),
    Column(N_("Stage"), priority=0),
)
_STAGES = {"rated": N_("counts"), "voided": N_("voided")}


def rate(  # noqa: PLR0913, PLR0917 - one parameter a field of the rating
    number: options.Number,
    level: Annotated[
        str,
        typer.Argument(
            click_type=Worded(Satisfaction, NO_LEVEL, NUMBERS),
            metavar=words.LEVEL,
            help=N_("very-satisfied, satisfied, basically-satisfied, dissatisfied, very-dissatisfied, or 1 to 5."),
            show_default=False,
        ),
    ],
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("In the rater's own words."))] = "",
    by: Annotated[str, typer.Option("--by", metavar=words.NAME, help=N_("Who rates; the applicant, if left out."))] = "",
    contact: Annotated[str, typer.Option("--contact", metavar=words.TEXT, help=N_("Telephone or address of the rater."))] = "",
    channel: Annotated[str, typer.Option("--channel", metavar=words.CHANNEL, help=N_("How it came in, by id or name of the oversight files."))] = "",
    about: Annotated[str, typer.Option("--about", metavar=words.COMPLAINT_TYPE, help=N_("Of a bad rating: the type of complaint, by id or name."))] = "",
    anonymous: Annotated[bool, typer.Option("--anonymous", help=N_("The rater stays unknown: no name is kept, and nobody is called."))] = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record how a finished request is rated, once; the two lowest of the five levels open a complaint."""
    if anonymous and (by or contact):
        raise WrongUsage(N_("An anonymous rating has neither --by nor --contact: leave them out, or leave out --anonymous."))
    chosen = satisfaction(level)
    said = {"rater": checked_words(by, "--by") if by else "", "text": checked_words(text, "--text") if text else ""}
    with desk() as opened:
        from approvals.desk.rating import rate as record  # noqa: PLC0415 - the desk opens only for commands that need it

        event = Rated(number, "", "", str(chosen), channel, contact=contact.strip(), **said)
        matter = record(opened, event, on or options.today(), anonymous=anonymous, about=about)
        if shape is options.Shape.JSON:
            output.data(_plain(opened, matter.number))
            return
        output.say(N_("{number}: request {request} is rated {level}."), number=matter.number, request=matter.values["request"], level=chosen)
        if complaint := matter.values.get("complaint"):
            _say_complaint(opened, complaint)


def _say_complaint(opened: "Desk", number: str) -> None:
    from approvals.cli.matter_page import say_owed  # noqa: PLC0415
    from approvals.core.oversight.complaint import COMPLAINT  # noqa: PLC0415
    from approvals.desk.matter import find_matter  # noqa: PLC0415

    output.say(N_("  complaint {number} is open: call the rater, then `approvals complaint accept {number}`."), number=number)
    say_owed(opened, find_matter(opened, COMPLAINT, number))


def void(
    number: Name,
    reason: options.Reason,
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Void a rating made by mistake: it stays, does not count, and the request can be rated again; its complaint goes on."""
    with desk() as opened:
        from approvals.desk.matter import record_matter  # noqa: PLC0415

        record_matter(opened, RATING, number, Voided(checked_words(reason, "--reason")), on or options.today())
        if shape is options.Shape.JSON:
            output.data(_plain(opened, number))
        else:
            output.say(N_("{number} voided."), number=number)


def show(number: Name, shape: options.Format = options.Shape.TABLE) -> None:
    """Show a rating; who gave it is shown to the efficiency office alone."""
    with desk() as opened:
        from approvals.cli.history_page import history_of  # noqa: PLC0415
        from approvals.desk.rating import page  # noqa: PLC0415

        if shape is options.Shape.JSON:
            output.data(_plain(opened, number))
            return
        found = page(opened, number)
        seen = found.view
        output.say(N_("{number}  {department}: {level}"), number=seen.number, department=seen.department_name, level=Satisfaction(seen.level))
        output.say(
            N_("  request: {request}  item: {item}  channel: {channel}"), request=seen.request or "—", item=seen.item, channel=_channel(opened, seen.channel)
        )
        output.say(N_("  rater: {rater}  contact: {contact}"), rater=found.rater or Sentence(N_("anonymous")), contact=found.contact or "—")
        output.say(N_("  {text}"), text=found.text or "—")
        if seen.complaint:
            output.say(N_("  complaint: {complaint}"), complaint=seen.complaint)
        history_of(RATING, found.matter, {"channel": channels(opened.oversight)})


def _channel(opened: "Desk", name: str) -> str:
    return next((known.name for known in channels(opened.oversight) if name in {known.id, known.name}), name or "—")


def list_(
    department: options.OfDepartment = "",
    rated_from: Annotated[date | None, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("Rated on this day or later."))] = None,
    rated_to: Annotated[date | None, typer.Option("--to", metavar=words.DATE, parser=read_day, help=N_("Rated on this day or before."))] = None,
    each: Annotated[bool, typer.Option("--each", help=N_("Each rating in a line; a department sees its own."))] = False,  # noqa: FBT002 - Typer's form of a flag
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Count the ratings by department and level; of few, only the efficiency office sees how many on which."""
    with desk() as opened:
        from approvals.desk.listing import chosen_department  # noqa: PLC0415
        from approvals.desk.rating import counted, ratings  # noqa: PLC0415
        from approvals.store.matters import MatterFilter  # noqa: PLC0415

        code = chosen_department(opened, department)
        wanted = MatterFilter(RATING.kind, code, opened_from=rated_from, opened_to=rated_to)
        if each:
            _list_each(ratings(opened, wanted), shape)
        else:
            _list_counts(opened, counted(opened, wanted), wanted, shape)


def _list_each(found: "Sequence[RatingView]", shape: options.Shape) -> None:
    if shape is options.Shape.JSON:
        output.data([seen._asdict() for seen in found])
        return
    rows = [
        (
            seen.number,
            seen.request or "—",
            seen.department_name,
            seen.on,
            Satisfaction(seen.level),
            seen.channel,
            seen.complaint or "—",
            Sentence(_STAGES[seen.stage]),
        )
        for seen in found
    ]
    output.listed(_EACH, rows, N_("No rating fits."))


def _list_counts(opened: "Desk", found: "Sequence[Counts]", wanted: "MatterFilter", shape: options.Shape) -> None:
    from approvals.desk.rating import count_row  # noqa: PLC0415

    if shape is options.Shape.JSON:
        output.data([count_row(opened, row)._asdict() for row in found])
        return
    few = Sentence(N_("too few to be shown"))
    rows = [
        (opened.department_name(row.department), *[None] * len(row.levels), None, few)
        if row.suppressed
        else (opened.department_name(row.department), *row.levels, row.total, str(row.satisfied))
        for row in found
    ]
    output.listed(LISTED, rows, N_("No rating fits."))
    if found and not output.for_spreadsheet():
        template = N_("Rated from {first} to {last}, each request once, voided ratings left out; satisfied are the three upper levels.")
        output.say(template, first=wanted.opened_from or "…", last=wanted.opened_to or "…")


def _plain(opened: "Desk", number: str) -> dict[str, object]:
    from approvals.cli.history_page import plain_history  # noqa: PLC0415
    from approvals.desk.rating import page  # noqa: PLC0415

    found = page(opened, number)
    return {**found.view._asdict(), "rater": found.rater, "contact": found.contact, "text": found.text, "history": plain_history(RATING, found.matter)}
