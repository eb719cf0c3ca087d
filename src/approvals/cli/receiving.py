"""`approvals request receive` asked at the counter: item, applicant, code, materials, and what follows at once. Nothing is written before the last answer."""

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from approvals.cli import output
from approvals.cli.asking import agreed, agreed_or_corrected, chosen
from approvals.cli.destination import Shape
from approvals.cli.receipt import RECEIVED, SETTLED
from approvals.cli.recording import lead_on, show_after
from approvals.cli.request_pages import slip_page
from approvals.core.dates import day_of, read_day
from approvals.core.events import Accepted, Received, SupplementRequested
from approvals.core.initials import found
from approvals.core.ticks import ticked
from approvals.core.words import checked_words, masked
from approvals.desk import receiving as desks
from approvals.errors import Refusal, WrongUsage
from approvals.language import N_, _
from approvals.record import NamedTuple
from approvals.render.text import pad, width

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from approvals.core.guide import Item, Material
    from approvals.core.initials import Known
    from approvals.desk.register import Desk
    from approvals.store.requests import RequestRow

_T = TypeVar("_T")
_MOST = 9
_MARKS = {"非必要": N_("optional"), "容缺后补": N_("may follow")}


_SENTENCES = {
    None: RECEIVED,
    Accepted: N_("{number} received and accepted: {item} {item_name}, {applicant}."),
    SupplementRequested: N_("{number} received, and the applicant told what is missing: {item} {item_name}, {applicant}."),
}


class Answers(NamedTuple):
    """What was answered: the receipt, and what follows it in the same transaction."""

    event: Received
    then: Accepted | SupplementRequested | None = None
    settled: bool = False


def asked(opened: "Desk", given: Received, on: date) -> Answers:
    """Ask for what a receipt needs beside what the line gave already; broken off, nothing was recorded."""
    try:
        return _asked(opened, given, day_of(on))
    except KeyboardInterrupt:
        output.note(N_("\nBroken off: nothing was recorded."))
        raise


def _asked(opened: "Desk", given: Received, day: date) -> Answers:
    items = desks.received_here(opened, day)
    item = _item(opened, items, day)
    name, code = _applicant(opened, items)
    receipt = given._replace(item=item.code, applicant=name, id_code=given.id_code or _code(code))
    while True:
        handed = _handed(item)
        if handed is None or handed == desks.Handed((), ()):
            return _complete(opened, item, receipt)
        if (answers := _lacking(opened, item, receipt, handed, day)) is not None:
            return answers


def receive_asked(opened: "Desk", given: Received, on: date | None, shape: Shape, *, prints: bool) -> None:
    """Ask, write all that was answered or nothing, and print the slip that the applicant takes home."""
    answers = asked(opened, given, on or opened.today)
    row = _recorded(opened, answers, on or opened.today)
    show_after(opened, [row], shape, _sentence(answers), on, single=True, prints=prints, leads=False)
    if shape is Shape.TABLE:
        output.lines([""])
        slip_page(opened, row, day_of(on or opened.today))
        output.lines([""])
        lead_on(opened, row, shape, prints=prints)


def _sentence(answers: Answers) -> str:
    return SETTLED if answers.settled else _SENTENCES[type(answers.then) if answers.then else None]


def _recorded(opened: "Desk", answers: Answers, on: date) -> "RequestRow":
    from approvals.desk.request import receive_request, settle_request  # noqa: PLC0415 - only when all is answered

    return settle_request(opened, answers.event, on) if answers.settled else receive_request(opened, answers.event, on, answers.then)


def _item(opened: "Desk", items: "list[Known]", day: date) -> "Item":
    def read(text: str) -> "Item":
        near = found(items, text)
        if not near:
            raise WrongUsage(N_("No item of yours is called “{text}”: type a part of its name, its code, or initials like sgxk."), text=text[:40])
        picked = near[0] if len(near) == 1 else _picked(near)
        item = desks.offered(opened, picked.code, day)
        output.say(N_("  {item} {name}"), item=item.code, name=item.name)
        return item

    return _until_right(N_("Item (name, code or initials): "), read)


def _picked(near: "list[Known]") -> "Known":
    return chosen(near[:_MOST], [f"{item.code} {item.name}" for item in near[:_MOST]], len(near))


def _applicant(opened: "Desk", items: "list[Known]") -> tuple[str, str]:
    """Return the name, and the code that is on file for it."""
    name = _until_right(N_("Applicant: "), lambda text: checked_words(text, _("Applicant")))
    known = desks.applicants(opened, items, name)
    if not known:
        return name, ""
    output.say(N_("Applied here before:"))
    output.lines(" ".join(filter(None, (f"  {place}", one.name, masked(one.code), f"({one.number})"))) for place, one in enumerate(known, 1))

    def read(text: str) -> tuple[str, str]:
        if not text:
            return name, ""
        if not text.isdecimal() or not 1 <= int(text) <= len(known):
            raise WrongUsage(N_("Type a number from 1 to {most}, or only Enter."), most=len(known))
        return known[int(text) - 1].name, known[int(text) - 1].code

    return _until_right(N_("Number, or Enter for “{name}” as a new applicant: "), read, name=name)


def _code(on_file: str) -> str:
    """Ask for a code without showing it; a wrong one is typed again."""
    from approvals.cli.shift import secret  # noqa: PLC0415 - see below
    from approvals.exchange.identity import checked_code  # noqa: PLC0415 - its checks load only for who answers

    kept = N_("Identity number or credit code, not shown (Enter for {code}): ")
    prompt = kept if on_file else N_("Identity number or credit code, not shown (Enter for none): ")
    while True:
        text = secret(prompt, code=masked(on_file)).strip()
        if not text:
            return on_file
        try:
            code = checked_code(text)
        except Refusal as refusal:
            output.note(refusal.template, **refusal.values)
            continue
        output.say(N_("  {code}"), code=masked(code))
        return code


def _handed(item: "Item") -> "desks.Handed | None":
    """Ask which materials were handed in, None where the item wants none."""
    if not item.materials:
        return None
    output.say(N_("Materials:"))
    output.lines(_list(item.materials))
    places = _until_right(N_("Handed in (like 1-3 5; a for all, Enter for none): "), lambda text: _ticked(text, len(item.materials)))
    return desks.handed(item.materials, places)


def _list(materials: "Sequence[Material]") -> list[str]:
    most = max(width(material.name) for material in materials)
    return [f"  {place:>2} {pad(material.name, most)}  {_(_MARKS.get(material.required, ''))}".rstrip() for place, material in enumerate(materials, 1)]


def _ticked(text: str, count: int) -> frozenset[int]:
    places = ticked(text, count)
    if places is None:
        raise WrongUsage(N_("The list goes from 1 to {most}: type numbers and ranges like 1-3 5, or a for all."), most=count)
    return places


def _complete(opened: "Desk", item: "Item", receipt: Received) -> Answers:
    """Offer what follows when all is there: settling an on-the-spot item, else acceptance."""
    if desks.settles(opened, item):
        return Answers(receipt, settled=agreed(N_("All is there. Settle it at once?")))
    if not desks.follows(opened, item, Accepted):
        return _left_to_department(opened, item, receipt)
    return Answers(receipt, Accepted() if agreed(N_("All is there. Accept it at once?")) else None)


def _lacking(opened: "Desk", item: "Item", receipt: Received, handed: "desks.Handed", day: date) -> Answers | None:
    """Offer the supplement notice, or acceptance with materials to follow; None where the list is to be ticked again."""
    missing = (*handed.missing, *handed.following)
    output.say(N_("Missing: {missing}"), missing=missing)
    if not desks.follows(opened, item, SupplementRequested):
        return _left_to_department(opened, item, receipt)
    if handed.missing:
        answer = agreed_or_corrected(N_("Tell the applicant at once what is missing?"))
        return None if answer is None else Answers(receipt, SupplementRequested(missing) if answer else None)
    answer = agreed_or_corrected(N_("Accept it, with these materials to follow?"))
    if answer is None or not answer:
        return None if answer is None else Answers(receipt)
    by = _until_right(N_("To follow by (like 2026-03-30): "), lambda text: _not_before(read_day(text), day))
    return Answers(receipt, Accepted(following=handed.following, follow_by=by))


def _not_before(day: date, earliest: date) -> date:
    if day < earliest:
        raise WrongUsage(N_("What follows cannot come before: {date} lies before {earlier}."), date=day, earlier=earliest)
    return day


def _left_to_department(opened: "Desk", item: "Item", receipt: Received) -> Answers:
    department = opened.department_name(opened.department_of(item.code))
    output.say(N_("{department} goes on from here: hand the papers over with `approvals request hand-over`."), department=department)
    return Answers(receipt)


def _until_right(template: str, read: "Callable[[str], _T]", **values: object) -> _T:
    """Ask until the answer can be taken; what is wrong with one is said in a sentence."""
    while True:
        try:
            return read(output.ask(template, **values))
        except Refusal as refusal:
            output.note(refusal.template, **refusal.values)
