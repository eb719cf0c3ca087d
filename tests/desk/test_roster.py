"""Rosters and submissions in a register: two hundred rows from a table, every wrong cell told, names for the office alone."""

import json
import sqlite3
from pathlib import Path

import pytest

from console import Ended, run_line

HEADING = "姓名,类别,单位,来源,联系组,聘期起,聘期止,证书编号,备注\n"


def line(sample: Path, *words: str, person: str = "luoxia") -> Ended:
    """Run a line as somebody."""
    return run_line(*words, "--as", person, "--register", str(sample), "--lang", "en")


def table(folder: Path, *rows: str, heading: str = HEADING) -> str:
    """Write a table beside the register and return its path."""
    file = folder / "members.csv"
    file.write_text(heading + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return str(file)


def test_two_hundred_come_from_a_table_and_no_name_stands_in_the_ledger(sample: Path, tmp_path: Path) -> None:
    rows = [f"测评{number:03},测评员,第{number % 7}社区,群众,第一联系组,2026/3/1,2028年2月29日,C{number},x" for number in range(200)]
    ended = line(sample, "evaluator", "import", table(tmp_path, *rows), "--on", "2026-04-01")
    assert ended == (0, "200 appointed, 0 on the roster already, 0 rows refused.\nColumns that were not read: 备注.\n", "")
    found = json.loads(line(sample, "evaluator", "list", "--kind", "evaluator", "--format", "json").out)
    assert (len(found), found[7]["name"], found[7]["unit"], found[7]["source"], found[7]["until"]) == (200, "测评007", "第0社区", "public", "2028-02-29")
    connection = sqlite3.connect(sample / "register.db")
    told = connection.execute("select count(*) from event where payload like '%测评%' or payload like '%社区%'").fetchone()[0]
    connection.close()
    assert told == 0
    assert line(sample, "register", "verify").code == 0


def test_every_wrong_cell_is_told_and_the_good_rows_are_taken_once(sample: Path, tmp_path: Path) -> None:
    rows = (
        "王强,监督员,云岭商会,企业,L2,2026-03-01,2028-02-29,A1,",
        ",测评员,某社区,外星,,2026-13-01,2028-02-29,,",
        "赵四,编外,某社区,媒体,第九组,2026-03-01,,,",
        "赵五,测评员,某社区,媒体,L2,2026-03-01,2025-02-28,,",
        "赵六,测评员,某社区,媒体,L2,2026-03-01,2028-02-28,A 1,",
        '"=1+1",测评员,某社区,媒体,L2,2026-03-01,2028-02-28,,',
        "赵七,测评员",
    )
    file = table(tmp_path, *rows)
    ended = line(sample, "evaluator", "import", file, "--on", "2026-04-01")
    assert ended.code == 1
    assert ended.out.replace(f"{file}:", "").splitlines() == [
        "1 appointed, 0 on the roster already, 6 rows refused.",
        "Columns that were not read: 备注.",
        "3: column “姓名”: the name is missing (value “”)",
        "3: column “聘期起”: there is no such day in the calendar (value “2026-13-01”)",
        "3: column “来源”: the oversight files do not list it: they have 人大代表, 政协委员, 企业, 群众, 媒体 (value “外星”)",
        "4: column “类别”: There is no roster 编外: write one of supervisor (efficiency supervisor), evaluator (public evaluator). (value “编外”)",
        "4: column “聘期止”: the date is missing (value “”)",
        "4: column “联系组”: the oversight files do not list it: they have 第一联系组, 第二联系组 (value “第九组”)",
        "5: column “聘期止”: The term ends on Fri 2025-02-28, before it begins on Sun 2026-03-01: correct one of the two. (value “2025-02-28”)",
        "6: column “证书编号”: “A 1” is no number of a certificate: write it without spaces, in at most 60 characters. (value “A 1”)",
        "7: column “姓名”: this is a formula: save the table with its values (value “=1+1”)",
        "8: the row has 2 cells, the heading 9",
        "10 problems.",
    ]
    again = line(sample, "evaluator", "import", file, "--on", "2026-04-01")
    assert again.out.startswith("0 appointed, 1 on the roster already, 6 rows refused.")
    assert line(sample, "register", "verify").code == 0


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("姓名,类别,聘期起\n", "the table has no column “聘期止”"),
        ("姓名,聘期起,聘期止\n", "the table has no column “类别”"),
        ("", "the table has no column “姓名”"),
    ],
)
def test_a_table_without_its_columns_is_not_read(sample: Path, tmp_path: Path, heading: str, told: str) -> None:
    ended = line(sample, "evaluator", "import", table(tmp_path, "王强,监督员,2026-03-01", heading=heading))
    assert (ended.code, told in ended.out, ended.out.startswith("0 appointed")) == (1, True, True), ended


def test_a_workbook_is_read_as_well(sample: Path, tmp_path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415 - half a second

    book = Workbook()
    book.active.append(["姓名", "聘期起", "聘期止"])
    book.active.append(["王强", "2026-03-01", "2028-02-29"])
    book.save(tmp_path / "members.xlsx")
    assert line(sample, "evaluator", "import", str(tmp_path / "members.xlsx"), "--kind", "supervisor").out.startswith("1 appointed")


def test_names_are_the_office_s_to_see(sample: Path) -> None:
    for words in (("show", "RY-2026-0001"), ("list",), ("list", "--format", "csv"), ("show", "RY-2026-0001", "--format", "json")):
        assert "陈芳" in line(sample, "evaluator", *words).out
        for person in ("liwen", "heqiang", "xiongwei"):
            assert [word for word in ("陈芳", "云岭商会") if word in line(sample, "evaluator", *words, person=person).out] == []


def test_terms_that_end_soon_are_listed_and_who_expired_says_so(sample: Path) -> None:
    def ending(today: str) -> list[tuple[str, str, int]]:
        found = json.loads(line(sample, "evaluator", "list", "--ending", "--today", today, "--format", "json").out)
        return [(one["number"], one["stage"], one["days_left"]) for one in found]

    assert ending("2028-01-30") == []
    assert ending("2028-01-31") == [("RY-2026-0001", "serving", 60)]
    assert ending("2028-04-01") == [("RY-2026-0001", "expired", -1)]


def test_nobody_is_appointed_twice_and_who_was_dismissed_can_be_again(sample: Path) -> None:
    on = ("--on", "2026-04-02")
    words = ("evaluator", "appoint", "陈芳", "--kind", "supervisor", "--unit", "云岭商会", "--from", "2026-05-01", "--until", "2027-04-30")
    assert "RY-2026-0001 serves under this name and unit already" in line(sample, *words, *on).err
    assert line(sample, "evaluator", "dismiss", "RY-2026-0001", "--reason", "本人辞职", *on).code == 0
    assert line(sample, *words, *on).out == "RY-2026-0002 is appointed until Fri 2027-04-30.\n"
    assert [one["number"] for one in json.loads(line(sample, "evaluator", "list", "--format", "json").out)] == ["RY-2026-0002"]
    assert len(json.loads(line(sample, "evaluator", "list", "--all", "--format", "json").out)) == 2


def test_a_submission_unanswered_has_its_card_and_the_department_answers(sample: Path) -> None:
    assert line(sample, "check", "--today", "2026-04-17").code == 1
    cards = [card for card in json.loads(line(sample, "card", "list", "--format", "json").out) if card["subject"] == "FY-2026-0001"]
    assert [(card["kind"], card["level"], card["since"]) for card in cards] == [("submission", "warning", "2026-04-17")]
    assert line(sample, "submission", "reply", "FY-2026-0001", "--text", "已增开", "--adopted", person="heqiang").code == 0
    found = json.loads(line(sample, "submission", "show", "FY-2026-0001", "--format", "json").out)
    assert [found[name] for name in ("stage", "adopted", "text", "due")] == ["replied", True, "验收窗口排队时间过长", None]
    assert line(sample, "submission", "show", "FY-2026-0001", person="liwen").code == 5
    assert "FY-2026-0001" in line(sample, "submission", "list", "--all", person="heqiang").out
    assert line(sample, "submission", "list", "--all", person="liwen").out == "No submission fits.\n"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("evaluator", "show", "RY-2026-0099"), 4, "There is no member of a roster RY-2026-0099"),
        (("evaluator", "list", "--source", "abroad"), 2, "There is no source abroad"),
        (("evaluator", "list", "--group", "L9"), 2, "There is no contact group L9"),
        (("evaluator", "import", "nowhere.csv"), 4, "There is no file nowhere.csv"),
        (("evaluator", "import", "."), 2, "is no file"),
        (("submission", "record", "…", "--by", "RY-2026-0099"), 4, "There is nobody RY-2026-0099"),
        (("submission", "record", "…", "--by", "RY-2026-0001", "--on", "2026-03-31"), 5, "does not serve on Tue 2026-03-31"),
        (("submission", "record", "…", "--by", "RY-2026-0001", "--department", "ZZ"), 2, "There is no department ZZ"),
        (("submission", "reply", "FY-2026-0001", "--text", "\x07"), 2, "control characters"),
    ],
)
def test_a_wrong_line_is_refused_in_one_sentence(sample: Path, words: tuple[str, ...], code: int, told: str) -> None:
    ended = line(sample, *words)
    assert (ended.code, told in ended.err, ended.out) == (code, True, ""), ended


def test_who_was_dismissed_is_erased_with_the_rest(sample: Path) -> None:
    assert line(sample, "evaluator", "dismiss", "RY-2026-0001", "--reason", "本人辞职", "--on", "2026-04-02").code == 0
    assert line(sample, "register", "anonymise", "--before", "2026-05-01", "--yes", person="xiongwei").code == 0
    assert "陈芳" not in line(sample, "evaluator", "list", "--all").out
    assert line(sample, "register", "verify").code == 0
