"""A request (办件) as the fold of its events shows it: values only; `approvals.core.fold` makes them."""

from collections.abc import Mapping
from datetime import date

from approvals.core.dates import When, day_of
from approvals.core.entry import Entry
from approvals.core.events import Outcome
from approvals.core.limits import Milestone
from approvals.core.stage import OPEN, Stage
from approvals.record import NamedTuple


class Round(NamedTuple):
    """A round of supplements: what was told missing and what came; `late` beyond the item's days, `again` a second notice of an old defect.

    `by` is the day until which the notice gave the applicant time, None where it named none.

    Materials to follow (容缺受理) are a round of their own, `following`, which no notice asked for.
    """

    told_on: date
    missing: tuple[str, ...]
    document: str = ""
    supplied: tuple[str, ...] = ()
    complete_on: date | None = None
    late: bool = False
    again: bool = False
    after_acceptance: bool = False
    following: bool = False
    by: date | None = None

    @property
    def outstanding(self) -> tuple[str, ...]:
        """Return what is still missing."""
        return () if self.complete_on else tuple(material for material in self.missing if material not in self.supplied)


class Notice(NamedTuple):
    """A written notice of the days a special procedure needs."""

    told_on: date
    days: int
    document: str = ""


class Pause(NamedTuple):
    """A special procedure: the clock rests from the day it begins up to, not including, the day it ends; `end` None while it runs.

    `basis` is that of the policy where no law stops the clock.
    """

    kind: str
    first: date
    end: date | None = None
    notices: tuple[Notice, ...] = ()
    basis: str = ""

    @property
    def notified(self) -> int | None:
        """Return the working days last told in writing while the procedure ran, None when none were."""
        return max((notice.days for notice in self.notices), default=None)


class Longer(NamedTuple):
    """An extension; `late` when it was approved after the statutory limit had ended: it moves nothing then."""

    days: int
    approver: str
    reason: str
    approved_on: date
    told_on: date
    late: bool = False


class StepRun(NamedTuple):
    """A step under way or done, and who took it."""

    name: str
    begun: date
    done: date | None = None
    person: str = ""


class Joint(NamedTuple):
    """Joint handling: the government's order and, by department, its sub-limit and the day it answered."""

    ordered_on: date
    document: str
    departments: tuple[tuple[str, str], ...]
    silence: str = ""
    replies: tuple[tuple[str, date], ...] = ()


class Hearing(NamedTuple):
    """A hearing from its request to its day."""

    asked_on: date
    announced_on: date | None = None
    held_for: date | None = None
    held_on: date | None = None


class Fault(NamedTuple):
    """Something done against the rules that is taken all the same: an English template, its values, and the rule's short name."""

    rule: str
    on: date
    template: str
    values: Mapping[str, object]

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the sentence."""
        return self.template, self.values


class Request(NamedTuple):
    """A request on its history.

    `ready` is when the application was complete: the limits that start with receipt start then. `accepted` is the acceptance that counts in
    law: typed, by complete supply, or deemed.
    """

    number: str
    stage: Stage
    item: str
    applicant: str
    received: When
    ready: When | None = None
    accepted: When | None = None
    deemed_accepted: bool = False
    accepted_by_supply: bool = False
    acceptance_paper: date | None = None
    rounds: tuple[Round, ...] = ()
    following: tuple[str, ...] = ()
    follow_by: date | None = None
    case: str = ""
    pauses: tuple[Pause, ...] = ()
    extension: Longer | None = None
    steps: tuple[StepRun, ...] = ()
    person: str = ""
    responsible: str = ""
    joint: Joint | None = None
    forwarded: When | None = None
    forwarded_to: str = ""
    returned: When | None = None
    hearing: Hearing | None = None
    site_checked: date | None = None
    decided: When | None = None
    outcome: Outcome | None = None
    deemed_granted: bool = False
    check_by: date | None = None
    declaration_checked: date | None = None
    completed: When | None = None
    completion: str = ""
    certificate: str = ""
    valid_to: date | None = None
    delivered: When | None = None
    published: date | None = None
    public_reason: str = ""
    fees_due: tuple[str, ...] = ()
    fees_paid: tuple[tuple[str, str], ...] = ()
    closed: When | None = None
    source_number: str = ""
    declared_due: date | None = None
    renews: str = ""
    expires: date | None = None
    electronic: bool = False
    faults: tuple[Fault, ...] = ()
    history: tuple[Entry, ...] = ()

    @property
    def open(self) -> bool:
        """Tell whether the authority still owes something before completion."""
        return self.stage in OPEN

    @property
    def running(self) -> tuple[Pause, ...]:
        """Return the special procedures that have not ended."""
        return tuple(pause for pause in self.pauses if pause.end is None)

    @property
    def last_day(self) -> date:
        """Return the day of the last event that moved stage or clock: nothing that ends them can have happened before it."""
        moments = [self.received, self.ready, self.accepted, self.forwarded, self.decided, self.completed, self.delivered, self.closed]
        moments += [told.complete_on or told.told_on for told in self.rounds]
        moments += [pause.end or pause.first for pause in self.pauses]
        return max(day_of(moment) for moment in moments if moment)

    def reached(self, milestone: Milestone) -> When | None:
        """Return when a milestone was reached, or a later one that holds it (completed without a decision of its own)."""
        if milestone is Milestone.RECEIPT:
            return self.ready
        if milestone is Milestone.ACCEPTANCE:
            return self.accepted
        if milestone is Milestone.DECISION:
            return self.forwarded or self.decided or self.completed or self.delivered or self.closed
        if milestone is Milestone.COMPLETION:
            return self.forwarded or self.completed or self.delivered or self.closed
        return self.forwarded or self.delivered or self.closed

    def blame(self, rule: str, on: date, template: str, /, **values: object) -> "Request":
        """Return the request with one more fault on its record."""
        return self._replace(faults=(*self.faults, Fault(rule, on, template, values)))
