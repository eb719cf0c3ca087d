"""Who may do what, read as a table of persons, verbs and requests."""

from datetime import date

import pytest

from approvals.core.acting import Acting, acting
from approvals.core.permission import Duty, Touched, permit_duty, permit_event, permit_sight
from approvals.core.staff import Person, Role
from approvals.errors import NotAllowed
from approvals.language import say

TODAY = date(2026, 3, 2)
STAFF = (
    Person("liwen", "李文", "GH", (Role.CLERK,)),
    Person("zhoumin", "周敏", "GH", (Role.REVIEWER,)),
    Person("tanguohua", "谭国华", "GH", (Role.HEAD,)),
    Person("heqiang", "何强", "JS", (Role.CLERK,)),
    Person("yangli", "杨丽", "ZX", (Role.GENERAL_COUNTER,), items=("GH-03",)),
    Person("luoxia", "罗霞", "XN", (Role.OFFICE,)),
    Person("xiongwei", "熊伟", "ZX", (Role.REGISTRAR,)),
)
PLANNING, WORKS = Touched("GH", "GH-03", joint=("JS",)), Touched("JS", "JS-01")


def who(person: str, *, founding: bool = False) -> Acting:
    known = next((one for one in STAFF if one.id == person), None)
    return acting(person, known, STAFF, TODAY, founding=founding)


@pytest.mark.parametrize(
    ("person", "verb", "touched", "needed"),
    [
        ("liwen", "accepted", PLANNING, ""),
        ("liwen", "accepted", WORKS, "clerk, reviewer, head"),
        ("liwen", "decided", PLANNING, "reviewer, head"),
        ("zhoumin", "decided", PLANNING, ""),
        ("zhoumin", "voided", PLANNING, ""),
        ("heqiang", "decided", WORKS, ""),
        ("heqiang", "joint_replied", PLANNING, ""),
        ("heqiang", "accepted", PLANNING, "clerk, reviewer, head"),
        ("yangli", "received", PLANNING, ""),
        ("yangli", "received", WORKS, "clerk, reviewer, head"),
        ("yangli", "accepted", PLANNING, "clerk, reviewer, head"),
        ("luoxia", "accepted", PLANNING, "clerk, reviewer, head"),
        ("luoxia", "amended", PLANNING, "clerk, reviewer, head"),
        ("xiongwei", "accepted", PLANNING, "clerk, reviewer, head"),
    ],
)
def test_a_verb_takes_its_role_and_its_department(person: str, verb: str, touched: Touched, needed: str) -> None:
    if not needed:
        permit_event(who(person), verb, touched)
        return
    with pytest.raises(NotAllowed) as refused:
        permit_event(who(person), verb, touched)
    sentence = say(refused.value.template, refused.value.values)
    assert sentence.endswith(f"department {touched.department} has to do it, by one of these: {needed}.")


def test_a_login_nobody_knows_writes_nothing() -> None:
    with pytest.raises(NotAllowed, match="it may read, not write"):
        permit_event(who("stranger"), "accepted", PLANNING)


def test_a_registrar_stands_in_for_all_until_the_register_is_staffed() -> None:
    permit_event(who("xiongwei", founding=True), "decided", PLANNING)
    permit_event(acting("x", STAFF[-1], STAFF[-1:], TODAY, founding=False), "decided", PLANNING)


@pytest.mark.parametrize("duty", list(Duty))
def test_the_register_itself_is_the_registrars(duty: Duty) -> None:
    permit_duty(who("xiongwei"), duty)
    with pytest.raises(NotAllowed, match="it takes a registrar"):
        permit_duty(who("tanguohua"), duty)


def test_personal_data_in_clear_stays_in_the_department() -> None:
    permit_sight(who("liwen"), "GH")
    for person in ("heqiang", "luoxia", "xiongwei", "yangli"):
        with pytest.raises(NotAllowed, match="may not see personal data"):
            permit_sight(who(person), "GH")
