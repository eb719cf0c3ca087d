"""What a request is judged by: the versions of its item, the calendar, and the zone's practice where the law leaves one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from approvals.core.calendar import Calendar
from approvals.core.clock import count, starting
from approvals.core.dates import day_of
from approvals.core.guide import Item, Supplement
from approvals.core.hall import Hall, hall_from
from approvals.core.limits import Milestone, parse_limit
from approvals.core.request import Request
from approvals.language import N_
from approvals.record import NamedTuple


class Practice(NamedTuple):
    """What the law leaves to a named policy; empty where the zone has none.

    `lapse_basis` allows closing when a supplement never came (行政许可法 has no such rule), `late_supplement_basis` lets a supplement after
    acceptance stop the clock, `cap` counts again what a stop exceeds its notified days,
    `late_after` are the working days after which an entry needs a reason and a paper. `review_body` reviews the decisions of organs of the zone's
    own, `reviews` name the body (复议机关) for each organ in whose name a department decides.
    """

    lapse_basis: str = ""
    late_supplement_basis: str = ""
    cap: bool = False
    remedies: str = ""
    hall: Hall | None = None
    late_after: int | None = None
    review_body: str = ""
    reviews: tuple[tuple[str, str], ...] = ()


class Law(NamedTuple):
    """The rules in force for one request; `version` gives its item as it was in force on a day."""

    version: Callable[[date], Item | None]
    calendar: Calendar
    practice: Practice = Practice()

    def at_receipt(self, request: Request) -> Item | None:
        """Return the item as it was in force on the day of receipt: it rules acceptance and supplements."""
        return self.version(day_of(request.received))

    def binding(self, request: Request) -> Item | None:
        """Return the version that binds the request for good: the one in force on the day its clock starts.

        An item withdrawn between receipt and that day goes on as it was received.
        """
        received = self.at_receipt(request)
        started = request.accepted if not received or received.start is Milestone.ACCEPTANCE else request.ready
        return (self.version(day_of(started)) if started else None) or received

    def supplement(self, request: Request) -> Supplement | None:
        """Return the rule on telling what is missing: the law's for licences, the item's own for every other kind."""
        item = self.at_receipt(request)
        return item.supplement if item else None

    def acceptance_due(self, request: Request) -> date | None:
        """Return the last day on which acceptance, non-acceptance or a supplement notice is in time; None where no rule says so."""
        rule = self.supplement(request)
        return day_of(count(rule.limit, starting(rule.limit, request.received), self.calendar, hall=self.practice.hall).due) if rule else None


def practice_from(table: Mapping[str, Any]) -> Practice:
    """Return the practice that a checked policy file names."""
    supplement, stop = table.get("supplement", {}), table.get("stop", {})
    late = parse_limit(table["late"]["after"]).amount if "late" in table else None
    remedies = table.get("remedies", {})
    return Practice(
        lapse_basis=supplement.get("lapse_basis", ""),
        late_supplement_basis=stop.get("late_supplement_basis", ""),
        cap=bool(stop.get("cap")),
        remedies=remedies.get("text", ""),
        hall=hall_from(table.get("hall", {})),
        late_after=late,
        review_body=remedies.get("review_body", ""),
        reviews=tuple((review["organ"], review["body"]) for review in remedies.get("review", ())),
    )


# A supplement after acceptance stops the clock only where a policy says so, on the basis it names.
LATE_SUPPLEMENT = "补正"
# 行政许可法 45 names eight procedures whose time is not counted; machine output has their English names.
PROCEDURES: Mapping[str, str] = {
    "hearing": "听证",
    "tender": "招标",
    "auction": "拍卖",
    "inspection": "检验",
    "testing": "检测",
    "quarantine": "检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
}
PROCEDURE_WORDS = {
    "听证": N_("hearing"),
    "招标": N_("tender"),
    "拍卖": N_("auction"),
    "检验": N_("inspection"),
    "检测": N_("testing"),
    "检疫": N_("quarantine"),
    "鉴定": N_("appraisal"),
    "专家评审": N_("expert review"),
}
