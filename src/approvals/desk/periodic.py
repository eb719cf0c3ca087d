"""The bulletins of weeks, months and quarters: what is counted, of whom, and the query that finds each figure again."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from approvals.core.level import LEVELS, Level
from approvals.core.period import Period
from approvals.core.permission import permit_bulletin
from approvals.core.tally import STAGES, Complaints, Flow, Limited, Lived, Told, Used, accepted_on, complaints, completed_in, flows, used
from approvals.desk.anchoring import head
from approvals.desk.listing import chosen_department
from approvals.record import NamedTuple
from approvals.store import periods as store
from approvals.store import rules
from approvals.store.figures import figure_query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from approvals.desk.register import Desk
    from approvals.store.periods import CardFact, DutyFact

Figure = int | float | None
Carded = tuple[str, str]
"""What a card is about, its deadline or fact, and its level."""


class Named(NamedTuple):
    """A person whom a bulletin names, with the numbers of the cards."""

    person: str
    department: str
    cards: tuple[int, ...]


class Counts(NamedTuple):
    """All that a bulletin says; `department` is empty for the zone, `raised` and `fault` are the cards by their two date bases."""

    period: Period
    department: str
    flows: Mapping[str, Flow]
    used: Mapping[str, Used]
    raised: Mapping[Carded, int]
    fault: Mapping[Carded, int]
    revoked: int
    raised_late: int
    named: tuple[Named, ...]
    named_from: Level | None
    complaints: Complaints
    inspections: int
    with_findings: int
    duties: int
    missed: "tuple[DutyFact, ...]"
    recorded_after: int
    names: Mapping[str, str]
    head: str

    @property
    def total(self) -> Flow:
        """Return the figures of all departments together."""
        whole = Flow()
        for one in self.flows.values():
            whole = whole.plus(one)
        return whole


def counted(desk: "Desk", period: Period, department: str) -> Counts:
    """Return what is counted of a period, for the zone or a department, by those who may see it."""
    own = chosen_department(desk, department)
    own = permit_bulletin(desk.acting, own) if desk.acting else own
    wanted = _values(desk, period, own)
    lived = [_lived(row) for row in store.requests(desk.connection, wanted)]
    done = completed_in(lived, period)
    cards = store.cards(desk.connection, wanted)
    fault = [card for card in cards if wanted["first"] <= card.since_on <= wanted["last"]]
    inspections = store.inspections(desk.connection, wanted)
    duties = store.duties(desk.connection, wanted)
    return Counts(
        period,
        own,
        dict(sorted(flows(lived, period).items())),
        {"promised": used(one.promised for one in done), "statutory": used(one.statutory for one in done)},
        _by_kind(card for card in cards if wanted["first"] <= card.raised_on <= wanted["last"]),
        _by_kind(fault),
        sum(bool(card.ended_on and wanted["first"] <= card.ended_on <= wanted["last"]) for card in cards),
        sum(card.raised_on > wanted["last"] for card in fault),
        _named(desk, fault, wanted["last"]),
        desk.policy.named,
        _complaints(desk, period, own),
        len(inspections),
        sum(findings not in {"", "[]", '["none"]'} for _number, _department, _counter, findings in inspections),
        len(duties),
        tuple(duty for duty in duties if (duty.ended_on or "9999") > duty.due_on),
        store.recorded_after(desk.connection, wanted),
        _names(desk),
        head(desk).line,
    )


def figures(counts: Counts) -> dict[str, Figure]:
    """Return every figure of a bulletin under the name by which its query is found."""
    told: dict[str, Figure] = {f"requests.{name}": value for name, value in counts.total._asdict().items()}
    for kind, spent in counts.used.items():
        told |= {f"days.{kind}.{name}": value for name, value in spent._asdict().items()}
    for base, cards in (("raised", counts.raised), ("fault", counts.fault)):
        told |= {f"cards.{base}.{kind}.{level}": number for (kind, level), number in cards.items()}
    told |= {"cards.revoked": counts.revoked, "cards.raised_late": counts.raised_late}
    found = counts.complaints
    told |= {"complaints.carried_in": found.carried_in, "complaints.closed": found.closed, "complaints.carried_out": found.carried_out}
    told |= {f"complaints.{stage}": number for stage, number in zip(STAGES, found.reached, strict=True)}
    told |= {f"complaints.of_recorded.{stage}": number for stage, number in zip(STAGES, found.of_recorded, strict=True)}
    told |= {"inspections.recorded": counts.inspections, "inspections.with_findings": counts.with_findings}
    return told | {"duties.due": counts.duties, "duties.missed": len(counts.missed), "late.recorded_after": counts.recorded_after}


def queries(desk: "Desk", counts: Counts) -> dict[str, str]:
    """Return for every figure the query over the views that finds it again; those of each department too, where a table tells them."""
    values = _values(desk, counts.period, counts.department)
    told = {figure: figure_query(figure, values) for figure in figures(counts)}
    for department in counts.flows if not counts.department else ():
        own = {**values, "department": department}
        told |= {f"{department}:requests.{name}": figure_query(f"requests.{name}", own) for name in Flow._fields}
    return told


def _values(desk: "Desk", period: Period, department: str) -> dict[str, str]:
    """Return what stands in the queries; the offset is that of the register on the last day, by which what was recorded after it is known."""
    zone = desk.offset or datetime.combine(period.last, time(12)).astimezone().tzinfo
    offset = zone.utcoffset(datetime.combine(period.last, time(12))) if zone else None
    minutes = int(offset.total_seconds() // 60) if offset else 0
    days = {"first": period.first, "last": period.last, "judged": period.judged}
    return {**{name: day.isoformat() for name, day in days.items()}, "department": department, "offset": f"{minutes:+} minutes"}


def _lived(row: store.Row) -> Lived:
    department, *texts = row
    received, accepted, deemed, completed, closed, due, answered, *limits = [date.fromisoformat(text) if text else None for text in texts]
    promised, statutory = _limited(limits[:3]), _limited(limits[3:])
    return Lived(department or "", received or date.min, accepted_on(accepted, deemed, due, answered), completed, closed, promised, statutory)


def _limited(days: list[date | None]) -> Limited | None:
    start, due, ended = days
    return Limited(start, due, ended) if start and due else None


def _by_kind(cards: "Iterable[CardFact]") -> dict[Carded, int]:
    found = Counter((_kind(card.kind), card.level) for card in cards)
    return dict(sorted(found.items()))


def _kind(key: str) -> str:
    """Return the deadline or the fact of a card, without which of several it is."""
    first, _slash, rest = key.partition("/")
    return rest.partition("/")[0] if first == "fact" else first


def _named(desk: "Desk", cards: "list[CardFact]", last: str) -> tuple[Named, ...]:
    """Return the persons whom the policy has named: those of cards of its level that stand at the end of the period."""
    named = desk.policy.named
    found: dict[tuple[str, str], list[int]] = {}
    for card in cards if named else ():
        stands = not card.ended_on or card.ended_on > last
        if named and card.person and stands and LEVELS[card.level].gravity >= named.gravity:
            found.setdefault((card.person, card.department), []).append(card.card)
    people = {person.id: person.name for person in desk.people}
    return tuple(Named(people.get(person, person), department, tuple(numbers)) for (person, department), numbers in sorted(found.items()))


def _complaints(desk: "Desk", period: Period, department: str) -> Complaints:
    events, closed = store.complaints(desk.connection)
    told = [Told(number, kind, date.fromisoformat(day), named) for number, kind, day, named in events]
    return complaints(told, {number: date.fromisoformat(day) for number, day in closed.items()}, period, department)


def _names(desk: "Desk") -> dict[str, str]:
    """Return the names of departments by their codes, those of the staff file too."""
    told = {entry["code"]: entry["name"] for table in rules.tables(desk.connection, "staff") for entry in table.get("department", ())}
    return told | {code: str(table["name"]) for code, table in rules.departments(desk.connection).items()}
