"""Each parser of the program, fed one fuzzed input: it may answer with findings or with a refusal, and with nothing else."""

import os
import shlex
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from approvals import language
from approvals.cli.app import PROGRAM
from approvals.cli.lazy import Noun
from approvals.core.calendar import Calendar, year_from
from approvals.core.guide import item_from
from approvals.core.policy import policy_from
from approvals.core.rules.problem import Severity
from approvals.core.rules.reading import tables_of
from approvals.core.staff import people_from
from approvals.desk.due import answers
from approvals.desk.importing import carry_out, prepare
from approvals.desk.register import Desk, open_register
from approvals.desk.shipped import shipped_calendar
from approvals.errors import Refusal
from approvals.files.calendar import read_calendar
from approvals.files.guide import read_guide
from approvals.files.mapping import read_mapping
from approvals.files.reader import Finding, Source
from approvals.files.settings import read_policy, read_staff
from approvals.language import say, spoken
from console import run_line
from fuzz import mutated_bytes, mutated_line

TODAY = date(2026, 11, 24)
Feed = Callable[[Random], object]
"""Feeds one input made by chance; anything that is raised is a bug."""

SEEDS = Path(__file__).parent / "seeds"
_BATCH = (
    '{"from": "2026-03-02", "limit": "20 working days", "stops": [{"from": "2026-03-09", "to": "2026-03-20", "notified": 5}], "cap": true, "extension": 10}\n'
    '{"from": "2026-03-02T10:30", "limit": "24 小时"}\n{"from": "2026-01-31", "limit": "1 个月"}\n'
)
_ROWS = (
    "编号,申请人,收件,受理,决定,办结,结果,理由,备注\n"
    'A-1,"云岭, 科技",2026-03-02,2026-03-03,2026-03-10,2026-03-11,准予,,\n'
    "A-2,王伟,2026-03-02 10:30,2026-03-03,,,,,\n"
    'A-3,"李\n文",02/03/2026,,2026-03-10,2026-03-11,不予,缺少材料,\n'
)
_ENDINGS = frozenset({0, 1, 2, 4, 5, 6, 130})
"""Exit codes that are an answer: 3 is a bug, 7 a failure of the machine; 130 is how a question ends that nobody answers."""
# What the machine is rightly blamed for: a name of a file too long, no register that answers.
_FAILED = ("is too long for the name of a file", "did not answer")
# They would end the run, or run for seconds without reading more of their line.
_LEFT_OUT = frozenset({"demo", "init"})


def _seed(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")


def guide(scratch: Path) -> Feed:
    """Read a guide, and make its items where it has no error."""
    calendar = shipped_calendar()

    def read(root: Path) -> tuple[Iterable[Finding], Iterable[Source]]:
        files = read_guide(root, TODAY, calendar)
        return files.findings, files.sources

    return _file(scratch, "guide/guihua.toml", "guide.toml", read, lambda table: [item_from(item) for _place, item in tables_of(table, "item")])


def calendar(scratch: Path) -> Feed:
    """Read a calendar, and count with it where it has no error."""

    def read(root: Path) -> tuple[Iterable[Finding], Iterable[Source]]:
        files = read_calendar(root)
        return files.findings, files.sources

    return _file(scratch, "calendar/2020.toml", "calendar.toml", read, lambda table: Calendar([year_from(table)]))


def policy(scratch: Path) -> Feed:
    """Read a policy."""

    def read(root: Path) -> tuple[Iterable[Finding], Iterable[Source]]:
        file = read_policy(root)
        return file.findings, [file.source] if file.source else []

    return _file(scratch, "policy.toml", "policy.toml", read, policy_from)


def staff(scratch: Path) -> Feed:
    """Read the staff."""

    def read(root: Path) -> tuple[Iterable[Finding], Iterable[Source]]:
        file = read_staff(root, {"GH"})
        return file.findings, [file.source] if file.source else []

    return _file(scratch, "staff.toml", "staff.toml", read, lambda table: list(people_from(table)))


def mapping(scratch: Path) -> Feed:
    """Read a mapping."""

    def read(root: Path) -> tuple[Iterable[Finding], Iterable[Source]]:
        file = read_mapping(root / "mapping.toml", TODAY)
        return file.findings, []

    return _file(scratch, "mapping.toml", "mapping.toml", read, lambda _table: None)


def _file(
    scratch: Path, name: str, seed: str, read: Callable[[Path], tuple[Iterable[Finding], Iterable[Source]]], make: Callable[[dict[str, object]], object]
) -> Feed:
    file, text = scratch / name, _seed(seed)
    file.parent.mkdir(parents=True, exist_ok=True)

    def feed(chance: Random) -> None:
        file.write_bytes(mutated_bytes(chance, text))
        findings, sources = read(scratch)
        _say(chance, findings)
        if not any(finding.problem.severity is Severity.ERROR for finding in findings):
            for source in sources:
                make(source.table)

    return feed


def _say(chance: Random, findings: Iterable[Finding]) -> None:
    language.choose(chance.choice(("en", "zh_CN")))
    for finding in findings:
        if spoken(finding).count("\n"):
            raise AssertionError(finding)


def batch(_scratch: Path) -> Feed:
    """Answer a file of `due --batch`, one answer for each of its lines."""
    calendar = shipped_calendar()

    def feed(chance: Random) -> None:
        lines = mutated_bytes(chance, _BATCH).splitlines(keepends=True)
        told = [answer.plain() for answer in answers(lines, calendar, lambda refusal: say(refusal.template, refusal.values))]
        if len(told) != len(lines):
            raise AssertionError(lines)

    return feed


def table(scratch: Path) -> Feed:
    """Import a table into a register: what it tells of a request is taken whole or not at all."""
    root = scratch / "register"
    _founded(root)
    file, rules = scratch / "rows.csv", scratch / "mapping.toml"
    rules.write_text(_seed("mapping.toml"), encoding="utf-8")
    desk = open_register(root, TODAY)
    desk.actor = "liwen"

    def feed(chance: Random) -> None:
        file.write_bytes(mutated_bytes(chance, _ROWS))
        try:
            imported = carry_out(desk, prepare(desk, file, rules))
        except Refusal as refusal:
            say(refusal.template, refusal.values)
        else:
            _say(chance, imported.findings)
        if half := _half_written(desk):
            raise AssertionError(half)

    return feed


def _half_written(desk: Desk) -> list[tuple[str, ...]]:
    """Return the requests that have events but no row, or a row but no receipt."""
    return desk.connection.execute(
        "select subject_id from event where subject_kind = 'request' except select number from request"
        " union all select * from (select number from request except select subject_id from event where type = 'received')"
    ).fetchall()


def line(scratch: Path) -> Feed:
    """Run a line on the sample register: an exit code that is no bug's, and nothing written unsaid where it was refused."""
    root, here = scratch / "register", scratch / "here"
    here.mkdir()
    _founded(root)
    lines = [shlex.split(example) for example in _examples(PROGRAM)]
    words = sorted({word for example in lines for word in example})
    state = _State(root)

    def feed(chance: Random) -> None:
        typed = mutated_line(chance, list(chance.choice(lines)), words)
        # No system hands on a word with a NUL, and the run keeps to its own folder.
        if any(word in _LEFT_OUT or "\0" in word or "/" in word for word in typed):
            return
        before, back = state.events(), Path.cwd()
        os.chdir(here)
        try:
            ended = run_line("--register", str(root), *typed, typed=b"1234\n")
        finally:
            os.chdir(back)
        if "Traceback" in ended.err or (ended.code not in _ENDINGS and not any(said in ended.err for said in _FAILED)):
            raise AssertionError(typed, ended)
        # Of several requests on a line, those before the refused one are written, and said.
        if ended.code > 1 and state.events() != before and not ended.out:
            raise AssertionError(typed, ended)

    return feed


class _State:
    def __init__(self, root: Path) -> None:
        self._connection = sqlite3.connect(root / "register.db", isolation_level=None)

    def events(self) -> int:
        return int(self._connection.execute("select count(*) from event").fetchone()[0])


def _examples(noun: Noun) -> Iterator[str]:
    for verb in noun.verbs.values():
        if isinstance(verb, Noun):
            yield from _examples(verb)
        else:
            yield verb.example


def _founded(root: Path) -> None:
    if not root.exists():
        code, _out, err = run_line("demo", str(root), "--lang", "en")
        if code:
            raise AssertionError(err)


PARSERS: dict[str, Callable[[Path], Feed]] = {
    "guide": guide,
    "policy": policy,
    "staff": staff,
    "calendar": calendar,
    "mapping": mapping,
    "table": table,
    "batch": batch,
    "line": line,
}
