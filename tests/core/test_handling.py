"""Handling and its end beside the articles: steps and who takes them, consent to delivery, the check of a declaration."""

from datetime import date

import pytest

from approvals.core import events as kinds
from approvals.core.calendar import Calendar
from approvals.core.events import Accepted, Completed, Decided, Delivered, Received, Resumed, Stopped
from approvals.core.law import Law
from approvals.errors import NoSuchThing, NotAllowed
from living import dates, law_of, licence, lived

day = date.fromisoformat
RECEIVED = ("2026-03-02", Received("GH-03", "云岭软件公司"))
ACCEPTED = ("2026-03-02", Accepted())


@pytest.fixture(scope="session")
def law(shipped: Calendar) -> Law:
    return law_of(licence(), shipped)


def test_steps_have_limits_of_their_own_and_stop_with_the_whole(law: Law) -> None:
    begun = (RECEIVED, ACCEPTED, ("2026-03-03", kinds.StepBegun("审查")))
    assert dates(lived(law, *begun), law)["step/审查/1"] == "2026-03-06"
    rested = (*begun, ("2026-03-04", Stopped("检测", "特1", 5)), ("2026-03-09", Resumed("检测")))
    assert dates(lived(law, *rested, ("2026-03-10", kinds.StepDone("审查"))), law)["step/审查/1"] == "2026-03-11"
    with pytest.raises(NoSuchThing, match="has no step “盖章”"):
        lived(law, RECEIVED, ACCEPTED, ("2026-03-03", kinds.StepBegun("盖章")))


def test_the_person_responsible_stays_while_somebody_stands_in(law: Law) -> None:
    request = lived(law, RECEIVED, ACCEPTED, ("2026-03-03", kinds.Assigned("liwen")), ("2026-03-05", kinds.Assigned("zhoumin", stand_in=True)))
    assert (request.person, request.responsible) == ("zhoumin", "liwen")


def test_electronic_delivery_needs_consent(law: Law) -> None:
    done = (ACCEPTED, ("2026-03-10", Decided()), ("2026-03-11", Completed()), ("2026-03-12", Delivered("electronic", "e1")))
    with pytest.raises(NotAllowed, match="has not agreed"):
        lived(law, RECEIVED, *done)
    assert lived(law, ("2026-03-02", Received("GH-03", "甲", electronic=True)), *done).stage == "delivered"


def test_the_check_after_a_grant_on_declaration_has_its_own_clock(law: Law) -> None:
    granted = (RECEIVED, ACCEPTED, ("2026-03-02", Decided(check_by=day("2026-04-30"))))
    assert dates(lived(law, *granted), law)["declaration"] == "2026-04-30"
    broken = lived(law, *granted, ("2026-04-01", kinds.DeclarationChecked(kept=False)))
    assert [fault.rule for fault in broken.faults] == ["declaration-broken"]
    with pytest.raises(NotAllowed):
        lived(law, RECEIVED, ACCEPTED, ("2026-03-05", Decided()), ("2026-04-01", kinds.DeclarationChecked(kept=True)))
