"""`approvals complaint`: recorded, handled, concluded, replied."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.matter import Closed, RecordedFrom, RecordedTo, code
from approvals.cli.room import desk
from approvals.core.choosing import NO_CLASS, NO_STAGE
from approvals.core.oversight import complaint_events as kinds
from approvals.core.oversight.complaint import COMPLAINT, NO_WAY
from approvals.core.oversight.complaint_events import Class, Conclusion, Stage
from approvals.core.words import checked_words
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.desk.register import Desk

Name = Annotated[
    str, typer.Argument(metavar=words.NUMBER, parser=options.number_of(COMPLAINT.prefix), help=N_("The number of the complaint."), show_default=False)
]
Department = Annotated[str, typer.Option("--department", metavar=words.DEPARTMENT, help=N_("The department complained about, by code or name."))]


def record(  # noqa: PLR0913, PLR0917 - one parameter a field of the record
    text: Annotated[str, typer.Argument(metavar=words.TEXT, help=N_("What is complained about."), show_default=False)],
    channel: Annotated[
        str, typer.Option("--channel", metavar=words.CHANNEL, help=N_("How it came in, by id or name of the oversight files."), show_default=False)
    ],
    about: Annotated[str, typer.Option("--about", metavar=words.COMPLAINT_TYPE, help=N_("The type of complaint, by id or name."))] = "",
    department: Department = "",
    target: Annotated[str, typer.Option("--target", metavar=words.NAME, help=N_("The person complained about."))] = "",
    complainant: Annotated[str, typer.Option("--complainant", metavar=words.NAME, help=N_("Who complains; anonymous, if left out."))] = "",
    contact: Annotated[str, typer.Option("--contact", metavar=words.TEXT, help=N_("Telephone or address of the complainant."))] = "",
    request: Annotated[str, typer.Option("--request", metavar=words.NUMBER, help=N_("The request it is about."))] = "",
    consent: Annotated[bool, typer.Option("--consent", help=N_("The complainant agrees that the department learns which request it is."))] = False,  # noqa: FBT002 - Typer's form of a flag
    coordination: Annotated[
        str, typer.Option("--class", click_type=Worded(Class, NO_CLASS), metavar=words.CLASS, help=N_("urgent, common or difficult; ordinary, if left out."))
    ] = "",
    source_number: Annotated[str, typer.Option("--source-number", metavar=words.NUMBER, help=N_("Its number where it came from."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record a complaint, at any hour; with the time where hours count."""
    with desk() as opened:
        from approvals.desk.complaint import record_complaint  # noqa: PLC0415 - the desk opens only for commands that need it

        event = kinds.Recorded(
            channel, checked_words(text, "TEXT"), about, code(opened, department), target, complainant, contact, request, consent, coordination, source_number
        )
        matter = record_complaint(opened, event, on or options.now())
        _say(opened, matter.number, N_("{number} recorded."), shape)


def hand_over(
    to: Annotated[str, typer.Option("--to", metavar=words.NAME, help=N_("The discipline organ."), show_default=False)],
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record that a report of wrongdoing went to the discipline organ: nothing else of it is kept."""
    with desk() as opened:
        from approvals.desk.matter import open_matter  # noqa: PLC0415

        matter = open_matter(opened, COMPLAINT, kinds.HandedOver(checked_words(to, "--to"), document), on or options.today())
        _say(opened, matter.number, N_("{number}: handed over, and nothing else is kept."), shape)


def accept(
    number: Name,
    way: Annotated[str, typer.Option("--way", metavar=words.WAY, help=N_("How it is handled, by id or name of the oversight files."), show_default=False)],
    department: Department = "",
    person: Annotated[str, typer.Option("--person", metavar=words.PERSON, help=N_("Who handles it."))] = "",
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Accept a complaint and say how it is handled; --department assigns it at once."""
    _record(number, lambda opened: kinds.Accepted(_way(opened, way), code(opened, department), person, document), on, N_("{number} accepted."), shape)


def refuse(number: Name, reason: options.Reason, document: options.Document = "", on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Do not accept a complaint, and say why."""
    _record(number, lambda _opened: kinds.Refused(checked_words(reason, "--reason"), document), on, N_("{number}: not accepted."), shape)


def assign(
    number: Name,
    department: Annotated[str, typer.Option("--to", metavar=words.DEPARTMENT, help=N_("The department that handles it."), show_default=False)],
    person: Annotated[str, typer.Option("--person", metavar=words.PERSON, help=N_("Who handles it."))] = "",
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Assign a complaint to a department, which never learns who complains."""
    _record(number, lambda opened: kinds.Assigned(code(opened, department), person, document), on, N_("{number} assigned."), shape)


def classify(
    number: Name,
    coordination: Annotated[
        Class, typer.Argument(click_type=Worded(Class, NO_CLASS), metavar=words.CLASS, help=N_("ordinary, urgent, common or difficult."), show_default=False)
    ],
    reason: Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why; the history keeps it."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Put a complaint into a class: urgent at once, common together, difficult ones tracked."""
    _record(number, lambda _opened: kinds.Classified(str(coordination), reason), on, N_("{number} classified."), shape)


def extend(
    number: Name,
    approver: Annotated[str, typer.Option("--approver", metavar=words.NAME, help=N_("Who approved it."), show_default=False)],
    reason: options.Reason,
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Extend the handling, once, before its last day."""
    event = kinds.Extended(checked_words(approver, "--approver"), checked_words(reason, "--reason"))
    _record(number, lambda _opened: event, on, N_("{number} extended."), shape)


def progress(
    number: Name,
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What was done meanwhile."), show_default=False)],
    answered: Annotated[bool, typer.Option("--answered", help=N_("The complainant was told: the first reply."))] = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Enter what was done meanwhile."""
    _record(number, lambda _opened: kinds.Progressed(checked_words(text, "--text"), answered), on, N_("{number}: progress entered."), shape)


def handle(
    number: Name,
    measure: Annotated[str, typer.Option("--measure", metavar=words.TEXT, help=N_("What was done."), show_default=False)],
    person: Annotated[str, typer.Option("--person", metavar=words.PERSON, help=N_("Who did it."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record how a complaint was handled."""
    _record(number, lambda _opened: kinds.Handled(checked_words(measure, "--measure"), person), on, N_("{number} handled."), shape)


def conclude(
    number: Name,
    conclusion: Annotated[
        Conclusion,
        typer.Argument(click_type=Worded(Conclusion), metavar=words.CONCLUSION, help=N_("true, partly, untrue or unestablished."), show_default=False),
    ],
    remedy: Annotated[str, typer.Option("--remedy", metavar=words.REMEDY, help=N_("The kind of remedy, by id or name."))] = "",
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What was found."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record what was found."""
    _record(number, lambda opened: kinds.Concluded(str(conclusion), _remedy(opened, remedy), text), on, N_("{number} concluded."), shape)


def reply(
    number: Name,
    how: Annotated[str, typer.Option("--how", metavar=words.TEXT, help=N_("How the complainant was told: by telephone, in writing …"))] = "",
    impossible: Annotated[str, typer.Option("--impossible", metavar=words.TEXT, help=N_("Why no reply is possible."))] = "",
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What was said."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record the reply, or why none is possible."""
    _record(number, lambda _opened: kinds.Replied(how.strip(), impossible.strip(), text), on, N_("{number} replied to."), shape)


def follow_up(
    number: Name,
    satisfied: Annotated[
        bool, typer.Option("--satisfied/--dissatisfied", help=N_("Whether the complainant is satisfied; else it is handled again."), show_default=False)
    ],
    text: Annotated[str, typer.Option("--text", metavar=words.TEXT, help=N_("What was said."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record the follow-up call; a dissatisfied complainant has the complaint handled again."""
    _record(number, lambda _opened: kinds.FollowedUp(satisfied, text), on, N_("{number}: called."), shape)


def void(number: Name, reason: options.Reason, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Void a complaint entered by mistake: it stays, and is counted."""
    _record(number, lambda _opened: kinds.Voided(checked_words(reason, "--reason")), on, N_("{number} voided."), shape)


def show(number: Name, today: options.Today = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Show a complaint with its four checks and its history; who complains is shown to the efficiency office alone."""
    with desk(today) as opened:
        from approvals.cli.complaint_page import complaint_page, plain  # noqa: PLC0415
        from approvals.desk.complaint import page  # noqa: PLC0415

        found = page(opened, number)
        if shape is options.Shape.JSON:
            output.data(plain(found))
        else:
            complaint_page(found, opened.oversight)


def list_(  # noqa: PLR0913, PLR0917 - one parameter a filter
    department: options.OfDepartment = "",
    stage: Annotated[str, typer.Option("--stage", click_type=Worded(Stage, NO_STAGE), metavar=words.STAGE, help=N_("Only in this stage."))] = "",
    coordination: Annotated[
        str,
        typer.Option("--class", click_type=Worded(Class, NO_CLASS), metavar=words.CLASS, help=N_("Only of this class: ordinary, urgent, common, difficult.")),
    ] = "",
    recorded_from: RecordedFrom = None,
    recorded_to: RecordedTo = None,
    everything: Closed = False,  # noqa: FBT002 - Typer's form of a flag
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List the complaints, the most urgent first; the office sees all, a department its own."""
    with desk(today) as opened:
        from approvals.cli.complaint_page import list_complaints  # noqa: PLC0415
        from approvals.desk.complaint import complaints  # noqa: PLC0415
        from approvals.store.matters import MatterFilter  # noqa: PLC0415

        facts = (("coordination", coordination),) if coordination else ()
        wanted = MatterFilter("complaint", code(opened, department), "", stage, recorded_from, recorded_to, everything, facts)
        found = complaints(opened, wanted)
        if shape is options.Shape.JSON:
            output.data([seen._asdict() for seen in found])
        else:
            list_complaints(found, opened.oversight)


def alike(today: options.Today = None, shape: options.ListFormat = options.Shape.TABLE) -> None:
    """Propose complaints alike, of one department and type, for one coordination meeting."""
    with desk(today) as opened:
        from approvals.cli.complaint_page import list_alike  # noqa: PLC0415
        from approvals.desk.complaint import proposals  # noqa: PLC0415

        groups = proposals(opened)
        if shape is options.Shape.JSON:
            output.data([{"department": group[0].department, "about": group[0].title, "complaints": [one.number for one in group]} for group in groups])
        else:
            list_alike(groups, opened.oversight)


def _way(opened: "Desk", way: str) -> str:
    from approvals.core.oversight.course import one_of  # noqa: PLC0415

    return one_of(opened.oversight.complaints.ways, way, NO_WAY).id


def _remedy(opened: "Desk", remedy: str) -> str:
    """Return the id of a kind of remedy; one that the files do not list stays as it was typed."""
    from approvals.core.oversight.roster import id_of  # noqa: PLC0415

    return (id_of(opened.oversight.complaints.remedies, remedy) or remedy) if remedy else ""


def _record(number: str, make: Any, on: date | None, sentence: str, shape: options.Shape) -> None:  # noqa: ANN401 - a function from the desk to any event of a complaint
    with desk() as opened:
        from approvals.desk.matter import record_matter  # noqa: PLC0415

        record_matter(opened, COMPLAINT, number, make(opened), on or options.today())
        _say(opened, number, sentence, shape)


def _say(opened: "Desk", number: str, sentence: str, shape: options.Shape) -> None:
    from approvals.cli.complaint_page import plain  # noqa: PLC0415
    from approvals.cli.matter_page import say_owed  # noqa: PLC0415
    from approvals.desk.complaint import page  # noqa: PLC0415

    found = page(opened, number)
    if shape is options.Shape.JSON:
        output.data(plain(found))
    else:
        output.say(sentence, number=number)
        say_owed(opened, found.matter)
