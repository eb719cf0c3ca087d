"""Evaluations in a register: ballots typed and imported, one for each named respondent and department, nothing shown while it is open."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from console import Ended, run_line

HEADING = "部门,测评主体,信息公开,依法办事,服务质量,廉洁自律,诚实守信,整改效果,办事效率\n"
GOOD = [f"{code},{group},1,满意,2,3,-,不了解,{place % 4 + 1}" for code in ("JS", "规划") for group in ("效能监督员", "evaluator") for place in range(6)]


def line(sample: Path, *words: str, person: str = "luoxia") -> Ended:
    """Run a line as somebody."""
    return run_line(*words, "--as", person, "--register", str(sample), "--lang", "en")


def table(folder: Path, *rows: str, heading: str = HEADING, name: str = "ballots.csv") -> str:
    """Write a table beside the register and return its path."""
    file = folder / name
    file.write_text(heading + "".join(f"{row}\n" for row in rows).replace("规划", "GH"), encoding="utf-8")
    return str(file)


def test_ballots_of_a_table_are_counted_by_department_aspect_and_level(sample: Path, tmp_path: Path) -> None:
    assert line(sample, "evaluation", "import", "PY-2026-0001", table(tmp_path, *GOOD), "--on", "2026-04-02").out.startswith("24 ballots taken")
    assert line(sample, "evaluation", "ballot", "PY-2026-0001", "JS", "--group", "supervisor", *"1211-21", "--on", "2026-04-03").code == 0
    closed = line(sample, "evaluation", "close", "PY-2026-0001", "--on", "2026-04-10")
    assert closed.out == "PY-2026-0001 is closed with 25 ballots: approvals evaluation result PY-2026-0001\n"
    found = json.loads(line(sample, "evaluation", "result", "PY-2026-0001", "--format", "json", person="liwen").out)
    planning, building, market = found["departments"]
    assert (planning["valid"], planning["score"], planning["exact"]) == (12, 82.0, "82")
    assert (building["valid"], building["aspects"][6]["levels"]) == (13, {"satisfied": 5, "basically": 4, "fair": 2, "dissatisfied": 2})
    assert (building["aspects"][5]["dont_know"], building["aspects"][5]["score"]) == (None, None)
    assert (market["suppressed"], market["score"], market["ballots"]) == (True, None, None)
    assert line(sample, "register", "verify").code == 0


def test_every_wrong_cell_is_told_and_an_anonymous_table_is_taken_whole_or_not(sample: Path, tmp_path: Path) -> None:
    file = table(tmp_path, *GOOD[:3], "ZZ,服务对象,1,1,2,9,-,1,2", "SC,谁,1,1,2,1,-,1,好", "CZ,served,1,1,1,1,1,1,1")
    ended = line(sample, "evaluation", "import", "PY-2026-0001", file, "--on", "2026-04-02")
    told = [
        text.replace(f"{file}:", "").partition(": ")[0] + ": " + text.replace(f"{file}:", "").partition(": ")[2][:40] for text in ended.out.splitlines()[2:]
    ]
    assert (ended.code, ended.out.splitlines()[0]) == (1, "0 ballots taken, 0 cast already, 3 rows refused.")
    assert "so 3 good rows were not taken either" in ended.out
    assert [text.split(":")[0] + text.split("column")[1][:7] for text in told[:-1]] == [
        "5 “部门”: ",
        "5 “廉洁自律”",
        "6 “测评主体”",
        "6 “办事效率”",
        "7 “部门”: ",
    ]
    assert line(sample, "evaluation", "list", "--format", "json").out.count('"ballots": 0') == 2


def test_the_same_file_of_anonymous_ballots_is_taken_once(sample: Path, tmp_path: Path) -> None:
    file = table(tmp_path, *GOOD)
    assert line(sample, "evaluation", "import", "PY-2026-0001", file, "--on", "2026-04-02").code == 0
    again = line(sample, "evaluation", "import", "PY-2026-0001", file, "--on", "2026-04-02")
    assert (again.code, "are in evaluation PY-2026-0001 already" in again.err) == (5, True)


def test_the_order_of_anonymous_ballots_tells_nothing(sample: Path, tmp_path: Path) -> None:
    """However the rows lay, the ledger holds them by their content."""
    rows = {}
    for order, name in ((GOOD, "one.csv"), (GOOD[::-1], "other.csv")):
        copy = Path(shutil.copytree(sample, tmp_path / name.removesuffix(".csv")))
        line(copy, "evaluation", "import", "PY-2026-0001", table(tmp_path, *order, name=name), "--on", "2026-04-02")
        connection = sqlite3.connect(copy / "register.db")
        rows[name] = connection.execute("select subject_id, payload from event where subject_kind = 'ballot' order by sequence").fetchall()
        connection.close()
    assert len(rows["one.csv"]) == 24
    assert rows["one.csv"] == rows["other.csv"]


@pytest.fixture
def named(sample: Path) -> Path:
    """Return the sample register with an evaluation that is not anonymous, PY-2026-0003, open."""
    file = sample / "oversight" / "zone.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("anonymous = true", "anonymous = false"), encoding="utf-8")
    assert line(sample, "adopt", "oversight", "--yes", person="xiongwei").code == 0
    assert line(sample, "evaluation", "open", "annual", "--period", "2026", "--departments", "JS，建设局、GH", "--on", "2026-04-01").code == 0
    return sample


def test_one_ballot_for_each_named_respondent_and_department(named: Path) -> None:
    def cast(department: str, *answers: str, respondent: str = "RY-2026-0001") -> Ended:
        words = ("evaluation", "ballot", "PY-2026-0003", department, "--group", "supervisor", "--on", "2026-04-02")
        return line(named, *words, *(("--respondent", respondent) if respondent else ()), *answers)

    assert cast("JS", *"1111111").code == 0
    assert cast("GH", *"1111111").code == 0
    assert "has cast this ballot" in cast("JS", *"1111111").err
    assert "has cast another ballot" in cast("JS", *"2111111").err
    assert "say who answers" in cast("JS", *"1111111", respondent="").err
    assert "There is nobody RY-2026-0099" in cast("JS", *"1111111", respondent="RY-2026-0099").err
    assert line(named, "evaluation", "void", "PP-2026-0001", "--reason", "录错").code == 0
    assert cast("JS", *"2111111").code == 0
    connection = sqlite3.connect(named / "register.db")
    kept = connection.execute("select count(*) from event where payload like '%RY-2026%' and subject_kind = 'ballot'").fetchone()[0]
    connection.close()
    assert (kept, line(named, "register", "verify").code) == (0, 0)


def test_a_mended_table_of_named_ballots_is_imported_again(named: Path, tmp_path: Path) -> None:
    heading = HEADING.replace("测评主体", "测评主体,答题人")
    rows = ["JS,supervisor,RY-2026-0001,1,1,1,1,1,1,1", "GH,supervisor,RY-2026-0009,1,1,1,1,1,1,1"]
    ended = line(named, "evaluation", "import", "PY-2026-0003", table(tmp_path, *rows, heading=heading), "--on", "2026-04-02")
    assert (ended.code, ended.out.splitlines()[0]) == (1, "1 ballots taken, 0 cast already, 1 rows refused.")
    mended = table(tmp_path, rows[0], rows[1].replace("0009", "0001"), heading=heading)
    ended = line(named, "evaluation", "import", "PY-2026-0003", mended, "--on", "2026-04-02")
    assert (ended.code, ended.out.splitlines()[0]) == (0, "1 ballots taken, 1 cast already, 0 rows refused.")


def test_an_evaluation_keeps_the_questionnaire_it_was_opened_with(sample: Path) -> None:
    file = sample / "oversight" / "zone.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("minimum_ballots = 10", "minimum_ballots = 1").replace("suppress_below = 5  ", "suppress_below = 1  ")
    )
    assert line(sample, "adopt", "oversight", "--yes", person="xiongwei").code == 0
    for _ in range(6):
        assert line(sample, "evaluation", "ballot", "PY-2026-0001", "JS", "--group", "served", *"1111111", "--on", "2026-04-02").code == 0
    line(sample, "evaluation", "close", "PY-2026-0001", "--on", "2026-04-10")
    found = json.loads(line(sample, "evaluation", "result", "PY-2026-0001", "--format", "json").out)
    assert (found["minimum_ballots"], found["departments"][1]["scored"], found["departments"][1]["valid"]) == (10, False, 6)
    assert "too few for a score" in line(sample, "evaluation", "result", "PY-2026-0001").out
    assert line(sample, "register", "verify").code == 0


def test_what_is_written_on_ballots_is_listed_for_the_office_by_its_words(sample: Path, tmp_path: Path) -> None:
    heading = HEADING.replace("办事效率", "办事效率,意见")
    rows = ["JS,served,1,1,1,1,1,1,1,排队太长", "GH,served,1,1,1,1,1,1,1,", "JS,served,4,1,1,1,1,1,1,态度很好"]
    assert line(sample, "evaluation", "import", "PY-2026-0001", table(tmp_path, *rows, heading=heading), "--on", "2026-04-02").code == 0
    assert line(sample, "evaluation", "comments", "PY-2026-0001").code == 5
    line(sample, "evaluation", "close", "PY-2026-0001", "--on", "2026-04-10")
    found = json.loads(line(sample, "evaluation", "comments", "PY-2026-0001", "--format", "json").out)
    assert found == [{"department": "JS", "text": "态度很好"}, {"department": "JS", "text": "排队太长"}]
    assert list(found[0]) == ["department", "text"]
    assert line(sample, "evaluation", "comments", "PY-2026-0001", person="liwen").code == 5


def test_a_result_is_written_for_a_spreadsheet(sample: Path) -> None:
    csv = line(sample, "evaluation", "result", "PY-2026-0002", "--format", "csv").out.splitlines()
    assert csv[0] == "Department,Aspect,满意,基本满意,一般,不满意,Don't know,Valid ballots,Score"
    assert len(csv) == 3
    assert line(sample, "evaluation", "result", "PY-2026-0002", "--groups").out.splitlines()[0].split() == ["Department", "Group", "Valid", "ballots", "Score"]


BALLOT = ("evaluation", "ballot", "PY-2026-0001")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("evaluation", "open", "quarterly", "--period", "2026"), 2, "There is no questionnaire quarterly"),
        (("evaluation", "open", "annual", "--period", "2026-13"), 2, "“2026-13” is no period"),
        (("evaluation", "open", "annual", "--period", "2026", "--departments", "ZZ"), 2, "There is no department ZZ"),
        (("evaluation", "result", "PY-2026-0001"), 5, "has no result: it is still open"),
        (("evaluation", "result", "PY-2026-0099"), 4, "There is no evaluation PY-2026-0099"),
        ((*BALLOT, "CZ", "--group", "served", *"1111111"), 2, "is not about department CZ"),
        ((*BALLOT, "JS", "--group", "staff", *"1111111"), 2, "There is no group staff"),
        ((*BALLOT, "JS", "--group", "served", *"111111"), 2, "The ballot has 6 answers"),
        ((*BALLOT, "JS", "--group", "served", *"1111115"), 2, "“5” is no answer"),
        ((*BALLOT, "JS", "--group", "served", "--respondent", "RY-2026-0001", *"1111111"), 2, "is anonymous: leave out"),
        ((*BALLOT, "JS", "--group", "served", *"1111111", "--on", "2026-03-31"), 5, "lies before"),
        (("evaluation", "ballot", "PY-2026-0002", "JS", "--group", "served", *"1111111"), 5, "is closed"),
        (("evaluation", "close", "PY-2026-0002"), 5, "is closed"),
        (("evaluation", "void", "PP-2026-0009", "--reason", "…"), 4, "There is no ballot PP-2026-0009"),
        (("evaluation", "import", "PY-2026-0001", "nowhere.csv"), 4, "There is no file nowhere.csv"),
    ],
)
def test_a_wrong_line_writes_nothing(sample: Path, words: tuple[str, ...], code: int, told: str) -> None:
    before = line(sample, "register", "head").out
    ended = line(sample, *words)
    assert (ended.code, told in ended.err, ended.out) == (code, True, ""), ended
    assert line(sample, "register", "head").out == before
