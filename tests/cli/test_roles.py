"""Every command of the table, typed by every role: whatever a line does, nothing stands in the ledger that its person may not record."""

import shlex
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from account import act_from
from approvals.cli.app import PROGRAM
from approvals.cli.lazy import Noun, Verb
from approvals.core.oversight.nouns import NOUNS
from console import Ended, run_line

# These lay down or read; the nightly check decides nothing, and a shift is begun with the person's own PIN.
_READS = {"init", "demo", "guide", "calendar", "policy", "mapping", "print", "fleet", "sql", "due", "check", "notify", "login", "logout"}
_COUNTER = {"received", "mended", "supplied", "delivered", "handed_over"}
_CARDS = {"confirmed", "cancelled", "told", "ruled", "revoked", "ordered"}
_REGISTER = {"personal", "adoption", "import", "register"}
_OF = """
    select e.subject_kind, e.type, coalesce(r.department, nullif(m.department, ''), m.facts ->> '$.departments[0]', '') from event e
    left join request r on r.number = e.subject_id left join matter m on m.kind = e.subject_kind and m.number = e.subject_id where e.sequence > ?
"""
# What a department records of a matter that concerns it; everything else of oversight is the office's.
_OWN = {"progressed", "handled", "done", "rated", "answered", "rectified", "cooperated", "settled"}
_OVERSIGHT = {"duty", *NOUNS}


class May:
    """What a person may leave in the ledger."""

    def __init__(
        self, *, department: str = "", requests: frozenset[str] = frozenset(), cards: frozenset[str] = frozenset(), register: bool = False, pins: bool = False
    ) -> None:
        """Say of which department everything, else which events of any request, which of cards; whether what is the register's, or the own PIN."""
        self.department, self.requests, self.cards, self.register, self.pins = department, requests, cards, register, pins
        self.oversight = "ruled" in cards

    def record(self, kind: str, what: str, department: str) -> bool:
        """Tell whether an event of this kind may be theirs."""
        if kind == "request":
            return what in self.requests or (bool(self.department) and department == self.department)
        if kind == "card":
            return what in self.cards
        if kind == "rating" and what in self.requests:
            return True
        if kind in _OVERSIGHT:
            return self.oversight or (what in _OWN and bool(self.department) and department == self.department)
        if kind == "person":
            return self.register or self.pins
        return self.register if kind in _REGISTER else bool(self.department) and kind == "document"


PERSONS = {
    "stranger": May(),
    "luoxia": May(cards=frozenset(_CARDS)),
    "yangli": May(requests=frozenset(_COUNTER | {"rated"})),
    "heqiang": May(department="JS", cards=frozenset({"told", "appealed", "replied"})),
    "liwen": May(department="GH", pins=True),
    "xiongwei": May(register=True),
}


def examples(noun: Noun) -> Iterator[list[str]]:
    """Yield the example of every command that may write, without the person whom it names."""
    for name, entry in noun.verbs.items():
        if noun is PROGRAM and name in _READS:
            continue
        if isinstance(entry, Noun):
            yield from examples(entry)
        elif isinstance(entry, Verb):
            words = shlex.split(entry.example.replace("CARD", "2026-0002"))
            place = words.index("--as") if "--as" in words else len(words)
            yield words[:place] + words[place + 2 :]


@pytest.fixture
def staffed(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register with a staff file of its own in force."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)
    with (sample / "staff.toml").open("a", encoding="utf-8") as file:
        file.write("# 2026\n")
    assert run_line("adopt", "staff", "--yes").code == 0
    return sample


def written_since(root: Path, sequence: int) -> list[tuple[str, str, str]]:
    """Return the events after one: kind of subject, type, department of the request."""
    connection = sqlite3.connect(root / "register.db")
    rows = connection.execute(_OF, (sequence,)).fetchall()
    connection.close()
    return rows


@pytest.mark.parametrize("person", PERSONS)
def test_nobody_leaves_what_is_not_theirs(person: str, staffed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sequence = len(written_since(staffed, 0))
    act_from(person, monkeypatch)
    for line in examples(PROGRAM):
        ended = run_line(*line, typed=b"274190\n")
        assert ended.code not in {3, 7}, (line, ended)
    may, found = PERSONS[person], written_since(staffed, sequence)
    assert [event for event in found if not may.record(*event)] == []
    assert bool(found) is (person != "stranger")


def at(person: str, *line: str) -> Ended:
    """Run a line as the person whose account it is."""
    with pytest.MonkeyPatch.context() as patch:
        act_from(person, patch)
        return run_line(*line)


REFUSED: Mapping[tuple[str, ...], str] = {
    ("luoxia", "request", "amend", "2026-0003", "52", "--reason", "日期", "--struck"): "department GH has to do it, by one of these: clerk, reviewer, head.",
    ("heqiang", "request", "decide", "2026-0003"): "department GH has to do it, by one of these: reviewer, head.",
    ("liwen", "request", "decide", "2026-0003"): "department GH has to do it, by one of these: reviewer, head.",
    ("yangli", "request", "accept", "2026-0010"): "department GH has to do it, by one of these: clerk, reviewer, head.",
    ("yangli", "request", "print", "2026-0001", "acceptance"): "department GH has to do it, by one of these: clerk, reviewer, head.",
    ("luoxia", "request", "print", "2026-0001", "acceptance"): "department GH has to do it, by one of these: clerk, reviewer, head.",
    (
        "zhoumin",
        *["request", "extend", "2026-0003", "--days", "5", "--approver", "谭国华", "--reason", "论证", "--told-on", "2026-04-02", "--on", "2026-04-02"],
    ): ("it takes the approver that the item names, 本行政机关负责人, in department GH 谭国华."),
    ("xiongwei", "request", "accept", "2026-0010"): "department GH has to do it, by one of these: clerk, reviewer, head.",
    ("tanguohua", "card", "revoke", "2026-0002", "--reason", "误"): "This is for the efficiency office",
    ("yangli", "card", "tell", "2026-0002"): "This is for the efficiency office, or for the carded department JS",
    ("liwen", "register", "export", "x.jsonl"): "it takes a registrar, or --without-personal.",
    ("liwen", "register", "merge", "x.jsonl"): "it takes a registrar.",
    ("liwen", "register", "rebuild"): "it takes a registrar.",
    ("liwen", "register", "anonymise", "--before", "2026-03-21", "--yes"): "it takes a registrar.",
    ("luoxia", "request", "show", "2026-0003", "--unmask", "--purpose", "核对"): "department GH may, by one of these: clerk, reviewer, head.",
    ("nobody", "request", "accept", "2026-0010"): "belongs to nobody in service",
}


@pytest.mark.parametrize("line", REFUSED, ids=" ".join)
@pytest.mark.usefixtures("staffed")
def test_a_refusal_names_who_may(line: tuple[str, ...]) -> None:
    ended = at(*line)
    assert ended.code == 5, ended
    assert REFUSED[line] in ended.err


@pytest.mark.usefixtures("staffed")
def test_a_decision_is_put_right_by_those_who_decide() -> None:
    assert at("zhoumin", "request", "decide", "2026-0003", "--on", "2026-03-18").code == 0
    line = ("request", "amend", "2026-0003", str(len(written_since(Path(), 0))), "--reason", "笔误", "--set", "document=云开资规准〔2026〕8号")
    ended = at("liwen", *line)
    assert ended.code == 5
    assert "by one of these: reviewer, head." in ended.err
    assert at("zhoumin", *line).code == 0


def restaffed(root: Path, old: str, new: str) -> None:
    """Change the staff file and adopt it."""
    file = root / "staff.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert run_line("adopt", "staff", "--yes").code == 0


def test_a_counter_receives_what_it_lists_and_hands_over_with_a_timed_slip(staffed: Path) -> None:
    restaffed(staffed, 'roles = ["general_counter"]', 'roles = ["general_counter"]\nitems = ["GH-03"]')
    assert at("yangli", "request", "receive", "GH-03", "--applicant", "甲", "--on", "2026-04-01").code == 0
    refused = at("yangli", "request", "receive", "SC-01", "--applicant", "甲")
    assert refused.code == 5
    assert "department SC has to do it" in refused.err
    handed = at("yangli", "request", "hand-over", "2026-0018", "--to", "GH", "--taker", "李文")
    assert handed.code == 0
    assert "李文" in handed.out


def test_whose_service_has_ended_writes_nothing(staffed: Path) -> None:
    restaffed(staffed, 'login = ["zhoumin"]\nfrom = 2026-01-01', 'login = ["zhoumin"]\nfrom = 2026-01-01\nto = 2026-06-30')
    ended = at("zhoumin", "request", "decide", "2026-0003")
    assert ended.code == 5
    assert "The login zhoumin belongs to nobody in service" in ended.err
    assert at("zhoumin", "request", "show", "2026-0003").code == 0
