"""Problems of enterprises: raised, settled and off the list, put back on it; what is refused."""

from datetime import date

import pytest

from approvals.core.calendar import Calendar
from approvals.core.oversight.course import Voided
from approvals.core.oversight.problem import PROBLEM, Progressed, Raised, Reopened, Settled
from approvals.core.oversight.stage import Stage
from approvals.errors import NotAllowed, Refusal, WrongUsage
from mattered import RULES, due, lived

FLOOD = Raised("岭南建设集团有限公司", "工地门前道路积水", "JS", "heqiang", project="P1")


def test_without_a_day_the_files_say_by_when(shipped: Calendar) -> None:
    """Ten working days from Thursday 30 April 2026: 1 to 5 May rest, Saturday 9 May works."""
    matter = lived(PROBLEM, ("2026-04-30", FLOOD))
    assert (matter.stage, matter.title, matter.person) == (Stage.OPEN, "岭南建设集团有限公司：工地门前道路积水", "heqiang")
    assert due(matter, shipped) == {"problem": ("2026-05-18", None)}


def test_what_was_not_settled_after_all_is_owed_again(shipped: Calendar) -> None:
    matter = lived(
        PROBLEM,
        ("2026-03-02", FLOOD._replace(settle_by=date(2026, 3, 20))),
        ("2026-03-09", Progressed("已进场施工")),
        ("2026-03-18", Settled("排水管网已疏通", "云开督〔2026〕3号")),
        ("2026-03-24", Reopened("仍有积水", date(2026, 3, 31))),
    )
    assert due(matter, shipped) == {"problem": ("2026-03-20", "2026-03-18"), "problem/2": ("2026-03-31", None)}
    assert (matter.stage, matter.closed, matter.values["again"], "how" in matter.values) == (Stage.OPEN, None, 1, False)


@pytest.mark.parametrize(
    ("event", "on", "wrong"),
    [
        (Progressed("再查"), "2026-03-20", NotAllowed),
        (Settled("再销"), "2026-03-20", NotAllowed),
        (Reopened("积水"), "2026-03-17", NotAllowed),
        (Reopened("积水", date(2026, 3, 19)), "2026-03-20", WrongUsage),
    ],
)
def test_what_a_settled_one_refuses(event: object, on: str, wrong: type[Refusal]) -> None:
    with pytest.raises(wrong):
        lived(PROBLEM, ("2026-03-02", FLOOD), ("2026-03-18", Settled("已疏通")), (on, event))


def test_a_voided_one_owes_nothing_and_stays_voided(shipped: Calendar) -> None:
    matter = lived(PROBLEM, ("2026-03-02", FLOOD), ("2026-03-03", Voided("重复登记")))
    assert (matter.stage, due(matter, shipped)) == (Stage.VOIDED, {"problem": ("2026-03-16", "2026-03-03")})
    with pytest.raises(NotAllowed):
        lived(PROBLEM, ("2026-03-02", FLOOD), ("2026-03-03", Voided("重复登记")), ("2026-03-04", Reopened("积水")))


def test_where_the_files_say_no_limit_a_day_has_to_be_named() -> None:
    bare = RULES._replace(tables={})
    with pytest.raises(WrongUsage, match="By when"):
        lived(PROBLEM, ("2026-03-02", FLOOD), rules=bare)
    assert lived(PROBLEM, ("2026-03-02", FLOOD._replace(settle_by=date(2026, 3, 9))), rules=bare).owed[0].until == date(2026, 3, 9)
