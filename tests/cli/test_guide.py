"""`approvals guide` as it is typed on the sample register."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from console import Run
from paper import docx_text, pdf_pages


@pytest.fixture
def register(run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the sample register, in whose folder the lines run."""
    run("--version")
    monkeypatch.chdir(sample)
    return sample


def edit(register: Path, old: str, new: str) -> None:
    """Change a text of the planning department's guide, once."""
    file = register / "guide" / "guihua.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_differs_is_what_adopting_shows(register: Path, run: Run) -> None:
    edit(register, 'promised  = { limit = "8 工作日"', 'promised  = { limit = "9 工作日"')
    edit(register, "copies = 1", "copies = 2")
    shown = run("guide", "diff").out
    assert (
        shown
        == "GH-01  建设项目用地预审与选址意见书核发\n  promised limit 8 → 9 working days\n  material “建设项目用地预审与选址意见书申请表”, copies: 1 → 2\n"
    )
    adopted = run("adopt", "guide", "--from", "2027-01-04", "--yes").out
    assert "".join(f"  {line}\n" for line in shown.splitlines()) in adopted
    assert run("guide", "diff").out == "Nothing differs.\n"
    assert run("guide", "diff", "GH-01", "--from", "2026-11-24", "--to", "2027-01-04").out == shown
    assert run("guide", "diff", "GH-02", "--from", "2026-11-24", "--to", "2027-01-04").out == "Nothing differs.\n"


def test_differences_for_programs_and_spreadsheets(register: Path, run: Run) -> None:
    edit(register, "0000-8888 0008", "0000-8888 0088")
    change = {"code": "GH", "name": "自然资源和规划分局", "field": "hotline", "about": "", "part": "", "old": "0000-8888 0008", "new": "0000-8888 0088"}
    assert json.loads(run("guide", "diff", "GH", "--format", "json").out) == [change]
    assert list(csv.reader(io.StringIO(run("guide", "diff", "--format", "csv").out))) == [
        ["Code", "Name", "Change"],
        ["GH", "自然资源和规划分局", "hotline 0000-8888 0008 → 0000-8888 0088"],
    ]


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (("guide", "diff", "XX"), 4, "XX is neither an item nor a department"),
        (("guide", "diff", "--to", "2026-01-01"), 2, "Two days are compared"),
        (("guide", "diff", "--from", "2026-02-01", "--to", "2026-01-01"), 2, "The period ends on"),
        (("guide", "history", "XX-99"), 4, "There never was an item XX-99"),
        (("guide", "lapsed", "--before", "gestern"), 2, "is no date"),
        (("guide", "lapsed", "--department", "XX"), 2, "There is no department XX"),
        (("guide", "reductions", "--department", "XX"), 2, "There is no department XX"),
        (("guide", "simulate", "GH-03"), 2, "Say what to try"),
        (("guide", "simulate", "GH-03", "--promised", "7 工作日", "--cut", "1/3"), 2, "Say what to try"),
        (("guide", "simulate", "GH-03", "--promised", "7 日"), 2, "does not say which days"),
        (("guide", "simulate", "GH", "--promised", "7 工作日"), 2, "tried on one item"),
        (("guide", "simulate", "--cut", "3/2"), 2, "is no share to cut by"),
        (("guide", "simulate", "--cut", "1/0"), 2, "is no share to cut by"),
        (("guide", "simulate", "--cut", "nan"), 2, "is no share to cut by"),
        (("guide", "simulate", "--cut", "ein Drittel"), 2, "is no share to cut by"),
        (("guide", "simulate", "XX", "--cut", "1/3"), 4, "XX is neither an item nor a department"),
        (("guide", "simulate", "--cut", "1/3", "--from", "2026-02-01", "--to", "2026-01-01"), 2, "The period ends on"),
    ],
)
def test_a_wrong_line_is_refused_in_one_sentence(register: Path, run: Run, line: tuple[str, ...], code: int, told: str) -> None:
    ended = run(*line)
    assert (ended.code, ended.err.count("\n")) == (code, 1)
    assert told in ended.err
    assert register.is_dir()


def test_an_edit_that_would_reach_back_ends_with_five(register: Path, run: Run) -> None:
    edit(register, 'promised  = { limit = "10 工作日"', 'promised  = { limit = "9 工作日"')
    ended = run("adopt", "guide", "--from", "2026-03-01", "--yes")
    assert ended.code == 5
    assert "Requests for GH-03 taken in since" in ended.err
    assert run("register", "verify").code == 0


def test_a_history_names_the_version_the_day_the_person_and_the_content(register: Path, run: Run) -> None:
    (version,) = json.loads(run("guide", "history", "gh-03", "--format", "json").out)
    assert (version["version"], version["from_on"], version["to_on"], version["file"]) == (1, None, None, "guide/guihua.toml")
    assert len(version["sha256"]) == 64
    assert "Version 1, in force from the beginning: adopted on" in run("guide", "history", "GH-03").out
    assert register.is_dir()


def test_lapsed_limits_come_with_those_never_checked_first(register: Path, run: Run) -> None:
    found = json.loads(run("guide", "lapsed", "--before", "2026-11-24", "--format", "json").out)
    assert [row["checked"] or "" for row in found] == sorted(row["checked"] or "" for row in found)
    assert {row["grade"] for row in found if not row["checked"]} <= {"C"}
    assert run("guide", "lapsed", "--before", "2000-01-01", "--department", "GH").out.startswith("Every basis was checked on")
    assert register.is_dir()


LEVELS = ("item", "department", "zone")


def _sums(lines: Iterable[dict[str, int]]) -> Counter[str]:
    """Return the sums of what is added up."""
    return sum((Counter({key: line[key] for key in ("items", "before", "now", "cut_numerator")}) for line in lines), Counter())


def test_reductions_add_up_from_the_items_to_the_zone(register: Path, run: Run) -> None:
    found = json.loads(run("guide", "reductions", "--format", "json").out)
    figures = [line for line in found if line["before"] is not None]
    for measure, unit in {(line["measure"], line["unit"]) for line in figures}:
        sums = [_sums(line for line in figures if (line["level"], line["measure"], line["unit"]) == (level, measure, unit)) for level in LEVELS]
        assert sums[0] == sums[1] == sums[2]
    assert {line["why"] for line in found if line["level"] == "item" and line["before"] is None} == {"not_given", "units_differ"}
    assert register.is_dir()


def test_an_original_written_anew_is_told_beside_the_cut(register: Path, run: Run) -> None:
    edit(
        register,
        'original  = { limit = "20 工作日" }\nstatutory = { limit = "20 工作日", text = "20日"',
        'original  = { limit = "40 工作日" }\nstatutory = { limit = "20 工作日", text = "20日"',
    )
    assert "original limit of 40 working days is longer than the law's 20 working days" in run("adopt", "guide", "--yes").out
    told = run("guide", "reductions", "--department", "GH").out
    assert "the original limit was first published as 20 working days and is 40 working days now" in told
    found = json.loads(run("guide", "reductions", "--department", "GH", "--format", "json").out)
    assert [line["first_before"] for line in found if line["measure"] == "time" and line["first_before"]] == ["20 working days"]


@pytest.mark.parametrize(("file", "kind"), [("policy.toml", "policy"), ("staff.toml", "staff"), ("calendar/2026.toml", "calendar")])
def test_a_day_to_come_is_for_the_guide_alone(register: Path, run: Run, file: str, kind: str) -> None:
    (register / file).write_text((register / file).read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    ended = run("adopt", kind, "--from", "2030-01-01", "--yes")
    assert (ended.code, ended.err.strip()) == (
        2,
        f"Error: {file} counts from the moment it is adopted, and --from is for the guide alone: adopt it without --from on the day it is to count.",
    )
    assert run("adopt", "--from", "2030-01-01", "--yes").code == 2
    assert run("adopt", kind, "--yes").code == 0


def test_a_basis_of_the_item_is_to_be_read_again_a_year_after(register: Path, run: Run) -> None:
    edit(register, 'law = "中华人民共和国城乡规划法"\narticle = "36"\n', 'law = "中华人民共和国城乡规划法"\narticle = "36"\nchecked = 2025-03-01\n')
    assert run("adopt", "guide", "--yes").code == 0
    # The limits of the sample, read in November 2026, lapse in their turn.
    (row,) = [row for row in json.loads(run("guide", "lapsed", "--department", "GH", "--format", "json").out) if not row["limit"]]
    assert (row["basis"], row["grade"], row["checked"]) == ("中华人民共和国城乡规划法 36", None, "2025-03-01")


def test_reductions_tell_both_readings_of_fifty_per_cent(register: Path, run: Run) -> None:
    told = run("guide", "reductions", "--department", "GH").out
    assert "“50 % better”, in working days: as time −50 % missed, as speed +50 % (time −33.3 %) reached; time −80/161 = 49.6 %, speed +80/81 = 98.7 %" in told
    assert "  steps, 8 items: 48 → 32, cut 16/48 = 33.3 %" in told
    assert register.is_dir()


def test_a_page_of_bars_stands_alone_and_says_that_it_is_a_sample(register: Path, run: Run) -> None:
    edit(register, "规划核实", "<核实>&")
    run("adopt", "guide", "--yes", "--from", "2027-01-04")
    run("guide", "reductions", "--today", "2027-01-04", "--out", "page.html", "--lang", "zh_CN")
    page = (register / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "本页为样本" in page
    assert "&lt;核实&gt;&amp;" in page
    assert not {"<script", "http://", "https://", "<核实>"} & {found for found in ("<script", "http://", "https://", "<核实>") if found in page}
    assert page.count('class="bar"') == page.count("aria-label")
    assert run("register", "head").out.splitlines()[1] in page


def test_the_page_of_bars_goes_onto_paper_with_the_same_figures(register: Path, run: Run) -> None:
    for file in ("cut.pdf", "cut.docx"):
        ended = run("guide", "reductions", "--department", "GH", "--out", file, "--lang", "zh_CN")
        assert (ended.code, ended.out, ended.err) == (0, "", "")
    whole = "".join(pdf_pages((register / "cut.pdf").read_bytes()))
    for name in ("办理时限压减情况", "本页为样本", "80/161=49.6%", "GH-03建设工程规划许可证核发", "原时限"):
        assert name in whole
    assert "80/161=49.6%" in docx_text((register / "cut.docx").read_bytes())
    assert run("guide", "reductions", "--format", "pdf").code == 2


def test_a_spreadsheet_of_reductions_has_every_figure_on_a_line(register: Path, run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("guide", "reductions", "--department", "GH", "--format", "csv").out)))
    (zone,) = [row for row in rows if row["level"] == "zone" and row["measure"] == "time"]
    assert (zone["before"], zone["now"], zone["cut_numerator"], zone["cut_denominator"], zone["target"], zone["target_met"]) == (
        "161",
        "81",
        "80",
        "161",
        "1/3",
        "true",
    )
    assert register.is_dir()


def test_a_handful_of_requests_concludes_nothing(register: Path, run: Run) -> None:
    told = run("guide", "simulate", "GH-03", "--promised", "7 工作日").out
    assert "too few to conclude anything, at least 20 are needed" in told
    (row,) = json.loads(run("guide", "simulate", "GH-03", "--promised", "7 工作日", "--format", "json").out)
    assert (row["concluded"], row["late"], row["used_median"]) == (False, None, None)
    assert "Together" in run("guide", "simulate", "--cut", "30%").out
    assert register.is_dir()


def test_a_suspended_item_is_marked_and_refused_with_its_reason(register: Path, run: Run) -> None:
    edit(register, 'code = "GH-02"\n', 'code = "GH-02"\nsuspended = { from = 2026-01-05, reason = "法规修订" }\n')
    assert run("adopt", "guide", "--yes").code == 0
    assert "suspended" in run("guide", "list", "--department", "GH").out
    assert "  suspended from Mon 2026-01-05: 法规修订" in run("guide", "show", "GH-02").out
    ended = run("request", "receive", "GH-02", "--applicant", "云岭科技有限公司")
    assert ended.code == 5
    assert "is suspended since Mon 2026-01-05 and nothing is received for it: 法规修订." in ended.err
