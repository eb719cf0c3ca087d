"""What can happen to a request."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from approvals.core.applicant import ApplicantType
from approvals.language import N_
from approvals.record import NamedTuple


class Outcome(StrEnum):
    """What was decided."""

    GRANTED = "granted"
    REFUSED = "refused"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return (N_("granted") if self is Outcome.GRANTED else N_("refused")), {}


class Received(NamedTuple):
    """收件: the application reached the authority; online, at the time of submission. `expires` is the end of the licence that `renews` names."""

    item: str
    applicant: str
    source_number: str = ""
    declared_due: date | None = None
    channel: str = ""
    agent: str = ""
    third_parties: str = ""
    electronic: bool = False
    renews: str = ""
    expires: date | None = None
    id_code: str = ""
    applicant_type: ApplicantType | None = None
    contact: str = ""
    legal_representative: str = ""


class Mended(NamedTuple):
    """当场更正: a mistake put right over the counter is no round of supplements (行政许可法 32(3))."""

    what: str


class SupplementRequested(NamedTuple):
    """补正告知: the complete list of what is missing, to be supplied by `supply_by`; `arising` when the defect first arose in what was supplied."""

    missing: tuple[str, ...]
    document: str = ""
    arising: bool = False
    supply_by: date | None = None


class Supplied(NamedTuple):
    """补正: what was handed in; `complete` when it is all that was asked for."""

    materials: tuple[str, ...] = ()
    complete: bool = False


class Accepted(NamedTuple):
    """受理: the clock of 行政许可法 42 starts. `following` are materials to follow (容缺受理) until `follow_by`; `case` chooses a limit by its case."""

    document: str = ""
    following: tuple[str, ...] = ()
    follow_by: date | None = None
    case: str = ""


class Declined(NamedTuple):
    """不予受理: the clock never starts; `authority` is the competent one where this one is not."""

    ground: str
    authority: str = ""


class Stopped(NamedTuple):
    """A special procedure begins (行政许可法 45): `days` are the working days notified in writing on `told_on` by `document`."""

    kind: str
    document: str = ""
    days: int | None = None
    told_on: date | None = None


class StopNoticed(NamedTuple):
    """A further written notice of the days that a running procedure needs."""

    kind: str
    days: int
    document: str = ""


class Resumed(NamedTuple):
    """A special procedure has ended; `document` is the paper that ends it."""

    kind: str
    document: str = ""


class Extended(NamedTuple):
    """延长: `days` in the unit of the limit; `told_on` is when the applicant was told the reason (行政许可法 42)."""

    days: int
    approver: str
    reason: str
    told_on: date
    document: str = ""


class StepBegun(NamedTuple):
    """A step (环节) begins."""

    name: str


class StepDone(NamedTuple):
    """A step is done."""

    name: str


class Assigned(NamedTuple):
    """Who handles the request from here on; `stand_in` while the one responsible is away."""

    person: str
    stand_in: bool = False


class HandedOver(NamedTuple):
    """移交: the counter hands the papers over to a department, code `to`; `taker` is who took them. Its time of day stands on the slip."""

    to: str
    taker: str = ""


class CaseFound(NamedTuple):
    """Which of the item's cases this is: the limit of that case counts from the start."""

    case: str


class JointOrdered(NamedTuple):
    """The government ordered joint handling (行政许可法 26, 42(2)); `departments` are `CODE=limit`, `silence` what no answer means."""

    document: str
    departments: tuple[str, ...]
    silence: str = ""


class JointReplied(NamedTuple):
    """A co-department answered."""

    department: str
    opinion: str = ""


class Forwarded(NamedTuple):
    """转报: the initial review is done, the higher authority has it (行政许可法 43)."""

    to: str
    document: str = ""


class Returned(NamedTuple):
    """The higher authority sent its result back."""

    document: str = ""


class HearingAsked(NamedTuple):
    """A hearing was asked for within five days of being told of the right to it (行政许可法 47)."""

    told_on: date | None = None


class HearingAnnounced(NamedTuple):
    """The hearing's day was announced, seven days before at the latest (行政许可法 48)."""

    held_for: date


class HearingHeld(NamedTuple):
    """The hearing was held."""

    record: str = ""


class SiteChecked(NamedTuple):
    """实质核查 by two officers or more (行政许可法 34)."""

    persons: tuple[str, ...]
    record: str = ""


class Decided(NamedTuple):
    """A decision; a refusal names its reason and the remedies told (行政许可法 38). `check_by`: granted on declaration, checked afterwards."""

    outcome: Outcome = Outcome.GRANTED
    reason: str = ""
    remedies: str = ""
    document: str = ""
    check_by: date | None = None


class DeclarationChecked(NamedTuple):
    """The check after a grant on declaration (告知承诺); `kept` when what was declared is true."""

    kept: bool
    record: str = ""


class Completed(NamedTuple):
    """办结, with the certificate where there is one; `kind` is the kind of completion."""

    kind: str = ""
    certificate: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


class Delivered(NamedTuple):
    """送达: `how` it was delivered and the number of its record."""

    how: str = ""
    record: str = ""


class Published(NamedTuple):
    """双公示, or the reason that 优化营商环境条例 36 wants published when a promise was overrun."""

    where: str = ""
    reason: str = ""


class FeeDue(NamedTuple):
    """A fee falls due."""

    amount: str
    basis: str = ""


class FeePaid(NamedTuple):
    """A fee was paid."""

    amount: str
    receipt: str


class Withdrawn(NamedTuple):
    """撤回申请: the applicant took the application back."""

    reason: str = ""


class Lapsed(NamedTuple):
    """补正不来: the supplement never came; closed on the legal basis that the policy or the item names."""

    basis: str


class Terminated(NamedTuple):
    """终止审查."""

    reason: str


class Voided(NamedTuple):
    """作废: void, but kept and counted."""

    reason: str


class Amended(NamedTuple):
    """更正 of an earlier event, which the entry names: another day, other words, or struck out as never happened."""

    reason: str
    happened_on: str = ""
    struck: bool = False
    fields: tuple[str, ...] = ()
    applicant: str = ""
    contact: str = ""
    legal_representative: str = ""


class Noted(NamedTuple):
    """Something done on the way that moves no clock: an activity of another system, `transition` where it is not its completion."""

    activity: str
    by: str = ""
    transition: str = ""


_Receipt = Received | Mended | SupplementRequested | Supplied | Accepted | Declined | Assigned | HandedOver | CaseFound | JointOrdered | JointReplied
_Procedure = Stopped | StopNoticed | Resumed | Extended | StepBegun | StepDone | HearingAsked | HearingAnnounced | HearingHeld | SiteChecked
_Ending = Forwarded | Returned | Decided | DeclarationChecked | Completed | Delivered | Published | FeeDue | FeePaid
Event = _Receipt | _Procedure | _Ending | Withdrawn | Lapsed | Terminated | Voided | Amended | Noted
