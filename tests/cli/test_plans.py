"""No command about one request reads through a table that grows with the register, whether SQLite knows the size of its tables or not.

The example of each command is run on the sample register, and SQLite is asked for its plan of every statement that was made: once as in a
register that grew since its last migration, which knows nothing of its sizes, and once as `ANALYZE` leaves one of a million requests.
"""

import re
import shlex
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from approvals.cli.app import PROGRAM
from approvals.cli.lazy import Noun, Verb
from approvals.store.database import create
from console import Run


def examples(noun: str, *, without: set[str]) -> Iterator[str]:
    """Yield the examples of the commands of a noun."""
    entry = PROGRAM.verbs[noun]
    assert isinstance(entry, Noun)
    for name, verb in entry.verbs.items():
        if name not in without and isinstance(verb, Verb):
            yield verb.example


# An import goes through a table; what a slip's code asks for, `show` asks for; the others begin with a card that another command made.
LINES = (
    *examples("request", without={"import", "status"}),
    *examples("card", without={"list", "confirm", "cancel", "rule", "reply"}),
    "request list --department GH",
    "request list --item GH-03",
    "request print 2026-0001",
    "card list --request 2026-0002",
    "complaint record 窗口无人在岗 --channel hotline --about attitude --department JS --as luoxia",
    "accountability record JS --measure talk --reason 窗口脱岗 --decided-by 党工委会议 --because TS-2026-0001 --as luoxia",
    "evaluator show RY-2026-0001 --as luoxia",
    "today",
    "today --department GH",
    "find 王伟",
    "find 2026-0003",
    "find GH-03",
    "find 云开资规〔2026〕1号",
)
# As long as the guide is, the staff, and the tables that the year fills.
SHORT = {"entry", "known", "CONSTANT", "(subquery-1)", "adopted", "item", "i", "department", "counter", "initials"}
# Indices that hold what is open, or what is rare, alone.
FEW = {
    *("request_open", "request_item", "request_department", "request_provisional", "matter_open", "card_waiting"),
    *("deadline_open", "deadline_acceptance", "deadline_beside", "event_late", "event_renumbered"),
}
MILLION = """
event event_subject 5800050 2900025 6 1
personal personal 1000000 1 1
request request 1000000 1
request request_open 50000 5556 1 1 1 1 1
request request_item 50000 50000 5556
request request_department 50000 50000
request request_applicant 1000000 8 8
deadline deadline 4900214 2450107 5 1
deadline deadline_open 100214 504 489 1 1
deadline deadline_beside 214 107 1
next_card next_card 100214 499 489 1 1
next_card next_card_subject 100214 50107 3
card card 20000 20000 1 1 1 1
piece piece 2981444 525 1
matter matter 2000 200 1
matter matter_day 2000 200 2
matter matter_open 100 10 1
item item 148 1 1
department department 24 1
"""
Plan = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Plan]]:
    """Return what asks SQLite for the steps of its plan: of a register that knows nothing of its sizes, and of one that knows them."""
    ignorant, knowing = (tmp_path_factory.mktemp(name) for name in ("ignorant", "knowing"))
    for folder, rows in ((ignorant, ""), (knowing, MILLION)):
        with closing(create(folder)) as connection:
            connection.execute("delete from sqlite_stat1")
            connection.executemany("insert into sqlite_stat1 values (?, ?, ?)", (line.split(" ", 2) for line in rows.strip().splitlines()))
    with closing(sqlite3.connect(ignorant / "register.db")) as first, closing(sqlite3.connect(knowing / "register.db")) as second:
        yield [_plan(first), _plan(second)]


def _plan(connection: sqlite3.Connection) -> Plan:
    def asked(statement: str) -> list[str]:
        return [row[3] for row in connection.execute(f"explain query plan {statement}")]

    return asked


@pytest.fixture
def asked(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Return what runs a line on the sample register and returns the statements that it made."""
    monkeypatch.chdir(sample)

    def statements(line: str) -> list[str]:
        made: list[str] = []
        real = sqlite3.connect

        def traced(*words: str, **named: bool) -> sqlite3.Connection:
            connection = real(*words, **named)  # type: ignore[call-overload]
            connection.set_trace_callback(made.append)
            assert isinstance(connection, sqlite3.Connection)
            return connection

        monkeypatch.setattr(sqlite3, "connect", traced)
        ended = run(*shlex.split(line))
        assert ended.code == 0, ended
        # Those of triggers are told as comments.
        return [text for text in dict.fromkeys(made) if re.match(r"\s*(with|select|insert|update|delete)\b", text)]

    return statements


def read_through(step: str, statement: str) -> bool:
    """Tell whether a step of a plan reads a table from its beginning to its end, or all events or deadlines of requests."""
    if step.startswith("SCAN ") and not statement.rstrip().endswith("order by sequence desc limit 1"):
        return step.split()[1] not in SHORT and not FEW & set(step.split())
    return step.endswith("(subject_kind=?)") and "subject_kind = 'request'" in statement and not FEW & set(step.split())


@pytest.mark.parametrize("line", LINES)
def test_what_a_line_asks_is_looked_up(asked: Callable[[str], list[str]], plans: list[Plan], line: str) -> None:
    statements = asked(line)
    assert statements
    wrong = [(statement, step) for statement in statements for plan in plans for step in plan(statement) if read_through(step, statement)]
    assert wrong == []


def test_a_list_begins_before_it_was_read_to_its_end(asked: Callable[[str], list[str]], plans: list[Plan]) -> None:
    statement = next(text for text in asked("request list") if "from request" in text)
    for plan in plans:
        assert plan(statement) == ["SCAN request USING INDEX request_open"]
