"""A request as tests tell it: what happened on which day, judged as it would be at the desk."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from approvals.core import fold, refusals
from approvals.core.calendar import Calendar
from approvals.core.dates import When, when_from
from approvals.core.deadline import deadlines
from approvals.core.entry import Entry
from approvals.core.events import Event
from approvals.core.guide import Item, item_from
from approvals.core.law import Law, Practice
from approvals.core.request import Request

NUMBER = "2026-0007"
NEVER = date.min
PAPERS = ["申请表", "设计方案", "用地证明"]


def without_late(root: Path) -> None:
    """Take the limit on late entries out of a policy: tests enter months in a moment, and have no papers."""
    policy = root / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8").replace('[late]\nafter = "1 工作日"\n', ""), encoding="utf-8")


def licence(**changes: object) -> Item:
    """Return a licence under the general limits of the Licensing Law, with what a test changes."""
    table = {
        "code": "GH-03",
        "name": "建设工程规划许可证核发",
        "kind": "行政许可",
        "handling": "承诺件",
        "limits": {
            "statutory": {"limit": "20 工作日", "starts": "受理", "ends": "决定", "basis": "行政许可法 42(1)"},
            "promised": {"limit": "10 工作日", "starts": "受理", "ends": "办结"},
        },
        "extension": {"limit": "10 工作日", "approver": "本行政机关负责人", "basis": "行政许可法 42(1)"},
        "renewal": {"apply_before": "30 自然日", "basis": "行政许可法 50"},
        "material": [{"name": name} for name in PAPERS],
        "step": [{"name": "审查", "limit": "3 工作日"}],
    }
    return item_from({**table, **changes})


def law_of(item: Item | Callable[[date], Item | None] | None, calendar: Calendar, practice: Practice | None = None) -> Law:
    """Return the law of an item that is in force for ever, or as its versions say."""
    version: Callable[[date], Item | None] = item if callable(item) else lambda _day: item
    return Law(version, calendar, practice or Practice(remedies="复议、诉讼"))


def told(*happened: tuple[str | When, Event]) -> list[Entry]:
    """Return the entries of what happened, numbered as in a ledger of their own."""
    return [Entry(when_from(when) if isinstance(when, str) else when, event, sequence) for sequence, (when, event) in enumerate(happened, 1)]


def replayed(law: Law, *happened: tuple[str | When, Event], today: date = NEVER) -> Request:
    """Return the request as a day sees it, nothing refused; without a day, as its events alone leave it."""
    return fold.replay(NUMBER, told(*happened), law, today)


def lived(law: Law, *happened: tuple[str | When, Event], today: date = NEVER, late: bool = False) -> Request:
    """Return the request as a day sees it, every event judged before it is taken."""
    first, *later = told(*happened)
    request = fold.receive(NUMBER, first)
    for entry in later:
        refusals.check(request, entry, law, late=late)
        request = fold.after(request, entry, law)
    return fold.ripened(request, today, law)


def dates(request: Request, law: Law, today: date | None = None) -> dict[str, str]:
    """Return the due date of each deadline by its key."""
    return {deadline.key: deadline.due.isoformat() for deadline in deadlines(request, law, today or request.history[-1].day)}
