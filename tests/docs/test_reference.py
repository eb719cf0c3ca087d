"""Machine output is a promise: what the program prints has the keys of docs/reference.md, in their order."""

import json
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from approvals.cli import endings
from approvals.core.calendar import DayKind
from approvals.core.card import CardState
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.document import DocumentKind
from approvals.core.guide import Item
from approvals.core.level import Level
from approvals.core.limits import Unit
from approvals.core.oversight.stage import Stage as MatterStage
from approvals.core.power import PowerRule
from approvals.core.stage import Stage
from approvals.core.terms import Handling, Kind, Offer
from approvals.desk.late import BatchRow, GapRow, LateRow
from approvals.desk.report import DeclaredRow
from approvals.entry import run_line
from approvals.errors import MachineFailed, NoSuchThing, NotAllowed, RegisterUnfit, WrongUsage
from approvals.store.periods import DutyFact
from console import run_line as run_on_sample

REFERENCE = (Path(__file__).parents[2] / "docs" / "reference.md").read_text(encoding="utf-8")
Run = Callable[..., Any]


def rows(heading: str) -> list[str]:
    """Return the first column of the table under a heading."""
    section = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##|\Z)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert section, heading
    return re.findall(r"^\| `?([\w.]+)`? \|", section[1], re.MULTILINE)[1:]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a register with one request being handled, late since March, that was stopped without a notice."""
    root = tmp_path_factory.mktemp("reference") / "register"
    for line in (
        f"init {root}",
        f"request receive GH-03 --applicant 云岭科技有限公司 --on 2026-03-02 --register {root}",
        f"request accept 2026-0001 --on 2026-03-03 --register {root}",
        f"request stop 2026-0001 专家评审 --on 2026-03-04 --register {root}",
        f"request resume 2026-0001 --on 2026-03-06 --register {root}",
    ):
        assert run_line(line.split()) == 0
    return root


@pytest.fixture
def printed(register: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a line with JSON asked for and returns what it printed."""

    def run(*line: str) -> object:
        run_line([*line, "--register", str(register)])
        return json.loads(capsys.readouterr().out)

    return run


def test_a_request(printed: Run) -> None:
    assert list(printed("request", "show", "2026-0001", "--format", "json")) == rows("Request")


def test_requests(printed: Run) -> None:
    assert [list(request) for request in printed("request", "list", "--format", "json")] == [rows("Request")]


def test_tasks_and_what_is_found(printed: Run) -> None:
    assert {tuple(task) for task in printed("today", "--all", "--format", "json")} == {tuple(rows("Task"))}
    assert [list(request) for request in printed("find", "GH-03", "--format", "json")] == [rows("Request")]


def test_an_explanation(printed: Run) -> None:
    told = printed("request", "explain", "2026-0001", "--format", "json")
    assert list(told) == rows("Explanation")
    assert {tuple(deadline) for deadline in told["deadlines"]} == {tuple(rows("Deadline"))}
    assert {tuple(day) for deadline in told["deadlines"] for day in deadline["days"]} == {tuple(rows("Counted day"))}
    assert {tuple(stop) for stop in told["stops"]} == {tuple(rows("Stop"))}
    assert {tuple(effect) for effect in told["effects"]} == {tuple(rows("Effect"))}
    assert {tuple(fault) for fault in told["faults"]} == {tuple(rows("Fault"))}


@pytest.mark.parametrize(
    ("noun", "number"), [("inspection", "JC"), ("supervision", "ZX"), ("visit", "ZF"), ("accountability", "WZ"), ("audit", "SJ"), ("problem", "WT")]
)
def test_matters(sample: Path, capsys: pytest.CaptureFixture[str], noun: str, number: str) -> None:
    told = {(key, name) for key, name in _facts() if key == noun}
    keys, found = rows("Matter"), []
    for words in (["list", "--all"], ["show", f"{number}-2026-0001"]):
        assert run_line([noun, *words, "--format", "json", "--register", str(sample), "--as", "luoxia"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    listed, shown = found
    assert [list(matter) for matter in listed] == [keys] * len(listed)
    assert list(shown) in ([*keys, "history"], [*keys, "name", "history"])
    assert {(noun, name) for matter in [*listed, shown] for name in matter["facts"]} <= told


def test_projects_and_groups(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*words: str) -> Any:  # noqa: ANN401 - JSON
        assert run_line([*words, "--format", "json", "--register", str(sample), "--as", "luoxia"]) == 0
        return json.loads(capsys.readouterr().out)

    (listed,), shown = told("project", "list"), told("project", "show", "P1")
    assert (list(listed), list(shown)) == (rows("Project"), [*rows("Project"), "joined", "problem_list", "duties", "history"])
    assert {tuple(column) for column in listed["columns"]} == {tuple(rows("Project column"))}
    assert {tuple(request) for request in shown["joined"]} == {tuple(rows("Joined request"))}
    assert [list(problem) for problem in shown["problem_list"]] == [rows("Matter")]
    assert [list(group) for group in told("group", "list")] == [rows("Group")]
    assert list(told("group", "show", "D1")) == [*rows("Group"), "duties"]


def _facts() -> list[tuple[str, str]]:
    """Return the facts of matters that the document names, each with its kind."""
    section = re.search(r"^### Facts of matters\n(.*?)(?=^##)", REFERENCE, re.MULTILINE | re.DOTALL)
    assert section
    return [(kind, name) for kind, names in re.findall(r"^\| (\w+) \| (.*?) \|", section[1], re.MULTILINE) for name in re.findall(r"`(\w+)`", names)]


def test_documents(printed: Run) -> None:
    known = printed("request", "print", "2026-0001", "--format", "json")
    assert [list(one) for one in known] == [rows("Listed document")] * 2
    assert list(printed("request", "print", "2026-0001", "acceptance", "--format", "json")) == rows("Printed document")


def test_a_status(register: Path, printed: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_line(["request", "slip", "2026-0001", "--register", str(register)]) == 0
    code = capsys.readouterr().out.split()[-1]
    assert list(printed("request", "status", code, "--format", "json")) == rows("Status")


@pytest.mark.parametrize("line", [("guide", "list"), ("guide", "search", "施工许可")])
def test_items(printed: Run, line: tuple[str, ...]) -> None:
    assert {tuple(item) for item in printed(*line, "--format", "json")} == {tuple(rows("Item"))}


def test_an_item_in_full(printed: Run) -> None:
    item = printed("guide", "show", "GH-03", "--format", "json")
    assert list(item) == rows("Item in full")
    assert list(item["details"]) == list(Item._fields)


def test_powers(printed: Run) -> None:
    assert {tuple(power) for power in printed("powers", "list", "--format", "json")} == {tuple(rows("Power"))}
    power = printed("powers", "show", "GH-Q01", "--format", "json")
    assert list(power) == rows("Power in full")
    assert [list(rule) for rule in power["details"]] == [list(PowerRule._fields)]


def test_a_bulletin(printed: Run) -> None:
    told = printed("bulletin", "monthly", "--date", "2026-03-01", "--format", "json")
    assert list(told) == rows("Bulletin")
    assert {tuple(figure) for figure in told["figures"]} == {tuple(rows("Figure"))}
    assert {tuple(department) for department in told["departments"]} == {tuple(rows("Requests of a department"))}
    assert rows("Missed duty") == list(DutyFact._fields)


def test_changes_and_versions(register: Path, printed: Run) -> None:
    file = register / "guide" / "guihua.toml"
    kept = file.read_text(encoding="utf-8")
    file.write_text(kept.replace("0000-8888 0008", "0000-8888 0088"), encoding="utf-8")
    assert {tuple(change) for change in printed("guide", "diff", "--format", "json")} == {tuple(rows("Change"))}
    file.write_text(kept, encoding="utf-8")
    versions = printed("guide", "history", "GH-03", "--format", "json")
    assert {tuple(version) for version in versions} == {tuple(rows("Version"))}
    assert {tuple(change) for version in versions for change in version["changes"]} == {tuple(rows("Change"))}


def test_figures_of_the_guide(printed: Run) -> None:
    assert {tuple(row) for row in printed("guide", "lapsed", "--before", "2026-11-24", "--format", "json")} == {tuple(rows("Lapsed limit"))}
    assert {tuple(line) for line in printed("guide", "reductions", "--format", "json")} == {tuple(rows("Cut"))}
    simulated = printed("guide", "simulate", "GH-03", "--promised", "7 工作日", "--format", "json")
    assert {tuple(row) for row in simulated} == {tuple(rows("Simulated promise"))}


def test_a_date(printed: Run) -> None:
    line = ("due", "--limit", "20 工作日", "--from", "2026-03-02", "--format", "json")
    assert list(printed(*line)) == rows("Date")[:-1]
    assert list(printed(*line, "--explain")) == rows("Date")


def test_the_dates_of_an_item(printed: Run) -> None:
    line = ("due", "--item", "GH-03", "--from", "2026-03-02", "--format", "json")
    assert list(printed(*line)) == [key for key in rows("Dates of an item") if not key.endswith("_days")]
    assert list(printed(*line, "--explain")) == rows("Dates of an item")


def test_a_batch(register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stop = {"from": "2026-03-09", "to": "2026-03-20", "notified": 5}
    question = dict(zip(rows("Question"), ("2026-03-02", "20 working days", [stop], True, 0), strict=True))
    (tmp_path / "asked").write_text(f"{json.dumps(question)}\n{{}}\n", encoding="utf-8")
    assert run_line(["due", "--batch", str(tmp_path / "asked"), "--register", str(register)]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(answer) for answer in answers] == [rows("Answer"), rows("Bad line")]


def test_a_check(printed: Run) -> None:
    found = printed("check", "--today", "2026-04-01", "--format", "json")
    assert list(found) == rows("Check")
    assert {tuple(card) for card in found["new"]} == {tuple(rows("Card"))}
    assert list(found["open"]) == [level for level in rows("Levels") if level != "none"]


def test_cards(printed: Run) -> None:
    printed("check", "--today", "2026-04-01", "--format", "json")
    cards = printed("card", "list", "--all", "--format", "json")
    assert {tuple(card) for card in cards} == {tuple(rows("Listed card"))}
    assert list(printed("card", "show", str(cards[0]["card"]), "--format", "json")) == [*rows("Listed card"), *rows("Card page")]
    assert list(printed("check", "--status", "--format", "json")) == rows("Heartbeat")
    scores = printed("report", "score", "--from", "2026-01-01", "--to", "2026-12-31", "--format", "json")
    assert {tuple(score) for score in scores} == {tuple(rows("Score"))}
    assert list(printed("policy", "try", "every-rule", "--format", "json")) == rows("Trial")


def test_a_message(register: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_line(["check", "--today", "2026-04-01", "--register", str(register)])
    capsys.readouterr()
    run_line(["notify", "--dry-run", "--register", str(register)])
    assert {tuple(json.loads(line)) for line in capsys.readouterr().out.splitlines()} == {tuple(rows("Message"))}


def test_a_year(printed: Run) -> None:
    year = printed("calendar", "show", "2026", "--format", "json")
    assert list(year) == rows("Year")
    assert {tuple(day) for day in year["days"]} == {tuple(rows("Day of a year"))}


def test_declared_dates() -> None:
    assert list(DeclaredRow._fields) == rows("Declared date")


def test_late_entries_and_drawn_events(printed: Run) -> None:
    assert [list(kind._fields) for kind in (LateRow, BatchRow, GapRow)] == [rows(name) for name in ("Late entry", "Batch", "Missing number")]
    assert {tuple(event) for event in printed("report", "sample", "--format", "json")} == {tuple(rows("Drawn event"))}


def test_many_registers(printed: Run, register: Path) -> None:
    registers = ("--registers", str(register), "--today", "2026-04-01", "--format", "json")
    assert {tuple(late) for late in printed("fleet", "list", *registers)} == {tuple(rows("Overdue request"))}
    assert {tuple(figures) for figures in printed("fleet", "report", *registers)} == {tuple(rows("Figures of a register"))}
    assert {tuple(check) for check in printed("fleet", "check", *registers)} == {tuple(rows("Next check of a register"))}


def test_an_export_and_a_merging(register: Path, printed: Run, tmp_path: Path) -> None:
    settings = register / "register.toml"
    before = settings.read_text(encoding="utf-8")
    assert list(printed("register", "export", str(tmp_path / "YL.jsonl"), "--format", "json")) == rows("Export")
    settings.write_text(before.replace('"YL"', '"ZONE"'), encoding="utf-8")
    assert list(printed("register", "merge", str(tmp_path / "YL.jsonl"), "--dry-run", "--format", "json")) == rows("Merging")
    settings.write_text(before, encoding="utf-8")


def test_verification_and_head(printed: Run) -> None:
    assert list(printed("register", "verify", "--format", "json")) == rows("Verification")
    assert list(printed("register", "head", "--format", "json")) == rows("Head of the chain")


def test_backup_and_restoration(printed: Run, tmp_path: Path) -> None:
    made = printed("register", "backup", str(tmp_path), "--format", "json")
    assert list(made) == rows("Backup")
    assert list(printed("register", "restore", made["folder"], "--yes", "--format", "json")) == rows("Restoration")


def test_columns_of_views(printed: Run) -> None:
    assert {tuple(column) for column in printed("sql", "--format", "json")} == {tuple(rows("Column of a view"))}


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Documents", DocumentKind),
        ("Stages of matters", MatterStage),
        ("Stages", Stage),
        ("Kinds of deadlines", DeadlineKind),
        ("Levels", Level),
        ("States of cards", CardState),
        ("Kinds of items", Kind),
        ("Handlings", Handling),
        ("Offers", Offer),
        ("Units", Unit),
        ("Days", DayKind),
    ],
)
def test_words(heading: str, words: type[StrEnum]) -> None:
    assert rows(heading) == list(words)


def test_complaints(sample: Path) -> None:
    page = [*rows("Complaint"), "complainant", "contact", "text", "history"]
    assert list(shown(sample, "complaint", "show", "TS-2026-0005")) == page
    assert {tuple(one) for one in shown(sample, "complaint", "list")} == {tuple(rows("Complaint"))}
    assert {tuple(group) for group in shown(sample, "complaint", "alike", "--today", "2026-04-01")} == {tuple(rows("Group of complaints"))}
    assert [list(one) for one in shown(sample, "complaint", "meeting", "TS-2026-0001", "TS-2026-0002", "--decision", "窗口实行双岗")] == [page, page]


def test_ratings(sample: Path) -> None:
    assert list(shown(sample, "rating", "show", "PJ-2026-0001")) == [*rows("Rating"), "rater", "contact", "text", "history"]
    assert {tuple(rating) for rating in shown(sample, "rating", "list", "--each")} == {tuple(rows("Rating"))}
    assert {tuple(counts) for counts in shown(sample, "rating", "list")} == {tuple(rows("Ratings of a department"))}


def test_rosters_and_evaluations(sample: Path) -> None:
    member, submitted = rows("Member of a roster"), rows("Submission")
    assert list(shown(sample, "evaluator", "show", "RY-2026-0001")) == [*member, "history"]
    assert {tuple(one) for one in shown(sample, "evaluator", "list")} == {tuple(member)}
    assert list(shown(sample, "submission", "show", "FY-2026-0001")) == [*submitted, "text", "history"]
    assert {tuple(one) for one in shown(sample, "submission", "list")} == {tuple(submitted)}
    assert {tuple(one) for one in shown(sample, "evaluation", "list")} == {tuple(rows("Evaluation"))}
    result = shown(sample, "evaluation", "result", "PY-2026-0002")
    assert list(result) == rows("Result of an evaluation")
    assert {tuple(one) for one in result["departments"]} == {tuple(rows("Department in a result"))}


def test_an_assessment(sample: Path) -> None:
    found = shown(sample, "assess", "--year", "2026")
    assert list(found) == rows("Assessment")
    assert {tuple(one) for one in found["departments"]} == {tuple(rows("Department in an assessment"))}
    figures = shown(sample, "assess", "show", "GH", "--year", "2026")
    assert {tuple(one) for one in figures} == {tuple(rows("Figure of an assessment"))}
    assert {tuple(one) for figure in figures for one in figure["items"]} == {tuple(rows("Item beneath a figure"))}


def shown(sample: Path, *line: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a line of the efficiency office prints as JSON on the sample register."""
    return json.loads(run_on_sample(*line, "--format", "json", "--as", "luoxia", "--register", str(sample)).out)


def test_exit_codes() -> None:
    refusals = {refusal.exit_code for refusal in (WrongUsage, NoSuchThing, NotAllowed, RegisterUnfit, MachineFailed)}
    codes = {0, 1, *refusals, endings.USAGE, endings.BUG, endings.INTERRUPTED, endings.BROKEN_PIPE}
    assert [int(code) for code in rows("Exit codes")] == sorted(codes)
