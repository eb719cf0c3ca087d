"""What there is to do on a day: whose, in which order, and what is left out."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from approvals.core.agenda import Section, section_of
from approvals.core.deadline_kind import DeadlineKind
from approvals.desk.agenda import Task, agenda, whose
from approvals.desk.register import open_register
from console import run_line


def tasks(root: Path, day: str, *, person: str = "", department: str = "", everybody: bool = False) -> list[Task]:
    desk = open_register(root, date.fromisoformat(day))
    desk.actor = person
    found = agenda(desk, whose(desk, department, everybody=everybody))
    desk.connection.close()
    return found


TODAY, SOON = date(2026, 3, 27), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("kind", "due", "section"),
    [
        (DeadlineKind.PROMISED, "2026-03-26", Section.OVERDUE),
        (DeadlineKind.PROMISED, "2026-03-27", Section.TODAY),
        (DeadlineKind.PROMISED, "2026-03-31", Section.SOON),
        (DeadlineKind.PROMISED, "2026-04-01", None),
        (DeadlineKind.ACCEPTANCE, "2026-03-31", Section.SOON),
        (DeadlineKind.ACCEPTANCE, "2026-04-02", Section.ACCEPTANCE),
        (DeadlineKind.STOP, "2026-03-20", Section.PROCEDURE),
        (DeadlineKind.ORDER, "2026-04-30", Section.ORDER),
        (DeadlineKind.DUTY, "2026-03-20", Section.DUTY),
    ],
)
def test_how_a_deadline_presses(kind: DeadlineKind, due: str, section: Section | None) -> None:
    assert section_of(kind, date.fromisoformat(due), TODAY, SOON) is section


def test_a_clerk_sees_what_is_held_and_what_nobody_of_the_department_holds(demo: Path) -> None:
    found = tasks(demo, "2026-04-01", person="liwen")
    assert [(task.section, task.number, task.kind) for task in found] == [
        ("overdue", "2026-0003", "promised"),
        ("overdue", "2026-0001", "publication"),
        ("today", "2026-0001", "delivery"),
        ("acceptance", "2026-0010", "acceptance"),
    ]
    assert {(task.department, task.person) for task in found} <= {("GH", "liwen"), ("GH", "")}
    assert (found[-1].day, found[-1].days, found[-1].days_left) == (2, 5, 3)


def test_the_general_counter_sees_what_it_takes_in_and_hands_out(demo: Path) -> None:
    found = tasks(demo, "2026-04-01", person="yangli")
    assert {task.kind for task in found} == {"acceptance", "delivery"}
    assert ("acceptance", "2026-0010") in [(task.section, task.number) for task in found]
    assert len({task.department for task in found}) > 1


def test_a_department_sees_its_own_and_everybody_all(demo: Path) -> None:
    own = tasks(demo, "2026-04-01", person="liwen", department="JS")
    every = tasks(demo, "2026-04-01", person="liwen", everybody=True)
    assert {task.department for task in own} == {"JS"}
    assert set(own) < set(every)
    assert [Section(task.section).place for task in every] == sorted(Section(task.section).place for task in every)


def test_a_request_has_one_line_for_its_promise_and_its_law(demo: Path) -> None:
    handled = [task.number for task in tasks(demo, "2026-11-24", everybody=True) if task.kind in {"promised", "statutory"}]
    assert len(handled) == len(set(handled)) > 5


def test_while_a_procedure_runs_its_end_is_what_is_owed(demo: Path) -> None:
    found = [task for task in tasks(demo, "2026-11-24", everybody=True) if task.number == "2026-0012"]
    assert [(task.section, task.about.split("/")[0]) for task in found] == [("procedure", "专家评审")]


def test_nothing_is_shown_that_has_not_begun(demo: Path) -> None:
    assert [task for task in tasks(demo, "2026-01-05", everybody=True) if task.kind != "duty"] == []


def test_the_office_sees_the_cards_that_wait_for_it(sample: Path) -> None:
    assert run_line("check", "--today", "2026-11-24", "--register", str(sample)).code == 1
    with closing(sqlite3.connect(sample / "register.db", isolation_level=None)) as connection:
        connection.execute("update card set state = 'pending' where level = 'red' and subject_id = '2026-0003'")
    waiting = [task for task in tasks(sample, "2026-11-24", person="luoxia") if task.section == "card"]
    assert [(task.kind, task.about, task.title, task.department) for task in waiting] == [("pending", "2026-0003", "建设工程规划许可证核发", "GH")]
    assert [task for task in tasks(sample, "2026-11-24", person="liwen") if task.section == "card"] == []


def test_a_day_without_work_says_so(demo: Path) -> None:
    ended = run_line("today", "--today", "2026-02-01", "--register", str(demo), "--lang", "zh", "--as", "liwen")
    assert (ended.code, ended.out) == (0, "2026年2月1日 周日：两天内没有到期的事。\n")
