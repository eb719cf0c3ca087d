"""The history on a page, a line an event: of a request, of a card, of any matter of oversight."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from approvals.cli import output
from approvals.cli.history_words import person_told
from approvals.core.dates import is_day
from approvals.language import N_, Sentence, spoken
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from enum import StrEnum

    from approvals.core.oversight.matter import Matter, Noun

_COLUMNS = (
    Column(N_("No."), Kind.NUMBER, keep=True),
    Column(N_("Happened"), Kind.DATE, keep=True),
    Column(N_("What"), keep=True),
    Column(N_("Details"), Kind.PROSE, keep=True),
    Column(N_("By"), priority=1),
)
Known = Mapping[str, Sequence[Any]]
"""By field, the lists of the oversight files that name its values."""


def history(lines: Iterable[tuple[object, ...]]) -> None:
    """Print what happened: of each event its number, its day, what it was, what it says, and who recorded it, by id."""
    output.say(N_("History"))
    output.table(_COLUMNS, [(*cells, person_told(str(actor))) for *cells, actor in lines])


def history_of(noun: "Noun", matter: "Matter", known: Known | None = None) -> None:
    """Print what happened to a matter, without what stands apart."""
    words = dict(noun.events.values())
    history((str(one.sequence), one.day, Sentence(words[type(one.event)]), _details(one.event, known or {}), one.actor) for one in matter.history)


def plain_history(noun: "Noun", matter: "Matter") -> list[dict[str, Any]]:
    """Return the history of a matter as machine output has it."""
    return [
        {"sequence": one.sequence, "on": one.happened_on, "event": noun.type_of(one.event), "by": one.actor, "details": _told(one.event)}
        for one in matter.history
    ]


def named(known: Sequence[Any], name: str) -> str:
    """Return the name of what the oversight files list under an id."""
    return next((one.name for one in known if name in {one.id, one.name}), name)


def _told(event: Any) -> dict[str, Any]:  # noqa: ANN401 - any event of a matter
    """Return what may be told of an event: neither who is behind it nor, of a complaint, which request would give that away."""
    from approvals.core.oversight.matter import payload_of  # noqa: PLC0415 - requests and cards are told without it
    from approvals.core.oversight.nouns import untold  # noqa: PLC0415 - see above

    hidden = untold(event)
    return {name: value for name, value in payload_of(event).items() if name not in hidden}


def _details(event: Any, known: Known) -> str:  # noqa: ANN401 - any event of a matter
    """Return the fields of an event in one line."""
    shown = {name: _named(known[name], value) if name in known else value for name, value in _told(event).items()}
    words = _words()
    return "  ".join(
        person_told(str(value)) if name == "person" else _said(value, words.get(name)) for name, value in shown.items() if not isinstance(value, bool)
    )


def _named(known: Sequence[Any], value: Any) -> object:  # noqa: ANN401 - see _said
    return [named(known, one) for one in value] if isinstance(value, list) else named(known, value)


def _said(value: Any, words: "type[StrEnum] | None") -> str:  # noqa: ANN401 - the fields of events are of many types
    """Return a value of an event by its word, where it is one of few; several as one after the other."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, str) and is_day(value):
        return spoken(date.fromisoformat(value))
    return spoken(words(value)) if words and value in set(words) else str(value)


def _words() -> "Mapping[str, type[StrEnum]]":
    from approvals.core.oversight.complaint_events import Class, Conclusion  # noqa: PLC0415 - see _told
    from approvals.core.oversight.rating import Satisfaction  # noqa: PLC0415
    from approvals.core.oversight.roster import Roster  # noqa: PLC0415

    return {"conclusion": Conclusion, "coordination": Class, "level": Satisfaction, "roster": Roster, "kind": Roster}
