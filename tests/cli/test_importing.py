"""`request import` and `mapping check` as they are typed."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from console import Ended, run_line

MAPPING = """\
name = "bureau"
system = "bureau"
row = "request"
[columns]
number = "编号"
applicant = "申请人"
received = "收件日期"
[item]
code = "GH-03"
"""


def test_a_clerk_tries_an_import_before_running_it(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "t.csv").write_text("编号,申请人,收件日期\n甲-1,云岭科技有限公司,2026-03-02\n甲-2,王伟,2026-02-30\n", encoding="gb18030")
    line = ("request", "import", str(tmp_path / "t.csv"), "--map", str(tmp_path / "map.toml"), "--register", str(sample))
    tried = run_line(*line, "--dry-run")
    assert "t.csv:3: column “收件日期”: there is no such day in the calendar (value “2026-02-30”)" in tried.out
    assert "Requests: 1 new" in tried.out
    assert tried.out.endswith("Nothing was written: this is what would happen.\n")
    assert run_line("request", "show", "甲-1", "--register", str(sample)).code == 4
    assert run_line(*line).out.endswith("The batch is bureau/0001.\n")
    assert "云岭科技有限公司" in run_line("request", "show", "甲-1", "--register", str(sample)).out


def test_a_mapping_is_checked_with_its_lines_outside_any_register(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAPPING.replace("row =", "rwo ="), encoding="utf-8")
    ended = run_line("mapping", "check", str(tmp_path / "map.toml"))
    assert ended.code == 1
    assert "map.toml:3: “rwo” is no key here" in ended.out
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    assert run_line("mapping", "check", str(tmp_path / "map.toml")).code == 0
    assert run_line("mapping", "check", str(tmp_path / "none.toml")).code == 4


HEAD, GOOD, BAD = "编号,申请人,收件日期", "甲-1,云岭科技有限公司,2026-03-02", "甲-2,王伟,2026-02-30"
REASON = "column “收件日期”: there is no such day in the calendar (value “2026-02-30”)"


def imported(register: Path, table: Path, *more: str, typed: bytes = b"") -> Ended:
    (register.parent / "bureau.toml").write_text(MAPPING, encoding="utf-8")
    return run_line("request", "import", str(table), "--map", str(register.parent / "bureau.toml"), *more, "--register", str(register), typed=typed)


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("gb18030", b"")])
def test_refused_rows_come_back_as_they_were_written_each_with_its_reason(sample: Path, tmp_path: Path, encoding: str, mark: bytes) -> None:
    rows = [HEAD, GOOD, BAD, '甲-3,"两行\n的名字",2026-02-30', "甲-4,少一格", '甲-5,"没有关上,2026-03-02', ""]
    (tmp_path / "t.csv").write_bytes(mark + "\r\n".join(rows).encode(encoding))
    ended = imported(sample, tmp_path / "t.csv", "--rejects", str(tmp_path / "again.csv"))
    assert ended.out.endswith(f"The refused rows are in {tmp_path / 'again.csv'}: mend them there and import that file.\n")
    content = (tmp_path / "again.csv").read_bytes()
    assert content.startswith(mark)
    assert content.removeprefix(mark).decode(encoding).split("\r\n") == [
        f"Why it was refused,{HEAD}",
        f"{REASON},{BAD}",
        f'{REASON},甲-3,"两行\n的名字",2026-02-30',
        '"the row has 2 cells, the heading 3",甲-4,少一格',
        '"the quotation marks of this row are not in order: close each one, and double those that stand inside a text",甲-5,"没有关上,2026-03-02',
        "",
    ]


def test_what_was_mended_is_imported_and_what_was_not_comes_back_with_one_reason(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{HEAD}\n{GOOD}\n{BAD}\n{BAD.replace('甲-2', '甲-3')}\n", encoding="gb18030")
    imported(sample, tmp_path / "t.csv", "--rejects", str(tmp_path / "1.csv"))
    (tmp_path / "1.csv").write_bytes((tmp_path / "1.csv").read_bytes().replace(b"2026-02-30\r", b"2026-03-03\r", 1))
    ended = imported(sample, tmp_path / "1.csv", "--rejects", str(tmp_path / "2.csv"))
    assert "Requests: 1 new, 0 with news, 0 unchanged. Events: 1 new, 0 amended. Rows: 2 read, 1 refused." in ended.out
    assert (tmp_path / "2.csv").read_text(encoding="gb18030").splitlines() == [f"Why it was refused,{HEAD}", f"{REASON},甲-3,王伟,2026-02-30"]
    (tmp_path / "good.csv").write_text(f"{HEAD}\n{GOOD}\n", encoding="utf-8")
    told = imported(sample, tmp_path / "good.csv", "--rejects", str(tmp_path / "3.csv"))
    assert (told.code, told.out.splitlines()[-1]) == (0, f"No row was refused: {tmp_path / '3.csv'} was not written.")
    assert not (tmp_path / "3.csv").exists()


def test_every_row_of_a_refused_request_comes_back(sample: Path, tmp_path: Path) -> None:
    mapping = MAPPING.replace('row = "request"', 'row = "event"').replace("[item]", 'activity = "a"\nat = "t"\n[activities]\ndefault = "noted"\n[item]')
    (sample / "mappings" / "log.toml").write_text(mapping, encoding="utf-8")
    lines = ["编号,申请人,收件日期,a,t", "1,王伟,2026-02-30,x,2026-03-02", "2,王伟,2026-03-02,x,2026-03-02", "1,王伟,2026-02-30,y,2026-03-03"]
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    line = ("request", "import", str(tmp_path / "t.csv"), "--map", "log.toml", "--rejects", str(tmp_path / "r.csv"), "--dry-run")
    run_line(*line, "--register", str(sample))
    rows = (tmp_path / "r.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",", 1)[1].partition("left out,")[2] or row.split(",", 1)[1] for row in rows] == [lines[0], lines[1], lines[3]]


def test_refused_rows_of_a_workbook_and_of_json_lines(sample: Path, tmp_path: Path) -> None:
    book, held = Workbook(), BytesIO()
    for row in (HEAD, GOOD, BAD):
        book.active.append(row.split(","))
    book.save(held)
    (tmp_path / "t.xlsx").write_bytes(held.getvalue())
    imported(sample, tmp_path / "t.xlsx", "--rejects", str(tmp_path / "r.xlsx"))
    again = [list(row) for row in load_workbook(tmp_path / "r.xlsx").active.iter_rows(values_only=True)]
    assert again == [["Why it was refused", *HEAD.split(",")], [REASON, *BAD.split(",")]]
    found = dict(zip(HEAD.split(","), BAD.split(","), strict=True))
    (tmp_path / "t.jsonl").write_text(f"{json.dumps(found)}\n[1]\n{{broken\n", encoding="utf-8")
    imported(sample, tmp_path / "t.jsonl", "--rejects", str(tmp_path / "r.jsonl"))
    assert [json.loads(line) for line in (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()] == [
        {"Why it was refused": REASON, **found},
        {"Why it was refused": "this line is no object that names its columns", "": "[1]"},
        {"Why it was refused": "this line is no JSON: see column 2", "": "{broken"},
    ]


def test_a_table_on_standard_input(sample: Path, tmp_path: Path) -> None:
    ended = imported(sample, Path("-"), "--rejects", str(tmp_path / "r.csv"), typed=f"{HEAD}\n{GOOD}\n{BAD}\n".encode("gb18030"))
    assert ended.out.splitlines()[0] == f"-:3: {REASON}"
    assert "Requests: 1 new" in ended.out
    objects = json.dumps(dict(zip(HEAD.split(","), GOOD.replace("甲-1", "乙-1").split(","), strict=True)))
    assert "Requests: 1 new" in imported(sample, Path("-"), typed=objects.encode()).out


def test_rejects_do_not_go_over_the_table_itself_or_nowhere(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{HEAD}\n{BAD}\n", encoding="utf-8")
    for place in (tmp_path / "t.csv", tmp_path, tmp_path / "none" / "r.csv"):
        assert imported(sample, tmp_path / "t.csv", "--rejects", str(place)).code == 2
    assert run_line("request", "import", str(tmp_path / "t.csv"), "--register", str(sample)).code == 2
    assert run_line("request", "import", "--register", str(sample)).code == 2


def test_a_batch_is_undone_and_its_requests_stay_void_until_they_are_imported_again(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(f"{HEAD}\n{GOOD}\n{BAD.replace('02-30', '03-03')}\n", encoding="utf-8")
    imported(sample, tmp_path / "t.csv")
    undo = ("request", "import", "--undo", "bureau/0001", "--register", str(sample))
    tried = run_line(*undo, "--dry-run")
    assert tried.out.splitlines() == [
        "Batch bureau/0001 is undone: 2 requests are void, in 0 its events are struck out, 0 are left as they are.",
        "Nothing was written: this is what would happen.",
    ]
    assert run_line("request", "accept", "甲-1", "--on", "2026-03-04", "--register", str(sample)).code == 0
    ended = run_line(*undo)
    assert ended.code == 1
    assert " acted on it since (event " in ended.out.splitlines()[0]
    assert ended.out.splitlines()[1] == "Batch bureau/0001 is undone: 1 requests are void, in 0 its events are struck out, 1 are left as they are."
    shown = run_line("request", "show", "甲-2", "--register", str(sample)).out
    assert "bureau/0001" in shown
    assert run_line("request", "show", "甲-2", "--format", "json", "--register", str(sample)).out.count('"voided"') == 1
    assert run_line(*undo).out.splitlines()[-1] == "Nothing of batch bureau/0001 is left to undo; 1 requests are left as they are."
    assert "1 with news" in imported(sample, tmp_path / "t.csv").out
    assert '"stage": "accepted"' in run_line("request", "show", "甲-2", "--format", "json", "--register", str(sample)).out
    assert run_line("register", "verify", "--register", str(sample)).code == 0


def test_what_a_batch_added_to_a_request_is_struck_out(sample: Path, tmp_path: Path) -> None:
    mapping = MAPPING.replace("[item]", 'completed = "办结日期"\ndeclared_due = "应办结"\n[item]')
    for place, row in enumerate((",2026-03-20", "2026-03-12,2026-03-27")):
        (tmp_path / "t.csv").write_text(f"{HEAD},办结日期,应办结\n{GOOD},{row}\n", encoding="utf-8")
        (tmp_path / "more.toml").write_text(mapping, encoding="utf-8")
        ended = run_line("request", "import", str(tmp_path / "t.csv"), "--map", str(tmp_path / "more.toml"), "--register", str(sample))
        assert f"{1 - place} new, {place} with news" in ended.out
    before = json.loads(run_line("request", "show", "甲-1", "--format", "json", "--register", str(sample)).out)
    assert (before["completed_on"], before["declared_due"]) == ("2026-03-12", "2026-03-27")
    undone = run_line("request", "import", "--undo", "bureau/0002", "--register", str(sample))
    assert undone.out == "Batch bureau/0002 is undone: 0 requests are void, in 1 its events are struck out, 0 are left as they are.\n"
    after = json.loads(run_line("request", "show", "甲-1", "--format", "json", "--register", str(sample)).out)
    assert (after["completed_on"], after["declared_due"]) == (None, "2026-03-20")
    assert "1 requests are void" in run_line("request", "import", "--undo", "bureau/0001", "--register", str(sample)).out
    assert run_line("register", "verify", "--register", str(sample)).code == 0


def test_a_batch_that_never_was(sample: Path) -> None:
    ended = run_line("request", "import", "--undo", "bureau/0009", "--register", str(sample))
    assert (ended.code, ended.err) == (4, "Error: There is no batch bureau/0009: the batches are —.\n")
    assert run_line("request", "import", "t.csv", "--undo", "bureau/0009", "--register", str(sample)).code == 2


@pytest.mark.parametrize(("target", "codes"), [("GH-03", ["GH-03"]), ("自然资源和规划分局", [f"GH-0{place}" for place in range(1, 9)])])
def test_a_workbook_to_fill_has_drop_downs_and_explanations_and_imports_straight_back(sample: Path, tmp_path: Path, target: str, codes: list[str]) -> None:
    file = tmp_path / "fill.xlsx"
    ended = run_line("request", "import", str(file), "--template", target, "--register", str(sample))
    assert ended.out == f"{file} is to be filled; this imports it: approvals request import fill.xlsx --map template.toml\n"
    book = load_workbook(file)
    assert book.sheetnames == ["办件", "说明", "事项"]
    page, notes, items = book.worksheets
    listed = [row[0] for row in items.iter_rows(min_row=2, values_only=True)]
    assert listed[: len(codes)] == codes
    rules = {str(rule.sqref).split(":")[0][0]: (rule.type, rule.formula1) for rule in page.data_validations.dataValidation}
    assert rules["B"] == ("list", f"'事项'!$A$2:$A${len(listed) + 1}")
    assert rules["J"] == ("list", '"准予,不予"')
    assert rules["E"][0] == "date"
    heading = [cell.value for cell in page[1]]
    assert heading == [row[0] for row in notes.iter_rows(min_row=2, max_row=len(heading) + 1, values_only=True)]
    page.append(
        ["甲-1", "GH-03", "云岭科技有限公司", "窗口", date(2026, 3, 2), "2026/3/4", None, None, "2026年3月9日", "不予", "不符合规划", date(2026, 3, 10)]
    )
    page.append(["甲-2", "GH-03", "王伟", None, "2026.3.2"])
    page.append(["甲-3", "GH-99", "王伟", None, date(2026, 3, 2)])
    book.save(file)
    loaded = run_line("request", "import", str(file), "--map", "template.toml", "--register", str(sample))
    assert "Requests: 2 new, 0 with news, 0 unchanged. Events: 5 new" in loaded.out
    assert "fill.xlsx:4: column “事项编码”: there is no item GH-99 in force on" in loaded.out
    shown = json.loads(run_line("request", "show", "甲-1", "--format", "json", "--register", str(sample)).out)
    assert (shown["stage"], shown["accepted_on"], shown["decided_on"], shown["completed_on"]) == ("completed", "2026-03-04", "2026-03-09", "2026-03-10")


def test_a_template_goes_over_no_file_and_for_nothing_that_is_not_there(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").touch()
    assert run_line("request", "import", str(tmp_path / "t.xlsx"), "--template", "GH-03", "--register", str(sample)).code == 2
    assert run_line("request", "import", str(tmp_path / "u.xlsx"), "--template", "XX-99", "--register", str(sample)).code == 4
    assert run_line("request", "import", str(tmp_path / "u.xlsx"), "--template", "GH-03", "--undo", "a/0001", "--register", str(sample)).code == 2
    assert not (tmp_path / "u.xlsx").exists()
