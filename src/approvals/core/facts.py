"""What can be carded though no date was missed: things done against the rules, found on the record of one request.

Two facts look over several requests and are gathered by the nightly check: `received-again` and `closings-in-one-minute`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from itertools import pairwise

from approvals.core import events as kinds
from approvals.core.dates import When, day_of
from approvals.core.entry import TYPED, Entry
from approvals.core.events import Outcome
from approvals.core.fold import replay
from approvals.core.late import local
from approvals.core.law import Law
from approvals.core.limits import TimeLimit, Unit
from approvals.core.plan import Planned
from approvals.core.policy import Policy, Rule
from approvals.core.request import Request
from approvals.language import N_

RECEIVED_AGAIN, CLOSINGS = "received-again", "closings-in-one-minute"
# What each fact is called, and the key of policy.toml that says from where on it is one.
FACTS: Mapping[str, tuple[str, str]] = {
    "declined-without-reason": (N_("not accepted without saying why"), "times"),
    "refused-without-reason": (N_("refused without reason or remedies"), "times"),
    "second-supplement": (N_("a second supplement notice"), "times"),
    "supplement-after-acceptance": (N_("a supplement asked for after acceptance"), "times"),
    "supplement-late": (N_("a supplement notice too late"), "times"),
    "order-reversed": (N_("times in reversed order"), "times"),
    "fee-without-basis": (N_("a fee where none is due"), "times"),
    "ended-without-reason": (N_("voided or terminated without reason"), "times"),
    "accepted-incomplete": (N_("accepted while mandatory materials were missing"), "times"),
    "stop-near-end": (N_("a procedure begun when hardly any days were left"), "left"),
    "stop-without-notice": (N_("a procedure without written notice"), "times"),
    "stop-notice-late": (N_("a notice that came after the procedure had begun"), "times"),
    "stop-longer-than-notified": (N_("a procedure longer than notified"), "times"),
    "procedure-not-closed": (N_("a procedure never closed"), "times"),
    "extension-late": (N_("an extension after the limit had ended"), "times"),
    "declaration-broken": (N_("a declaration found untrue"), "times"),
    "late-entry": (N_("a late entry"), "over"),
    "decided-on-rest-day": (N_("decided or completed on a rest day"), "times"),
    RECEIVED_AGAIN: (N_("withdrawn and received again"), "within"),
    CLOSINGS: (N_("many closings in one minute"), "times"),
}
_NEAR_END = TimeLimit(2, Unit.WORKING_DAYS)


def facts(request: Request, law: Law, policy: Policy, offset: tzinfo | None) -> tuple[Planned, ...]:
    """Return the cards that facts on the record of a request make, each dated the day of the fact.

    `offset` is the register's from UTC: the ledger records in UTC, and how late an entry is counts in local days.
    """
    return tuple(card for rule in policy.rules if rule.fact in _FOUND for card in _cards(rule, _FOUND[rule.fact](request, law, rule, offset)))


def _cards(rule: Rule, days: Iterator[date]) -> Iterator[Planned]:
    for place, day in enumerate(days, 1):
        if place >= rule.times:
            yield Planned(day, rule.level, fact_key(rule.fact, place), rule.id, day)


def fact_key(fact: str, place: int) -> str:
    """Return the name under which the n-th fact of a kind is kept, unique within its request."""
    return f"fact/{fact}/{place}"


Finder = Callable[[Request, Law, Rule, tzinfo | None], Iterator[date]]


def _blamed(name: str) -> Finder:
    return lambda request, _law, _rule, _offset: (fault.on for fault in request.faults if fault.rule == name)


def _events(test: Callable[[Entry], bool]) -> Finder:
    return lambda request, _law, _rule, _offset: (entry.day for entry in request.history if test(entry))


def _declined(entry: Entry) -> bool:
    return isinstance(entry.event, kinds.Declined) and not entry.event.ground.strip()


def _refused(entry: Entry) -> bool:
    event = entry.event
    return isinstance(event, kinds.Decided) and event.outcome is Outcome.REFUSED and not (event.reason.strip() and event.remedies.strip())


def _ended(entry: Entry) -> bool:
    return isinstance(entry.event, kinds.Voided | kinds.Terminated) and not entry.event.reason.strip()


def _reversed(request: Request, _law: Law, _rule: Rule, _offset: tzinfo | None) -> Iterator[date]:
    """Yield the days of moments that lie before one they have to follow; two days without a time of day are in order."""
    moments = [moment for moment in (request.received, request.accepted, request.decided, request.completed, request.delivered) if moment]
    for earlier, later in pairwise(moments):
        if _before(later, earlier):
            yield day_of(later)
    for told in request.rounds:
        if told.complete_on and told.complete_on < told.told_on:
            yield told.complete_on


def _before(later: When, earlier: When) -> bool:
    if isinstance(later, datetime) and isinstance(earlier, datetime):
        return later < earlier
    return day_of(later) < day_of(earlier)


def _incomplete(request: Request, _law: Law, _rule: Rule, _offset: tzinfo | None) -> Iterator[date]:
    for entry in request.history:
        if isinstance(entry.event, kinds.Accepted) and not entry.event.following:
            missing = [told for told in request.rounds if not told.following and told.told_on <= entry.day]
            if any(told.missing and (told.complete_on is None or told.complete_on > entry.day) for told in missing):
                yield entry.day


def _near_end(request: Request, law: Law, rule: Rule, _offset: tzinfo | None) -> Iterator[date]:
    """Yield the days on which a procedure began that hardly any day was left of the promise, or of the law where nothing is promised."""
    from approvals.core.deadline import deadlines  # noqa: PLC0415 - no request without a stop pays for it

    left = (rule.left or _NEAR_END).amount
    for pause in request.pauses:
        before = [entry for entry in request.history if entry.day < pause.first]
        if before:
            found = deadlines(replay(request.number, before, law, pause.first - timedelta(1)), law, pause.first)
            running = next((deadline for deadline in found if deadline.kind in {"promised", "statutory"} and not deadline.ended), None)
            if running and law.calendar.working_days(pause.first.toordinal(), max(running.due, pause.first - timedelta(1)).toordinal() + 1) <= left:
                yield pause.first


def _late(request: Request, law: Law, rule: Rule, offset: tzinfo | None) -> Iterator[date]:
    """Yield the local days on which something was typed more than the tolerated working days after it happened."""
    over = rule.over.amount if rule.over else 0
    for entry in request.history:
        if entry.origin == TYPED and entry.recorded_at:
            recorded = local(entry.recorded_at, offset).date()
            if recorded > entry.day and law.calendar.working_days(entry.day.toordinal() + 1, recorded.toordinal() + 1) > over:
                yield recorded


def _resting(request: Request, law: Law, _rule: Rule, _offset: tzinfo | None) -> Iterator[date]:
    """Yield the days of decision and completion that were rest days by a circular; nobody knows yet of a provisional one."""
    for day in sorted({entry.day for entry in request.history if isinstance(entry.event, kinds.Decided | kinds.Completed)}):
        if not law.calendar.works(day) and not law.calendar.provisional(day.toordinal(), day.toordinal() + 1):
            yield day


_FOUND: Mapping[str, Finder] = {
    "declined-without-reason": _events(_declined),
    "refused-without-reason": _events(_refused),
    "ended-without-reason": _events(_ended),
    "order-reversed": _reversed,
    "accepted-incomplete": _incomplete,
    "stop-near-end": _near_end,
    "late-entry": _late,
    "decided-on-rest-day": _resting,
    **{
        name: _blamed(name)
        for name in (
            "second-supplement",
            "supplement-after-acceptance",
            "supplement-late",
            "fee-without-basis",
            "stop-without-notice",
            "stop-notice-late",
            "stop-longer-than-notified",
            "procedure-not-closed",
            "extension-late",
            "declaration-broken",
        )
    },
}
