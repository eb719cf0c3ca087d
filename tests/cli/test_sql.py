"""`approvals sql`, and the register as Datasette shows it."""

import asyncio
import json
from datetime import datetime
from pathlib import Path

import pytest
from datasette.app import Datasette
from openpyxl import load_workbook

from approvals.core.views import VIEWS
from approvals.store.queries import QUERIES
from console import Run

LATE = "select number, item, statutory_due from v_request where red_on <= :today and item <> 'JS-01' order by number"


@pytest.fixture(autouse=True)
def _in_the_sample(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the sample register."""
    del run
    monkeypatch.chdir(sample)


def test_an_answer_is_a_table_csv_or_json(run: Run) -> None:
    line = ("sql", LATE, "--today", "2026-04-01", "--format")
    assert run(*line, "table").out.splitlines() == [
        "number     item   statutory_due",
        "2026-0005  WJ-01  2026-03-30",
        "2026-0007  RS-01  2026-03-30",
    ]
    assert run(*line, "csv").out.splitlines() == ["number,item,statutory_due", "2026-0005,WJ-01,2026-03-30", "2026-0007,RS-01,2026-03-30"]
    assert json.loads(run(*line, "json").out) == [
        {"number": "2026-0005", "item": "WJ-01", "statutory_due": "2026-03-30"},
        {"number": "2026-0007", "item": "RS-01", "statutory_due": "2026-03-30"},
    ]


def test_values_of_every_type_are_shown(run: Run) -> None:
    query = "select 1 as whole, 1.5 as half, null as empty, x'00ff' as bytes, 9e999 as endless, '=1+1' as formula"
    shown = [{"whole": 1, "half": 1.5, "empty": None, "bytes": "00ff", "endless": "inf", "formula": "=1+1"}]
    assert json.loads(run("sql", query, "--format", "json").out) == shown
    assert run("sql", query, "--format", "csv").out.splitlines()[1] == "1,1.5,,00ff,inf,'=1+1"
    assert run("sql", "select -1.5, -2, '2026-02-30'", "--format", "csv").out.splitlines()[1] == "-1.5,-2,2026-02-30"
    assert run("sql", query).out.splitlines()[1].split() == ["1", "1.5", "00ff", "inf", "=1+1"]


def test_a_workbook_holds_days_and_numbers(run: Run, tmp_path: Path) -> None:
    assert run("sql", "select due_on, faults, number from v_request where number = '2026-0002'", "--out", str(tmp_path / "late.xlsx")).code == 0
    rows = list(load_workbook(tmp_path / "late.xlsx").active.iter_rows(values_only=True))
    assert rows == [("due_on", "faults", "number"), (datetime(2026, 3, 6), 0, "2026-0002")]  # noqa: DTZ001 - a cell has no zone


def test_no_rows_are_an_answer(run: Run) -> None:
    assert run("sql", "select number from v_request where 0", "--format", "json") == (0, "[]\n", "")
    assert run("sql", "select number from v_request where 0") == (0, "number\n", "")


def test_a_name_of_a_column_is_printed_as_it_is(run: Run) -> None:
    assert run("sql", "select 1 as '{x}', 2 as Number", "--lang", "zh_CN").out.splitlines()[0] == "{x}  Number"


def test_a_query_may_come_from_standard_input(run: Run) -> None:
    assert run("sql", "-", typed=b"select count(*)\nfrom v_department where code = 'GH'").out == "count(*)\n       1\n"
    assert run("sql", "-", typed=b"select '\xff'") == (2, "", "Error: Standard input holds bytes that are no UTF-8.\n")


def test_mistakes_are_one_sentence_and_exit_2(run: Run) -> None:
    for line in (
        ["select * from personal"],
        ["selekt"],
        ["select 1 as a, 2 as a", "--format", "json"],
        ["select 1", "--timeout", "0"],
        ["select 1", "--timeout", "x"],
    ):
        ended = run("sql", *line)
        assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1), line


def test_without_a_query_the_views_are_listed(run: Run) -> None:
    told = run("sql").out
    assert all(f"\n  {column} " in told for view in VIEWS.values() for column in view.columns)
    assert all(name in told for name in QUERIES)
    assert [row["column"] for row in json.loads(run("sql", "--format", "json").out) if row["view"] == "v_request"] == list(VIEWS["v_request"].columns)


def test_without_a_register_it_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path.parent)
    assert run("sql", "select 1").code == 6


def served(root: Path, metadata: str, paths: list[str]) -> dict[str, tuple[int, str]]:
    """Return the status and the text with which Datasette answers each path."""

    async def asked() -> dict[str, tuple[int, str]]:
        site = Datasette([str(root / "register.db")], metadata=json.loads(metadata), settings={"allow_download": False})
        await site.invoke_startup()
        answers = {path: await site.client.get(path) for path in paths}
        return {path: (answer.status_code, answer.text) for path, answer in answers.items()}

    return asyncio.run(asked())


def test_datasette_shows_the_views_and_questions_and_nothing_else(run: Run, sample: Path) -> None:
    metadata = run("sql", "--datasette-metadata", "--lang", "zh_CN").out
    tables = ("event", "personal", "request", "card", "deadline", "adopted", "item", "department", "counter", "pin", "shift", "outbox", "carried")
    closed = [f"/register/{table}" for table in tables]
    closed += [f"{path}.json" for path in closed]
    closed += ["/register", "/register.json?sql=select+*+from+personal", "/register?sql=select+1", "/register.db", "/register/personal/1,applicant"]
    closed += ["/register/v_request.json?_where=1", "/register/_sqlite_migrations", "/_internal"]
    open_ = ["/", *(f"/register/{name}" for name in (*VIEWS, *QUERIES))]
    answers = served(sample, metadata, closed + open_)
    assert {path: answers[path][0] for path in closed} == dict.fromkeys(closed, 403)
    assert {path: answers[path][0] for path in open_} == dict.fromkeys(open_, 200)
    assert "云岭科技有限公司" not in "".join(text for _status, text in answers.values())
    assert all(f'href="register/{name}"' in answers["/"][1] for name in (*VIEWS, *QUERIES))
    assert "办理中" in answers["/register/v_request"][1]


def test_datasette_counts_its_facets(run: Run, sample: Path) -> None:
    path = "/register/v_request.json?_size=1"
    found = json.loads(served(sample, run("sql", "--datasette-metadata").out, [path])[path][1])
    stages = {facet["value"]: facet["count"] for facet in found["facet_results"]["stage_label"]["results"]}
    assert stages["待补正"] == 2
