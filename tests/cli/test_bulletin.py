"""Bulletins as they are asked for: who may see which, in which form, about which days, and who is named."""

import csv
import json
import re
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document

from account import act_from
from approvals.cli.bulletin_page import bulletin
from approvals.core.period import Every, period_of
from approvals.desk.periodic import counted
from approvals.desk.register import open_register
from console import Ended, run_line
from paper import pdf_pages, squeezed

GOLDEN = Path(__file__).parent / "bulletins"


def asked(register: Path, *line: str, person: str = "luoxia") -> Ended:
    return run_line("bulletin", *line, "--as", person, "--register", str(register))


@pytest.mark.parametrize(("name", "line"), [("march", ("monthly", "--date", "2026-03-01")), ("week", ("weekly", "--date", "2026-03-25"))])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_text_is_as_it_was(demo: Path, name: str, line: tuple[str, ...], language: str) -> None:
    ended = asked(demo, *line, "--lang", language)
    text = re.sub(r"\d+:[0-9a-f]{64}", "HEAD", ended.out)
    assert text == (GOLDEN / f"{name}.{language}.txt").read_text(encoding="utf-8")
    assert ("`approvals duty done weekly-bulletin`" in ended.err) is (name == "week")


def words_of(made: bytes) -> str:
    """Return the words of a DOCX: its paragraphs, then its tables row by row."""
    document = Document(BytesIO(made))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return squeezed("".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_every_figure_of_the_text_stands_on_paper(demo: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"bulletin.{form}"
    assert asked(demo, "monthly", "--date", "2026-03-01", "--out", str(file), "--lang", "zh_CN").code == 0
    made = file.read_bytes()
    whole = {"pdf": lambda: "".join(pdf_pages(made)), "docx": lambda: words_of(made)}.get(form, lambda: squeezed(re.sub("<[^>]+>", "", made.decode())))()
    told = ["办结占上期结转与收件之和3/17=17.6%", "自然资源和规划分局053100104", "承诺560560", "已办理33", "窗口督查1次", "台账链首"]
    assert [word for word in told if word not in whole] == []
    assert "样本" in whole or form == "docx"


def test_programs_get_every_figure_once(demo: Path) -> None:
    told = json.loads(asked(demo, "quarterly", "--date", "2026-03-01", "--format", "json").out)
    rows = list(csv.reader(StringIO(asked(demo, "quarterly", "--date", "2026-03-01", "--format", "csv").out)))
    assert [row[0] for row in rows[1:]] == [figure["figure"] for figure in told["figures"]]
    assert len(rows) > 40


@pytest.mark.parametrize(
    ("person", "department", "code"),
    [("luoxia", "", 0), ("luoxia", "GH", 0), ("tanguohua", "", 0), ("tanguohua", "GH", 0), ("tanguohua", "JS", 5), ("liwen", "GH", 5), ("xiongwei", "", 5)],
)
def test_the_office_sees_all_and_a_head_the_own_department(sample: Path, monkeypatch: pytest.MonkeyPatch, person: str, department: str, code: int) -> None:
    with (sample / "staff.toml").open("a", encoding="utf-8") as file:
        file.write("# 2026\n")
    assert run_line("adopt", "staff", "--yes", "--register", str(sample)).code == 0
    act_from(person, monkeypatch)
    line = ("monthly", "--date", "2026-03-01", "--format", "json", *(("--department", department) if department else ()))
    ended = run_line("bulletin", *line, "--register", str(sample))
    assert ended.code == code
    if not code:
        assert json.loads(ended.out)["department"] == ("GH" if person == "tanguohua" or department else "")


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (("weekly", "--date", "2099-01-01"), 2, "lies in the future"),
        (("weekly", "--date", "gestern"), 2, "gestern"),
        (("monthly", "--department", "XX"), 2, "There is no department XX"),
        (("monthly", "--format", "pdf"), 2, "name its file"),
        (("monthly", "--format", "fax"), 2, "--format has to be one of text"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(demo: Path, line: tuple[str, ...], code: int, told: str) -> None:
    ended = asked(demo, *line)
    assert (ended.code, told in ended.err, ended.out) == (code, True, "")


def test_persons_are_named_only_where_the_policy_says_so_and_only_while_their_card_stands(sample: Path) -> None:
    line = ("monthly", "--date", "2026-03-01", "--format", "json")
    assert json.loads(asked(sample, *line).out)["named"] == []
    policy = sample / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("[fallback]", '[bulletin]\npersons_from = "red"\n\n[fallback]'), encoding="utf-8")
    assert run_line("adopt", "policy", "--yes", "--register", str(sample)).code == 0
    named = [card for one in json.loads(asked(sample, *line).out)["named"] for card in one["cards"]]
    red = run_line("sql", "select card from v_card where level = 'red' and since_on < '2026-04-01'", "--format", "json", "--register", str(sample))
    assert sorted(named) == sorted(row["card"] for row in json.loads(red.out))
    assert "Named by the card policy" in asked(sample, "monthly", "--date", "2026-03-01").out


def test_a_printed_query_is_asked_as_it_stands(demo: Path) -> None:
    printed = asked(demo, "weekly", "--date", "2026-03-25", "--sql").out
    query = re.search(r"-- requests.carried_in\n(.*?);\n", printed, re.DOTALL)
    assert query
    answer = run_line("sql", query[1], "--format", "csv", "--register", str(demo))
    assert answer.out.splitlines()[-1] == "8"


def test_a_missed_duty_is_named_and_a_week_that_is_not_over_says_so_and_misses_nothing_today(sample: Path) -> None:
    duties = sample / "oversight" / "duties.toml"
    text = duties.read_text(encoding="utf-8")
    duties.write_text(text.replace('day = "friday"', 'day = "friday"\nfrom = 2026-03-02', 1), encoding="utf-8")
    assert run_line("adopt", "oversight", "--yes", "--register", str(sample)).code == 0
    page = asked(sample, "weekly", "--date", "2026-03-25").out
    assert "Duties due: 1, missed: 1." in page
    assert "Missed: 重大项目通报, due 2026-03-27, 效能办" in page
    desk = open_register(sample, date(2026, 3, 27))
    counts = counted(desk, period_of(Every.WEEK, date(2026, 3, 27), date(2026, 3, 27)), "")
    desk.connection.close()
    assert bulletin(counts, "", sample=True).subtitle.endswith("the period is not over, it ends on Sun 2026-03-29")
    assert counts.duties == 0
