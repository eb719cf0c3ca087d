"""From edited files to rules in force: checked, told in people's words, recorded with content and hash, and counting from then on."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from approvals.core.calendar import Calendar, year_from
from approvals.core.changes import Moved, calendar_changes, policy_changes, staff_changes, table_changes
from approvals.core.guide_changes import Change
from approvals.core.permission import Duty
from approvals.core.rules.problem import Severity
from approvals.desk.initials import index
from approvals.desk.moving import moved_orders, moved_requests, reproject_finished
from approvals.desk.oversight import MOVING, reproject
from approvals.desk.permission import may_run
from approvals.desk.publication import Table, editions, keep_bound, plain
from approvals.desk.register import FOLDERS, Desk
from approvals.desk.revision import Untrue, untrue
from approvals.errors import WrongUsage
from approvals.files.calendar import read_calendar
from approvals.files.digest import digest_of
from approvals.files.guide import read_guide
from approvals.files.oversight import read_oversight
from approvals.files.powers import read_powers
from approvals.files.reader import Finding, Source
from approvals.files.settings import read_policy, read_staff
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.store import deadlines as deadline_store
from approvals.store import requests as request_store
from approvals.store import rules
from approvals.store.database import rehearsal, transaction
from approvals.store.ledger import Ledger, NewEvent, canonical
from approvals.store.rules import FROM_THE_BEGINNING, Adopted, ItemRow

KINDS = ("calendar", "policy", "staff", "guide", "oversight", "powers")


# Rules by which finished requests are judged too: what was late, and since when.
_JUDGING = frozenset({"calendar", "policy"})


class Proposal(NamedTuple):
    """What adopting would do: files that change, the changes told, the dates that move; `findings` are of all files read.

    `untrue` are the cards that the next check revokes, `provisional` the open requests whose dates stay so.
    """

    findings: tuple[Finding, ...]
    blocked: bool
    files: tuple[str, ...]
    changes: tuple[Sentence | Change, ...]
    moved: tuple[Moved, ...]
    untrue: tuple[Untrue, ...] = ()
    provisional: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def _blocks(finding: Finding) -> bool:
    return finding.problem.severity is Severity.ERROR


def rehearse(desk: Desk, kinds: Sequence[str], from_on: date | None, *, only: str = "") -> Proposal:
    """Return what adopting would do, and leave everything as it was; of finished requests nothing is told, so they are left out."""
    with rehearsal(desk.connection):
        proposal = _carry_out(desk, kinds, from_on, only)
    desk.forget()
    return proposal


def adopt(desk: Desk, kinds: Sequence[str], from_on: date | None, *, only: str = "") -> Proposal:
    """Put edited files in force, in one transaction; nothing when one of them has an error."""
    may_run(desk, Duty.ADOPT)
    with transaction(desk.connection):
        proposal = _carry_out(desk, kinds, from_on, only)
        if proposal.files and _JUDGING & set(proposal.kinds):
            reproject_finished(desk)
        return proposal


def _carry_out(desk: Desk, kinds: Sequence[str], from_on: date | None, only: str) -> Proposal:
    found = _read(desk, kinds)
    findings = tuple(finding for _kind, _sources, problems in found for finding in problems)
    if any(_blocks(finding) for finding in findings):
        return Proposal(findings, blocked=True, files=(), changes=(), moved=())
    before = {number: deadline_store.running_of(desk.connection, "request", number) for number in request_store.numbers(desk.connection, only_open=True)}
    orders = {subject: deadline_store.running_of(desk.connection, "order", subject) for subject in deadline_store.open_orders(desk.connection)}
    book = Ledger(desk.connection)
    files: list[str] = []
    changes: list[Sentence | Change] = []
    changed = []
    for kind, sources, _problems in found:
        differing = _differing(desk, kind, sources, only)
        _at_once(desk, kind, differing, from_on)
        told = list(_ADOPT[kind](desk, book, differing, from_on))
        changed += [kind] if told else []
        files += [change.file for change in told]
        changes += [change.change for change in told if change.change]
    moved = (*moved_requests(desk, before), *moved_orders(desk, orders)) if files else ()
    if MOVING & set(changed):
        reproject(desk)
    untrue_cards = tuple(untrue(desk)) if "calendar" in changed else ()
    provisional = tuple(request_store.provisional_numbers(desk.connection)) if "calendar" in kinds else ()
    return Proposal(findings, False, tuple(dict.fromkeys(files)), tuple(changes), moved, untrue_cards, provisional, tuple(changed))  # noqa: FBT003 - a record


def _at_once(desk: Desk, kind: str, files: "_Differing", from_on: date | None) -> None:
    """Refuse a day for what has no versions by day: calendar, policy and staff count from the moment they are adopted."""
    names = tuple(name for name in (*(source.name for source, _old in files.edited), *(row.name for row in files.gone)) if kind != "guide")
    if names and from_on not in {None, desk.today}:
        template = N_("{files} counts from the moment it is adopted, and --from is for the guide alone: adopt it without --from on the day it is to count.")
        raise WrongUsage(template, files=names)


class _Told(NamedTuple):
    """A file that was put in force or taken out, or one change in it."""

    file: str
    change: Sentence | Change | None = None


def _read(desk: Desk, kinds: Sequence[str]) -> list[tuple[str, Sequence[Source], Sequence[Finding]]]:
    """Read and check the files of each kind, in the order in which they are put in force.

    The calendar is read first, for the promises of the guide are tried on it, and the staff last, which names items and departments of the guide.
    """
    found: list[tuple[str, Sequence[Source], Sequence[Finding]]] = []
    calendar = desk.calendar
    for kind in sorted((kind for kind in KINDS if kind in kinds), key=lambda kind: kind == "staff"):
        if kind == "calendar":
            days = read_calendar(desk.root)
            found.append((kind, days.sources, days.findings))
            if not any(_blocks(finding) for finding in days.findings):
                calendar = Calendar(year_from(source.table) for source in days.sources)
        elif kind == "guide":
            guide = read_guide(desk.root, desk.today, calendar)
            found.append((kind, guide.sources, guide.findings))
        elif kind == "oversight":
            oversight = read_oversight(desk.root, *_known(desk))
            found.append((kind, oversight.sources, oversight.findings))
        elif kind == "powers":
            powers = read_powers(desk.root)
            found.append((kind, powers.sources, powers.findings))
        else:
            guides = next((sources for read, sources, _findings in found if read == "guide"), ())
            file = read_policy(desk.root) if kind == "policy" else read_staff(desk.root, *_codes(desk, guides))
            found.append((kind, [file.source] if file.source else [], file.findings))
    return sorted(found, key=lambda read: KINDS.index(read[0]))


def _codes(desk: Desk, guides: Sequence[Source]) -> tuple[set[str], set[str]]:
    """Return the codes of departments and items that a staff file may name: of the guide in force or to come, and of guide files adopted with it."""
    departments = {*rules.departments(desk.connection), *(source.table.get("department", {}).get("code", "") for source in guides)}
    coming = (code for code in rules.item_codes(desk.connection) if rules.item_versions(desk.connection, code)[0].data)
    return departments, {*coming, *(item.get("code", "") for source in guides for item in source.table.get("item", ()))}


def _known(desk: Desk) -> tuple[frozenset[str], frozenset[str]]:
    """Return the persons and the departments that an oversight file may name: those of the files as they stand, adopted or not."""
    staff, guide = read_staff(desk.root).source, read_guide(desk.root, desk.today, None).sources
    table = staff.table if staff else {}
    people = frozenset(str(person.get("id")) for person in table.get("person", ()))
    own = frozenset(str(department.get("code")) for department in table.get("department", ()))
    return people, own | {str(source.table.get("department", {}).get("code")) for source in guide}


class _Differing(NamedTuple):
    """The files of a kind that are new or edited, with what was in force, and the names of those that are gone."""

    edited: tuple[tuple[Source, Adopted | None], ...]
    gone: tuple[Adopted, ...]


def _differing(desk: Desk, kind: str, sources: Sequence[Source], only: str) -> _Differing:
    present = {row.name: row for row in rules.in_force(desk.connection, kind)}
    chosen = [source for source in sources if not only or source.table.get("department", {}).get("code") == only]
    if only and not chosen:
        known = tuple(sorted(source.table.get("department", {}).get("code", "") for source in sources))
        raise WrongUsage(N_("There is no department {department}: write one of {known}."), department=only, known=known)
    edited = tuple((source, present.get(source.name)) for source in chosen if _is_new(source, present.get(source.name)))
    names = {source.name for source in sources}
    return _Differing(edited, () if only else tuple(row for name, row in present.items() if name not in names))


def _is_new(source: Source, old: Adopted | None) -> bool:
    return not old or old.hash != digest_of(source.text.encode())


def _adopt_plain(
    kind: str, sentence: str, changes: Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[Sentence]]
) -> Callable[[Desk, Ledger, _Differing, date | None], Iterator[_Told]]:
    def carry_out(desk: Desk, book: Ledger, files: _Differing, from_on: date | None) -> Iterator[_Told]:
        for source, old in files.edited:
            _put_in_force(desk, book, kind, source, from_on)
            told = list(changes(json.loads(old.data), plain(source.table))) if old else []
            for change in told or [Sentence(sentence, {"file": source.name})]:
                yield _Told(source.name, change)
        for row in files.gone if kind in FOLDERS else ():
            _take_out_of_force(desk, book, row, desk.today.isoformat())
            yield _Told(row.name, Sentence(N_("{file}: gone"), {"file": row.name}))
        desk.forget()

    return carry_out


def _adopt_calendar(desk: Desk, book: Ledger, files: _Differing, from_on: date | None) -> Iterator[_Told]:
    if not files.edited and not files.gone:
        return
    old = desk.calendar
    for source, _old in files.edited:
        _put_in_force(desk, book, "calendar", source, from_on)
    for row in files.gone:
        _take_out_of_force(desk, book, row, (from_on or desk.today).isoformat())
    desk.forget()
    names = [source.name for source, _old in files.edited] + [row.name for row in files.gone]
    yield from (_Told(name) for name in names)
    for change in list(calendar_changes(old, desk.calendar)) or [Sentence(N_("{files}: no day changes"), {"files": tuple(names)})]:
        yield _Told(names[0], change)


def _adopt_guide(desk: Desk, book: Ledger, files: _Differing, from_on: date | None) -> Iterator[_Told]:
    for edition in list(editions(desk, files.edited, files.gone)):
        started = from_on or _effective(edition.source)
        day = (started or desk.today).isoformat()
        first = FROM_THE_BEGINNING if _is_first(desk, "guide", edition.name) and not started else day
        # Only an item that the register never held reaches back with the first version of its file.
        rows = [row._replace(from_on=day if rules.item_versions(desk.connection, row.code) else first) for row in item_rows(edition.department, edition.items)]
        keep_bound(desk, ((row.code, json.loads(row.data) if row.data else None, row.from_on) for row in rows))
        if edition.source:
            sequence, _day = _put_in_force(desk, book, "guide", edition.source, from_on)
            department = edition.department
            rules.write_department(desk.connection, department["code"], department["name"], canonical(department))
        else:
            sequence = _take_out_of_force(desk, book, next(row for row in files.gone if row.name == edition.name), day)
        rules.add_items(desk.connection, [row._replace(sequence=sequence) for row in rows])
        index(desk, (row.name for row in rows))
        for change in edition.changes or [Sentence(N_("{file}: no item changes"), {"file": edition.name})]:
            yield _Told(edition.name, change)
    desk.forget()


def item_rows(department: Table, items: Iterable[tuple[Table | None, Table | None]]) -> Iterator[ItemRow]:
    """Yield the versions of items that an edition brings, each as (old, new); their event and their first day are the caller's."""
    for old, new in items:
        held = new or old or {}
        yield ItemRow(held["code"], 0, "", department["code"], held["name"], canonical(new) if new else None)


def _effective(source: Source | None) -> date | None:
    said: date | None = source.table.get("effective_from") if source else None
    return said


_ADOPT: Mapping[str, Callable[[Desk, Ledger, _Differing, date | None], Iterator[_Told]]] = {
    "calendar": _adopt_calendar,
    "policy": _adopt_plain("policy", N_("{file}: the card policy"), policy_changes),
    "staff": _adopt_plain("staff", N_("{file}: the staff"), staff_changes),
    "guide": _adopt_guide,
    "oversight": _adopt_plain("oversight", N_("{file}: oversight"), table_changes),
    "powers": _adopt_plain("powers", N_("{file}: rules on powers"), table_changes),
}


def _put_in_force(desk: Desk, book: Ledger, kind: str, source: Source, from_on: date | None) -> tuple[int, str]:
    """Record the adoption of a file and return its event and the day it is in force from: a first version reaches back to the beginning."""
    start = from_on or _effective(source)
    day = start.isoformat() if start else FROM_THE_BEGINNING if _is_first(desk, kind, source.name) else desk.today.isoformat()
    content = source.text.encode()
    digest = digest_of(content)
    status = (desk.root / source.name).stat()
    payload = {"kind": kind, "from": day, "sha256": digest, "size": len(content), "file_size": status.st_size, "modified": status.st_mtime_ns}
    sequence = book.append(NewEvent("adoption", source.name, "adopted", desk.today.isoformat(), desk.actor, payload))
    rules.adopt(
        desk.connection,
        Adopted(kind, source.name, sequence, day, 1, digest, status.st_size, status.st_mtime_ns, source.text, canonical(plain(source.table))),
    )
    return sequence, day


def _is_first(desk: Desk, kind: str, name: str) -> bool:
    return not any(row.name == name for row in rules.in_force(desk.connection, kind))


def _take_out_of_force(desk: Desk, book: Ledger, row: Adopted, day: str) -> int:
    rules.withdraw(desk.connection, row.kind, row.name)
    return book.append(NewEvent("adoption", row.name, "withdrawn", desk.today.isoformat(), desk.actor, {"kind": row.kind, "from": day, "sha256": row.hash}))
