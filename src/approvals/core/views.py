"""What the views for other people's SQL are called, and what each of their columns holds. The names are a promise (docs/sql.md)."""

from collections.abc import Mapping

from approvals.language import N_
from approvals.record import NamedTuple


class View(NamedTuple):
    """A view: what one of its rows is, and what each column holds, in their order."""

    row: str
    columns: Mapping[str, str]


_ITEM = {"item": N_("code of the item"), "item_name": N_("name of the item")}
_DEPARTMENT = {"department": N_("code of the department"), "department_name": N_("name of the department")}
_SUBJECT_KIND = N_("what it is about: request, order, person …")
_SUBJECT = N_("number of the request, or id of what else it is about; empty where that is a person")
_ABOUT = N_("which of several of one kind: a step, a procedure, a department")
_DAY_TOLD = N_("day the department was told")
_LABEL = N_("the same in Chinese")
_CLOSED_ON = N_("day it was closed; empty while it is open")
_OWED_ON = N_("next day on which something is owed")
_STANDS = {
    "stage": N_("where it stands"),
    "stage_label": _LABEL,
    "open": N_("1 as long as something is to be done"),
    "opened_on": N_("day it was opened"),
    "closed_on": _CLOSED_ON,
    "due_on": _OWED_ON,
}

VIEWS: Mapping[str, View] = {
    "v_request": View(
        N_("A request as its events leave it."),
        {
            "number": N_("number of the request"),
            "register": N_("code of the register it was merged from; empty for its own"),
            "source_number": N_("number in the system it was imported from; empty if none"),
            **_ITEM,
            **_DEPARTMENT,
            "stage": N_("stage, as its events alone leave it"),
            "stage_label": _LABEL,
            "open": N_("1 as long as something is to be done"),
            "received_on": N_("day of receipt"),
            "accepted_on": N_("day of acceptance"),
            "deemed_on": N_("day from which silence is acceptance"),
            "decided_on": N_("day of the decision"),
            "completed_on": N_("day of completion"),
            "closed_on": N_("day it was closed without a decision"),
            "promised_due": N_("last day of the promise"),
            "statutory_due": N_("last day of the law"),
            "declared_due": N_("last day that the source system declared"),
            "due_on": N_("the day that counts: that of the promise, else of the law, else the declared one"),
            "unit": N_("unit of the limit that counts"),
            "unit_label": _LABEL,
            "dates_from": N_("day from which the dates count, where they follow from silence only; else empty"),
            "provisional": N_("1 where a year without a circular lies on the way of a date"),
            "faults": N_("how often it was handled against the rules"),
            "expires_on": N_("end of the licence to be renewed"),
            "warning_on": N_("day from which it is warned of"),
            "yellow_on": N_("day from which it deserves a yellow card"),
            "red_on": N_("day from which it deserves a red card"),
            "late_entry": N_("1 where an event of it was entered later than the policy allowed"),
        },
    ),
    "v_deadline": View(
        N_("A date by which something is owed."),
        {
            "subject_kind": _SUBJECT_KIND,
            "subject": _SUBJECT,
            "kind": N_("what is owed"),
            "kind_label": _LABEL,
            "about": _ABOUT,
            "start_on": N_("day it starts"),
            "due_on": N_("last day"),
            "ended_on": N_("day it was done; empty while it runs"),
            "provisional": N_("1 where a year without a circular lies on the way of a date"),
            **_ITEM,
            **_DEPARTMENT,
        },
    ),
    "v_card": View(
        N_("A card, whatever became of it."),
        {
            "card": N_("number of the card"),
            "subject_kind": _SUBJECT_KIND,
            "subject": _SUBJECT,
            "kind": N_("the deadline that was missed, or fact"),
            "kind_label": N_("the deadline or the fact in Chinese"),
            "fact": N_("what was done against the rules; empty where a deadline was missed"),
            "about": _ABOUT,
            "level": N_("warning, yellow or red"),
            "level_label": _LABEL,
            "rule": N_("rule of the card policy"),
            "turn": N_("which time, where one was revoked before"),
            "since_on": N_("day it became true"),
            "due_on": N_("last day of the deadline, or day of the fact"),
            **_ITEM,
            **_DEPARTMENT,
            "state": N_("where the card stands"),
            "state_label": _LABEL,
            "valid": N_("1 where it is issued, appealed against or followed up"),
            "told_on": _DAY_TOLD,
            "ended_on": N_("day it was revoked or cancelled"),
        },
    ),
    "v_event": View(
        N_("An event of the ledger; those about persons are left out."),
        {
            "sequence": N_("place in the ledger"),
            "subject_kind": N_("what it happened to: request, card, adoption, import, register"),
            "subject_kind_label": _LABEL,
            "subject": _SUBJECT,
            "type": N_("what happened"),
            "type_label": _LABEL,
            "happened_on": N_("local day or time at which it happened"),
            "recorded_at": N_("when it was recorded, UTC"),
            "origin": N_("typed, check, import or register"),
            "source": N_("batch of the import, or register and event it came from"),
            "amends": N_("event that it amends"),
            **_ITEM,
            **_DEPARTMENT,
            "procedure": N_("which special procedure began or ended"),
            "step": N_("which step began or was done"),
            "days": N_("days notified, or of the extension"),
            "outcome": N_("what was decided"),
            "outcome_label": _LABEL,
            "late_entry": N_("1 where it was entered later than the policy allowed"),
        },
    ),
    "v_item": View(
        N_("An item of the guide, in the version adopted last."),
        {
            "code": N_("code of the item"),
            "name": N_("name of the item"),
            **_DEPARTMENT,
            "kind": N_("kind of the power"),
            "kind_label": _LABEL,
            "handling": N_("promised, or on the spot"),
            "handling_label": _LABEL,
            "statutory_limit": N_("limit of the law, as the guide writes it"),
            "promised_limit": N_("limit of the promise, as the guide writes it"),
            "from_on": N_("day it comes into force; empty where it reaches back to the beginning"),
            "adopted_by": N_("event that adopted it"),
        },
    ),
    "v_department": View(
        N_("A department of the guide."),
        {"code": N_("code of the department"), "name": N_("name of the department"), "items": N_("how many items it has or had")},
    ),
    "v_adoption": View(
        N_("A file that was put in force."),
        {
            "sequence": N_("event that adopted it"),
            "kind": N_("guide, calendar, policy, staff, oversight, powers or mapping"),
            "name": N_("name of the file"),
            "from_on": N_("day it comes into force; empty where it reaches back to the beginning"),
            "in_force": N_("1 while it is in force"),
            "sha256": N_("SHA-256 of its text"),
        },
    ),
    "v_check": View(
        N_("A run of the nightly check."),
        {
            "id": N_("number of the run"),
            "started_at": N_("when it began, UTC"),
            "ended_at": N_("when it ended, UTC; empty where it was broken off"),
            "today": N_("day as of which it checked"),
            "raised": N_("cards it raised"),
            "revoked": N_("cards it revoked"),
            "sequence": N_("last event it left"),
            "hash": N_("hash of that event"),
        },
    ),
    "v_matter": View(
        N_("A matter of oversight of any kind: a complaint, a recurring duty, an inspection …; ballots are left out."),
        {
            "kind": N_("complaint, duty, inspection, supervision, visit, accountability, audit, rating, evaluator, submission, evaluation or assessment"),
            "kind_label": _LABEL,
            "number": N_("number of it; of a duty its id"),
            **_DEPARTMENT,
            "stage": N_("where it stands"),
            "open": N_("1 as long as something is to be done"),
            "opened_on": N_("day it was recorded; of a duty, day it begins"),
            "closed_on": _CLOSED_ON,
            "due_on": _OWED_ON,
            "counter": N_("counter that was inspected; empty if none"),
            "findings": N_("what an inspection found, a JSON array of ids"),
            "title": N_("what it is about, where that is an id or a name of the files; else empty"),
            "stage_label": N_("the stage in Chinese"),
        },
    ),
    "v_complaint": View(
        N_("A complaint; handled again, it has the days of the last time."),
        {
            "number": N_("number of the complaint"),
            **_DEPARTMENT,
            "channel": N_("how it came in, by its id"),
            "type": N_("what it is about, by its id"),
            "coordination": N_("ordinary, urgent, common or difficult"),
            "coordination_label": _LABEL,
            "way": N_("how it is handled, by its id"),
            **_STANDS,
            "recorded_on": N_("day it was recorded"),
            "accepted_on": N_("day it was accepted"),
            "handled_on": N_("day it was handled"),
            "concluded_on": N_("day it was found what is true of it"),
            "replied_on": N_("day of the reply"),
            "conclusion": N_("true, partly, untrue or unestablished"),
            "conclusion_label": _LABEL,
            "remedy": N_("kind of remedy, by its id"),
            "followed_up_on": N_("day of the last follow-up call"),
            "satisfied": N_("1 where the complainant was satisfied then, 0 where not"),
            "again": N_("how often it was handled again"),
            "met_on": N_("day of the last coordination meeting"),
            "anonymous": N_("1 where nobody is named who complains"),
            "request": N_("request that it names, where the complainant agreed; else empty"),
        },
    ),
    "v_inspection": View(
        N_("An inspection."),
        {
            "number": N_("number of the inspection"),
            **_DEPARTMENT,
            "counter": N_("counter that was inspected, by its id; empty if none"),
            "body": N_("town or village that was inspected, by its id; empty if none"),
            "findings": N_("what was found, a JSON array of ids"),
            **_STANDS,
            "fixed": N_("1 where something was put right on the spot"),
            "rectify_by": N_("last day to put it right"),
            "rectified_on": N_("day it was put right"),
            "rechecked_on": N_("day it was last checked again"),
            "passed": N_("1 where it passed then, 0 where not"),
            "again": N_("how often it did not pass"),
        },
    ),
    "v_matter_event": View(
        N_("What happened to a complaint, a duty, or an inspection."),
        {
            "sequence": N_("place in the ledger"),
            "kind": N_("complaint, duty or inspection"),
            "number": N_("number of it; of a duty its id"),
            "type": N_("what happened"),
            "type_label": _LABEL,
            "happened_on": N_("local day or time at which it happened"),
            "recorded_at": N_("when it was recorded, UTC"),
            "department": N_("department that the event names; empty where it names none"),
        },
    ),
}
