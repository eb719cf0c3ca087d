"""Rosters: a term begins before it ends, who was dismissed is not re-appointed, a submission is owed its reply."""

import tomllib
from datetime import date

import pytest

from approvals.core.calendar import Calendar
from approvals.core.oversight.matter import Happening, Matter, Noun, deadlines_of, grown
from approvals.core.oversight.roster import (
    EVALUATOR,
    SUBMISSION,
    Answered,
    Appointed,
    Dismissed,
    Logged,
    Reappointed,
    Roster,
    Struck,
    Submitted,
    Withdrawn,
    id_of,
    roster,
    rosters,
)
from approvals.core.oversight.settings import oversight_from
from approvals.errors import NotAllowed, Refusal, WrongUsage
from conftest import DATA

day = date.fromisoformat
RULES = oversight_from([tomllib.loads((DATA / "oversight" / "zone.toml").read_text(encoding="utf-8"))])
APPOINTED = Appointed("supervisor", "王强", day("2026-03-01"), day("2028-02-29"), source="enterprise", group="L1")


def lived(noun: Noun, *events: tuple[str, object]) -> Matter:
    """Return a matter after events, each on its day, refused where the rules forbid it."""
    matter = Matter(noun.kind, "RY-2026-0001", day(events[0][0]))
    for on, event in events:
        happening = Happening(day(on), event)
        noun.refuse(matter, happening, RULES)
        matter = grown(noun, matter, happening, RULES)
    return matter


def test_a_life_on_a_roster() -> None:
    matter = lived(
        EVALUATOR,
        ("2026-03-01", APPOINTED),
        ("2026-06-01", Logged("半年座谈会")),
        ("2028-02-20", Reappointed(day("2028-03-01"), day("2030-02-28"), "A2")),
        ("2029-01-10", Dismissed("全年未参加活动")),
    )
    assert (matter.stage, matter.closed) == ("dismissed", day("2029-01-10"))
    kept = ("first", "since", "until", "terms", "activities", "certificate")
    assert [matter.values[name] for name in kept] == [day("2026-03-01"), day("2028-03-01"), day("2030-02-28"), 2, 1, "A2"]


@pytest.mark.parametrize(
    ("events", "refusal", "told"),
    [
        ([APPOINTED._replace(until_on=day("2026-02-28"))], WrongUsage, "before it begins"),
        ([APPOINTED._replace(source="abroad")], WrongUsage, "There is no source"),
        ([APPOINTED._replace(group="L9")], WrongUsage, "There is no contact group"),
        ([APPOINTED._replace(certificate="A 1")], WrongUsage, "is no number of a certificate"),
        ([APPOINTED, Reappointed(day("2026-03-01"), day("2030-02-28"))], NotAllowed, "The new term begins"),
        ([APPOINTED, Dismissed("…"), Logged("…")], NotAllowed, "serves no more"),
        ([APPOINTED, Struck("…"), Dismissed("…")], NotAllowed, "serves no more"),
    ],
)
def test_what_cannot_be(events: list[object], refusal: type[Refusal], told: str) -> None:
    with pytest.raises(refusal, match=told):
        lived(EVALUATOR, *(("2026-03-01", event) for event in events))


def test_rosters_sources_and_groups_are_named_by_id_or_name() -> None:
    assert [roster(text) for text in ("supervisor", "效能监督员", "公众测评员")] == [Roster.SUPERVISOR, Roster.SUPERVISOR, Roster.EVALUATOR]
    assert (id_of(rosters(RULES).sources, "媒体"), id_of(rosters(RULES).sources, "外星"), id_of((), "任意")) == ("media", None, "任意")
    with pytest.raises(WrongUsage, match="There is no roster"):
        roster("编外")


def test_a_submission_is_owed_its_reply_in_ten_working_days(shipped: Calendar) -> None:
    matter = lived(SUBMISSION, ("2026-04-01", Submitted("RY-2026-0001", "排队过长", "JS")))
    assert [(one.key, one.due) for one in deadlines_of(matter, shipped, None)] == [("submission", day("2026-04-16"))]
    answered = lived(SUBMISSION, ("2026-04-01", Submitted("RY-2026-0001", "排队过长", "JS")), ("2026-04-20", Answered("已增开窗口", adopted=True)))
    assert (answered.stage, answered.values["adopted"], answered.owed[0].ended) == ("replied", True, day("2026-04-20"))
    with pytest.raises(NotAllowed, match="waits for no reply"):
        SUBMISSION.refuse(answered, Happening(day("2026-04-21"), Withdrawn("…")), RULES)
