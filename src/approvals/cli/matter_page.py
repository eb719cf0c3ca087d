"""What the commands of all matters of oversight show: the list, one page, and what is owed next."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from approvals.cli import output
from approvals.cli.history_page import history_of, plain_history
from approvals.core.oversight.course import name_in
from approvals.core.oversight.matter import Matter, Noun, deadlines_of
from approvals.core.oversight.settings import Named, Oversight
from approvals.core.oversight.stage import Stage
from approvals.language import N_, Sentence
from approvals.record import NamedTuple
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.desk.matter_view import MatterPage, MatterView
    from approvals.desk.register import Desk

_YES, _NO = N_("yes"), N_("no")
LISTED = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("About"), priority=5),
    Column(N_("Department"), priority=3),
    Column(N_("Stage"), keep=True),
    Column(N_("Recorded"), Kind.DATE, priority=2),
    Column(N_("Due"), Kind.DATE, keep=True),
    Column(N_("Days left"), Kind.NUMBER, priority=4),
)
Line = tuple[str, str]


class Look(NamedTuple):
    """How a kind of matter looks: the labels of its facts, where their names stand, further columns, and the sums beneath a list.

    `everything` lists closed ones without being asked: kinds that are closed as soon as they are recorded.
    """

    lines: tuple[Line, ...]
    names: Mapping[str, Callable[[Oversight], Sequence[Named]]] = {}
    apart: tuple[Line, ...] = ()
    further: tuple[tuple[Column, str], ...] = ()
    beneath: "Callable[[Sequence[MatterView]], None] | None" = None
    everything: bool = False


def list_matters(found: "Sequence[MatterView]", look: Look) -> None:
    """Print matters, and what they come to together."""
    columns = (*LISTED, *(column for column, _key in look.further))
    rows = [
        (
            seen.number,
            seen.title,
            seen.department_name or seen.department,
            Stage(seen.stage),
            seen.opened,
            seen.due,
            "" if seen.days_left is None else str(seen.days_left),
            *(seen.facts.get(key, "") for _column, key in look.further),
        )
        for seen in found
    ]
    output.listed(columns, rows, N_("Nothing of the kind is recorded."))
    if found and look.beneath:
        look.beneath(found)


def matter_page(noun: Noun, page: "MatterPage", look: Look, rules: Oversight) -> None:
    """Print a matter: what is known of it, what is owed, its history."""
    seen = page.view
    output.say(N_("{number}  {title}: {stage}"), number=seen.number, title=seen.title, stage=Stage(seen.stage))
    if page.departments or seen.department_name:
        _line(N_("department"), page.departments or seen.department_name)
    if seen.person:
        _line(N_("person"), seen.person_name)
    for label, key in look.apart:
        if key in page.apart:
            _line(label, page.apart[key])
    for label, key in look.lines:
        if key in page.matter.values:
            _line(label, _shown(page.matter.values[key], look.names.get(key), rules))
    if seen.due:
        _line(N_("due"), date.fromisoformat(seen.due))
    history_of(noun, page.matter, {key: known(rules) for key, known in look.names.items()})


def _line(label: str, value: object) -> None:
    output.say(N_("  {label}: {value}"), label=Sentence(label), value=value)


def _shown(value: Any, known: Callable[[Oversight], Sequence[Named]] | None, rules: Oversight) -> object:  # noqa: ANN401 - the facts of matters are of many types
    if isinstance(value, bool):
        return Sentence(_YES if value else _NO)
    if isinstance(value, list):
        return tuple(name_in(known(rules), one) if known else one for one in value) or "—"
    return name_in(known(rules), value) if known else value


def say_owed(opened: "Desk", matter: Matter) -> None:
    """Say what is owed next, and by when."""
    for deadline in deadlines_of(matter, opened.calendar, opened.law("").practice.hall):
        if deadline.ended is None:
            output.say(N_("  {kind} by {due}"), kind=deadline.kind, due=deadline.due)


def plain(noun: Noun, page: "MatterPage", look: Look) -> dict[str, Any]:
    """Return a matter as machine output has it."""
    return {
        **page.view._asdict(),
        **{key: page.apart.get(key, "") for _label, key in look.apart},
        "history": plain_history(noun, page.matter),
    }
