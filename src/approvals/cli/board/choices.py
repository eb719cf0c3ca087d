"""What a field of a form can be filled with, where the register knows: materials, steps, procedures, persons, departments, items."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from approvals.core.entry import NAMES, type_of
from approvals.core.refusals.probing import procedures
from approvals.language import Sentence, spoken
from approvals.record import NamedTuple

if TYPE_CHECKING:
    from approvals.cli.board.fields import Field
    from approvals.core.guide import Item
    from approvals.core.request import Request
    from approvals.desk.register import Desk


class Choice(NamedTuple):
    """What would be typed, and what it stands for."""

    value: str
    told: str = ""

    def __str__(self) -> str:
        """Return it as it is offered."""
        return f"{self.value} {self.told}".rstrip()


class Subject(NamedTuple):
    """What a form is about: the request with the version of its item that binds it, both None where there is none yet."""

    desk: "Desk"
    request: "Request | None" = None
    item: "Item | None" = None


def subject_of(desk: "Desk", number: str) -> Subject:
    """Return the request of a number, nothing of it for an empty one."""
    if not number:
        return Subject(desk)
    from approvals.desk.history import request_of  # noqa: PLC0415 - the desk is asked once a form opens
    from approvals.desk.listing import row_of  # noqa: PLC0415 - the desk is asked once a form opens

    request = request_of(desk, row_of(desk, number).number, desk.today)
    law = desk.law(request.item)
    return Subject(desk, request, law.binding(request) or law.at_receipt(request))


def choices_for(subject: Subject, verb: str, field: "Field") -> list[Choice]:
    """Return what a field of a verb can hold; empty where anything may be written."""
    if field.choices:
        return [Choice(value, told) for value, told in field.choices]
    found = _CHOICES.get(f"{verb}.{field.name}") or _CHOICES.get(field.name)
    return list(found(subject)) if found else []


def settled(text: str, offered: list[Choice]) -> str:
    """Return the choice that a text means, where it is a part of just one; else the text as it is."""
    if not text.strip():
        return text
    same = [choice.value for choice in offered if choice.value.casefold() == text.strip().casefold()]
    if same:
        return same[0]
    meant = [choice for choice in offered if text.casefold() in str(choice).casefold()]
    return meant[0].value if len(meant) == 1 else text


def _materials(subject: Subject) -> Iterator[Choice]:
    if subject.item:
        yield from (Choice(str(place + 1), material.name) for place, material in enumerate(subject.item.materials))


def _outstanding(subject: Subject) -> Iterator[Choice]:
    if subject.request and subject.request.rounds:
        yield from (choice for choice in _materials(subject) if choice.told in subject.request.rounds[-1].outstanding)


def _steps(subject: Subject) -> Iterator[Choice]:
    if subject.item:
        yield from (Choice(step.name) for step in subject.item.steps)


def _procedures(subject: Subject) -> Iterator[Choice]:
    yield from map(Choice, procedures(subject.item))


def _running(subject: Subject) -> Iterator[Choice]:
    if subject.request:
        yield from (Choice(pause.kind) for pause in subject.request.running)


def _cases(subject: Subject) -> Iterator[Choice]:
    limits = (subject.item.statutory, subject.item.promised) if subject.item else ()
    yield from map(Choice, dict.fromkeys(other.when for limit in limits if limit for other in limit.alternatives))


def _people(subject: Subject) -> Iterator[Choice]:
    own = subject.desk.department_of(subject.request.item) if subject.request else ""
    serving = [person for person in subject.desk.people if person.serves(subject.desk.today)]
    for person in sorted(serving, key=lambda person: person.department != own):
        yield Choice(person.id, f"{person.name} {person.department}".rstrip())


def _departments(subject: Subject) -> Iterator[Choice]:
    from approvals.store.rules import departments  # noqa: PLC0415 - see subject_of

    yield from (Choice(code, table["name"]) for code, table in departments(subject.desk.connection).items())


def _items(subject: Subject) -> Iterator[Choice]:
    from approvals.store.rules import items  # noqa: PLC0415 - see subject_of

    yield from (Choice(row.code, row.name) for row in items(subject.desk.connection, subject.desk.today))


def _events(subject: Subject) -> Iterator[Choice]:
    for entry in subject.request.history if subject.request else ():
        if entry.sequence:
            yield Choice(str(entry.sequence), f"{entry.day.isoformat()} {spoken(Sentence(NAMES[type_of(entry.event)]))}")


def _of(*values: str) -> Callable[[Subject], Iterator[Choice]]:
    return lambda _subject: map(Choice, values)


_CHOICES: Mapping[str, Callable[[Subject], Iterator[Choice]]] = {
    "supplied.missing": _outstanding,
    "missing": _materials,
    "following": _materials,
    "step.name": _steps,
    "stop.kind": _procedures,
    "resume.kind": _running,
    "case": _cases,
    "which": _cases,
    "person": _people,
    "approver": _people,
    "to": _departments,
    "forward.to": _of(),
    "print.to": _of("text", "pdf", "docx"),
    "replied": _departments,
    "item": _items,
    "sequence": _events,
    "event": _events,
}
"""By the name of a field, or by verb and field where a verb means something of its own."""
