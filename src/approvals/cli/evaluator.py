"""`approvals evaluator`: the rosters of supervisors and public evaluators."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.room import desk
from approvals.core.dates import read_day
from approvals.core.oversight import roster as kinds
from approvals.core.oversight.roster import EVALUATOR, ROSTERS, Roster
from approvals.core.words import checked_words
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from approvals.desk.register import Desk
    from approvals.desk.roster import MemberView

Name = Annotated[
    str, typer.Argument(metavar=words.NUMBER, parser=options.number_of(EVALUATOR.prefix), help=N_("The number on the roster."), show_default=False)
]
From = Annotated[date, typer.Option("--from", metavar=words.DATE, parser=read_day, help=N_("The first day of the term."), show_default=False)]
Until = Annotated[date, typer.Option("--until", metavar=words.DATE, parser=read_day, help=N_("The last day of the term."), show_default=False)]
Certificate = Annotated[str, typer.Option("--certificate", metavar=words.NUMBER, help=N_("The number of the certificate."))]
Source = Annotated[str, typer.Option("--source", metavar=words.SOURCE, help=N_("Where they come from, by the id or name of the oversight files."))]
Group = Annotated[str, typer.Option("--group", metavar=words.CONTACT_GROUP, help=N_("The contact group, by the id or name of the oversight files."))]
LISTED = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Roster"), priority=3),
    Column(N_("Name"), keep=True),
    Column(N_("Unit"), priority=1),
    Column(N_("Source"), priority=2),
    Column(N_("Contact group"), priority=2),
    Column(N_("Until"), Kind.DATE, keep=True),
    Column(N_("Days left"), Kind.NUMBER, priority=5),
    Column(N_("Terms"), Kind.NUMBER, priority=0),
    Column(N_("Took part"), Kind.NUMBER, priority=1),
    Column(N_("Stage"), priority=4),
)
_STAGES = {"serving": N_("serves"), "expired": N_("term is over"), "dismissed": N_("dismissed"), "voided": N_("struck out")}


def appoint(  # noqa: PLR0913, PLR0917 - one parameter a field of the appointment
    name: Annotated[str, typer.Argument(metavar=words.NAME, help=N_("Who is appointed."), show_default=False)],
    kind: Annotated[
        Roster, typer.Option("--kind", click_type=Worded(Roster, also=ROSTERS), metavar=words.ROSTER, help=N_("supervisor or evaluator."), show_default=False)
    ],
    first: From,
    until: Until,
    unit: Annotated[str, typer.Option("--unit", metavar=words.NAME, help=N_("The unit they belong to."))] = "",
    source: Source = "",
    group: Group = "",
    certificate: Certificate = "",
    contact: Annotated[str, typer.Option("--contact", metavar=words.TEXT, help=N_("Telephone or address."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Appoint a supervisor or a public evaluator for a term."""
    event = kinds.Appointed(
        str(kind), checked_words(name, "NAME"), first, until, _words(unit, "--unit"), source, group, certificate, _words(contact, "--contact")
    )
    with desk() as opened:
        from approvals.desk.roster import appoint as record  # noqa: PLC0415 - the desk opens only for commands that need it

        _say(opened, record(opened, event, on or options.today()).number, N_("{number} is appointed until {until}."), shape)


def _words(text: str, what: str) -> str:
    return checked_words(text, what) if text else ""


def reappoint(
    number: Name, first: From, until: Until, certificate: Certificate = "", on: options.On = None, shape: options.Format = options.Shape.TABLE
) -> None:
    """Appoint for a further term."""
    _record(number, kinds.Reappointed(first, until, certificate), on, N_("{number} is re-appointed until {until}."), shape)


def dismiss(number: Name, reason: options.Reason, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Dismiss somebody, for a reason."""
    _record(number, kinds.Dismissed(checked_words(reason, "--reason")), on, N_("{number} is dismissed."), shape)


def log(
    number: Name,
    activity: Annotated[str, typer.Argument(metavar=words.TEXT, help=N_("What they took part in."), show_default=False)],
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Log what somebody took part in: the yearly review goes by it."""
    _record(number, kinds.Logged(checked_words(activity, "TEXT")), on, N_("{number}: logged."), shape)


def strike(number: Name, reason: options.Reason, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Strike out somebody entered by mistake: the entry stays, with its reason."""
    _record(number, kinds.Struck(checked_words(reason, "--reason")), on, N_("{number} is struck out."), shape)


def import_(
    file: Annotated[
        Path, typer.Argument(metavar=words.FILE, help=N_("A table as CSV or XLSX: 姓名, 单位, 来源, 联系组, 聘期起, 聘期止 …"), show_default=False)
    ],
    kind: Annotated[
        Roster | None,
        typer.Option("--kind", click_type=Worded(Roster, also=ROSTERS), metavar=words.ROSTER, help=N_("The roster of all rows; else a column names it.")),
    ] = None,
    on: options.On = None,
) -> int:
    """Appoint everybody of a table; rows that cannot be taken are told by row and column, and those known already are passed over."""
    with desk() as opened:
        from approvals.cli.tabled import imported  # noqa: PLC0415
        from approvals.desk.roster import import_members  # noqa: PLC0415

        done = import_members(opened, file, on or options.today(), str(kind or ""))
        output.say(N_("{taken} appointed, {known} on the roster already, {refused} rows refused."), **done._asdict())
        return imported(done.findings, done.unread)


def show(number: Name, today: options.Today = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Show somebody on a roster; names are shown to the efficiency office alone."""
    with desk(today) as opened:
        from approvals.cli.history_page import history_of  # noqa: PLC0415
        from approvals.desk.roster import member  # noqa: PLC0415

        if shape is options.Shape.JSON:
            output.data(_plain(opened, number))
            return
        seen, matter = member(opened, number)
        output.say(N_("{number}  {name}: {roster}, {stage}"), number=number, name=seen.name, roster=Roster(seen.kind), stage=Sentence(_STAGES[seen.stage]))
        output.say(N_("  unit: {unit}  contact: {contact}  source: {source}  group: {group}"), **_shown(opened, seen))
        since, until = date.fromisoformat(seen.since), date.fromisoformat(seen.until)
        output.say(N_("  term: {since} to {until}, number {terms}; certificate: {certificate}"), **{**_shown(opened, seen), "since": since, "until": until})
        known = kinds.rosters(opened.oversight)
        history_of(EVALUATOR, matter, {"source": known.sources, "group": known.groups})


def _shown(opened: "Desk", seen: "MemberView") -> dict[str, Any]:
    from approvals.cli.history_page import named  # noqa: PLC0415

    known = kinds.rosters(opened.oversight)
    names = {"source": named(known.sources, seen.source), "group": named(known.groups, seen.group)}
    return {name: value if value not in {"", None} else "—" for name, value in {**seen._asdict(), **names}.items()}


def list_(  # noqa: PLR0913, PLR0917 - one parameter a filter
    kind: Annotated[
        Roster | None, typer.Option("--kind", click_type=Worded(Roster, also=ROSTERS), metavar=words.ROSTER, help=N_("Only of this roster."))
    ] = None,
    source: Source = "",
    group: Group = "",
    ending: Annotated[bool, typer.Option("--ending", help=N_("Only terms that are over or end soon, as the oversight files say."))] = False,  # noqa: FBT002 - Typer's form of a flag
    until: Annotated[date | None, typer.Option("--until", metavar=words.DATE, parser=read_day, help=N_("Only terms that end on this day or before."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Those who serve no more too."))] = False,  # noqa: FBT002 - Typer's form of a flag
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """List the rosters, the terms that end first at the top."""
    with desk(today) as opened:
        from approvals.desk.roster import Wanted, members, soon  # noqa: PLC0415

        found = members(opened, Wanted(str(kind or ""), *_ids(opened, source, group), until or (soon(opened) if ending else None), everything))
        if shape is options.Shape.JSON:
            output.data([seen._asdict() for seen in found])
        else:
            _print(opened, found)


def _ids(opened: "Desk", source: str, group: str) -> tuple[str, str]:
    """Return the ids of a source and a group; what the files do not list is refused."""
    known = kinds.rosters(opened.oversight)
    return kinds.known_id(known.sources, source, N_("There is no source {name}: write one of {known}.")), kinds.known_id(
        known.groups, group, N_("There is no contact group {name}: write one of {known}.")
    )


def _print(opened: "Desk", found: "Iterable[MemberView]") -> None:
    from approvals.cli.history_page import named  # noqa: PLC0415

    known = kinds.rosters(opened.oversight)
    rows = [
        (
            seen.number,
            Roster(seen.kind),
            seen.name,
            seen.unit,
            named(known.sources, seen.source),
            named(known.groups, seen.group),
            seen.until,
            "" if seen.days_left is None else seen.days_left,
            seen.terms,
            seen.activities,
            Sentence(_STAGES[seen.stage]),
        )
        for seen in found
    ]
    output.listed(LISTED, rows, N_("Nobody on the rosters fits."))


def _plain(opened: "Desk", number: str) -> dict[str, Any]:
    from approvals.cli.history_page import plain_history  # noqa: PLC0415
    from approvals.desk.roster import member  # noqa: PLC0415

    seen, matter = member(opened, number)
    return {**seen._asdict(), "history": plain_history(EVALUATOR, matter)}


def _record(number: str, event: Any, on: date | None, sentence: str, shape: options.Shape) -> None:  # noqa: ANN401 - any event of the roster
    with desk() as opened:
        from approvals.desk.matter import record_matter  # noqa: PLC0415

        record_matter(opened, EVALUATOR, number, event, on or options.today())
        _say(opened, number, sentence, shape)


def _say(opened: "Desk", number: str, sentence: str, shape: options.Shape) -> None:
    from approvals.desk.roster import member  # noqa: PLC0415

    if shape is options.Shape.JSON:
        output.data(_plain(opened, number))
    else:
        output.say(sentence, number=number, until=date.fromisoformat(member(opened, number)[0].until))
