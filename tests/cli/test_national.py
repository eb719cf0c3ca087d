"""`approvals export national` as it is typed: the check, the tables, and the way back into another register."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from approvals.core.national.tables import TABLES
from approvals.store.database import open_database
from approvals.store.matters import MatterRow, write
from console import Ended, run_line

NAMES = ("云岭精密制造有限公司", "王伟", "李强", "云岭小微商贸有限公司")


def line(register: Path, *words: str) -> Ended:
    return run_line(*words, "--register", str(register))


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def receipts(register: Path) -> Iterator[tuple[str, int]]:
    connection = open_database(register)
    yield from connection.execute("select subject_id, sequence from event where subject_kind = 'request' and type = 'received' order by 1").fetchall()
    connection.close()


def give_codes(register: Path) -> None:
    """Give every item of a register made-up codes; no province has the number 99."""
    number = 0
    for file in sorted((register / "guide").glob("*.toml")):
        lines = []
        for written in file.read_text(encoding="utf-8").splitlines():
            lines.append(written)
            if written.startswith('code = "') and "-" in written:
                number += 1
                lines += [f'base_code = "9901{number:08}"', f'implementation_code = "1143000000000000004 9901{number:08}"'.replace(" ", "")]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert line(register, "adopt", "guide", "--yes").code == 0


@pytest.fixture(scope="session")
def coded(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample register with everything that the national tables ask for; use a copy to change it."""
    register = Path(shutil.copytree(demo, tmp_path_factory.mktemp("coded") / "register"))
    give_codes(register)
    for number, sequence in receipts(register):
        kind = "natural" if number == "2026-0005" else "legal"
        assert line(register, "request", "amend", number, str(sequence), "--reason", "补填", "--set", f"applicant_type={kind}").code == 0
    return register


@pytest.fixture
def register(coded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(coded, tmp_path / "coded"))


def test_what_is_missing_is_told_and_nothing_is_written(sample: Path, tmp_path: Path) -> None:
    told = line(sample, "export", "national", "--out", str(tmp_path / "national"))
    assert told.code == 6
    assert told.out.splitlines()[:3] == [
        "2026-0001 up_pro_accept/基本编码: item GH-03 has no base code: write base_code in its guide file and adopt it",
        "2026-0001 up_pro_accept/实施编码: item GH-03 has no implementation code: write implementation_code in its guide file and adopt it",
        (
            "2026-0001 up_pro_accept/申请人类型: nobody says what kind of applicant it is: "
            "receive with --applicant-type or --id-code, or amend with --set applicant_type=legal"
        ),
    ]
    assert told.err == "Error: Nothing was written: 42 fields are wrong. Mend them, or write what is complete with --incomplete.\n"
    assert sorted(tmp_path.iterdir()) == [sample]


def test_the_complete_ones_and_the_reasons_of_the_others(register: Path, tmp_path: Path) -> None:
    line(register, "request", "receive", "GH-03", "--applicant", "新来科技有限公司", "--on", "2026-11-23")
    line(register, "request", "accept", "2026-0018", "--on", "2026-11-23")
    out = tmp_path / "national"
    told = line(register, "export", "national", "--out", str(out), "--incomplete")
    assert (told.code, told.out.splitlines()[1]) == (1, f"1 are left out, 1 fields of theirs are wrong: {out / 'rejects.csv'}")
    assert (out / "rejects.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "Request,Table,Field,Problem",
        (
            '2026-0018,up_pro_accept,申请人类型,"nobody says what kind of applicant it is: '
            'receive with --applicant-type or --id-code, or amend with --set applicant_type=legal"'
        ),
    ]
    assert not any(row["办件编号"] == "2026-0018" for one in TABLES for row in table(out, one.name))
    sequence = dict(receipts(register))["2026-0018"]
    line(register, "request", "amend", "2026-0018", str(sequence), "--reason", "补填", "--set", "applicant_type=other")
    assert line(register, "export", "national", "--out", str(out)).code == 0
    assert not (out / "rejects.csv").exists()
    assert {row["办件编号"]: row["申请人类型"] for row in table(out, "up_pro_accept")}["2026-0018"] == "其他组织"


def test_no_applicant_is_named_and_every_column_stands_in_its_place(register: Path, tmp_path: Path) -> None:
    words = ("--applicant", "欧阳明", "--id-code", "11010519491231002X", "--contact", "赵小雨", "--agent", "钱多", "--on", "2026-11-23")
    line(register, "request", "receive", "GH-03", "--channel", "网上", *words)
    line(register, "request", "accept", "2026-0018", "--on", "2026-11-23")
    out = tmp_path / "national"
    assert line(register, "export", "national", "--out", str(out), "--since", "2026-11-23").code == 0
    assert table(out, "up_pro_accept") == [
        {
            "办件编号": "2026-0018",
            "事项名称": "建设工程规划许可证核发",
            "基本编码": "990100000032",
            "实施编码": "1143000000000000004990100000032",
            "业务办理项编码": "",
            "事项版本": "1",
            "申请人类型": "自然人",
            "申请人名称": "欧**",
            "申请人证件类型": "居民身份证",
            "申请人证件号码": "110*************2X",
            "联系人": "赵**",
            "代理人": "钱*",
            "法定代表人": "",
            "申请时间": "20261123T000000",
            "受理时间": "20261123T000000",
            "承诺办结时间": "20261207T235959",
            "办理类型": "2",
            "申请类型": "2",
            "受理部门": "自然资源和规划分局",
            "受理部门编码": "GH",
            "受理人员": "root",
            "受理文书编号": "",
            "办理摘要": "",
        }
    ]
    line(register, "export", "national", "--out", str(out))
    everything = "".join(file.read_text(encoding="utf-8-sig") for file in out.iterdir())
    assert not any(name in everything for name in (*NAMES, "欧阳明", "赵小雨", "钱多", "11010519491231002X"))


# A stop that goes on moves its request's last day: what is compared has to be of one day.
@pytest.mark.usefixtures("still")
def test_the_same_rows_as_workbooks_and_as_json_lines(coded: Path, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "jsonl"):
        told = line(coded, "export", "national", "--out", str(tmp_path / form), "--format", form)
        assert told.code == 0
        counts = {"up_pro_accept": 14, "up_pro_process": 36, "up_pro_special_procedure": 1, "up_pro_material": 53, "up_pro_result": 4}
        assert ", ".join(f"{name}.{form} {count}" for name, count in counts.items()) in told.out
    for one in TABLES:
        rows = table(tmp_path / "csv", one.name)
        page = load_workbook(tmp_path / "xlsx" / f"{one.name}.xlsx").active
        assert page is not None
        heading, *cells = [[cell or "" for cell in row] for row in page.iter_rows(values_only=True)]
        assert (heading, [dict(zip(one.columns, row, strict=True)) for row in cells]) == (list(one.columns), rows)
        written = (tmp_path / "jsonl" / f"{one.name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(text) for text in written] == rows


@pytest.mark.usefixtures("still")
def test_a_department_and_a_period_have_their_rows_once(coded: Path, tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", []
    line(coded, "export", "national", "--out", str(whole))
    for since, until in (("2026-01-01", "2026-03-15"), ("2026-03-16", "2026-12-31")):
        out = tmp_path / since
        assert line(coded, "export", "national", "--out", str(out), "--since", since, "--until", until).code == 0
        parts.append(out)
    for one in TABLES:
        both = [row for part in parts for row in table(part, one.name)]
        assert sorted(map(str, both)) == sorted(map(str, table(whole, one.name)))
        assert {row["办件编号"] for row in table(parts[0], one.name)} <= {f"2026-{number:04}" for number in range(1, 9)}
    assert line(coded, "export", "national", "--out", str(tmp_path / "gh"), "--department", "自然资源和规划分局").code == 0
    assert {row["受理部门编码"] for row in table(tmp_path / "gh", "up_pro_accept")} == {"GH"}


def test_the_way_back_gives_the_same_requests_on_the_same_days(register: Path, tmp_path: Path) -> None:
    lines = (
        ("request", "stop", "2026-0003", "专家评审", "--document", "云开资规〔2026〕8号", "--days", "5", "--on", "2026-03-10"),
        ("request", "resume", "2026-0003", "--on", "2026-03-16"),
        ("request", "extend", "2026-0003", "--days", "5", "--approver", "谭国华", "--reason", "方案需要论证", "--told-on", "2026-03-31", "--on", "2026-03-31"),
        ("request", "decide", "2026-0002", "--refused", "--reason", "资金未落实", "--remedies", "复议、诉讼", "--on", "2026-04-01"),
        ("request", "complete", "2026-0002", "--on", "2026-04-02"),
        ("request", "complete", "2026-0004", "--certificate", "云环审〔2026〕4号", "--on", "2026-04-03"),
        ("request", "deliver", "2026-0004", "--how", "post", "--on", "2026-04-07"),
        ("request", "withdraw", "2026-0007", "--reason", "不再申请", "--on", "2026-04-02"),
        ("request", "terminate", "2026-0008", "--reason", "申请人注销", "--on", "2026-04-02"),
        ("request", "void", "2026-0009", "--reason", "重复录入", "--on", "2026-04-02"),
        ("request", "step", "2026-0013", "审查", "--on", "2026-03-27"),
    )
    for words in lines:
        late = ("--late-reason", "集中补录", "--paper", "卷宗1号")
        assert line(register, *words, *late).code == 0, words
    first, other, second = tmp_path / "first", tmp_path / "other", tmp_path / "second"
    assert line(register, "export", "national", "--out", str(first)).code == 0
    assert {row["办件编号"]: row["办结结果"] for row in table(first, "up_pro_result")} == {
        "2026-0001": "0", "2026-0002": "6", "2026-0004": "0", "2026-0006": "0", "2026-0007": "1", "2026-0008": "1", "2026-0009": "2",
        "2026-0014": "4", "2026-0015": "0",
    }  # fmt: skip
    assert [row["特别程序种类"] for row in table(first, "up_pro_special_procedure")] == ["2", "1", "2"]
    run_line("init", str(other))
    give_codes(other)
    for name in ("accept", "process", "result"):
        again = [line(other, "request", "import", str(first / f"up_pro_{name}.csv"), "--map", f"national-{name}.toml") for _ in range(2)]
        assert [run.code for run in again] == [0, 0], again
        assert "0 new, 0 with news" in again[1].out
    assert days(other) == days(register)
    assert line(other, "export", "national", "--out", str(second)).code == 0
    for name in ("up_pro_result", "up_pro_accept"):
        kept = ("办件编号", "事项名称", "实施编码", "申请人类型", "申请人名称", "申请时间", "受理时间", "办结时间", "结果证照编号")
        assert [[row.get(key) for key in kept] for row in table(second, name)] == [[row.get(key) for key in kept] for row in table(first, name)]


def days(register: Path) -> list[tuple[str | None, ...]]:
    """Return the requests that were accepted with their days; what was void or terminated there is terminated here."""
    connection = open_database(register)
    query = """
        select number, item, substr(received_on, 1, 10), substr(accepted_on, 1, 10), substr(decided_on, 1, 10),
            substr(coalesce(completed_on, closed_on), 1, 10), replace(stage, 'voided', 'terminated')
        from request where accepted_on is not null or number in ('2026-0005', '2026-0010') order by number
    """
    rows = [tuple(row) for row in connection.execute(query)]
    connection.close()
    # A special procedure is no part of what is read back, and silence that became acceptance is an acceptance there.
    return [
        (*row[:3], None if row[0] in {"2026-0005", "2026-0010"} else row[3], *row[4:6], "accepted" if row[6] in {"received", "stopped"} else row[6])
        for row in rows
    ]


def test_a_table_that_only_adds_finds_its_request_or_says_so(register: Path, tmp_path: Path) -> None:
    table_file = tmp_path / "result.csv"
    table_file.write_text("办件编号,办结时间,办结结果,结果证照编号,结果描述\n2026-0003,20260320T000000,0,,\nX-1,20260320T000000,9,,\n", encoding="utf-8")
    told = line(register, "request", "import", str(table_file), "--map", "national-result.toml")
    assert (told.code, told.out.splitlines()[:2]) == (
        1,
        [
            (
                f"{table_file}:2: column “办件编号”: no request of this number came from system national: import the table with its receipt first"
                " (value “2026-0003”)"
            ),
            f"{table_file}:3: column “办结结果”: the mapping does not say what this completion is: add it to [completions] (value “9”)",
        ],
    )


def test_an_item_is_found_by_its_national_code_or_refused(register: Path, tmp_path: Path) -> None:
    table_file = tmp_path / "accept.csv"
    columns = "办件编号,实施编码,申请人类型,申请人名称,联系人,代理人,法定代表人,申请时间,受理时间,承诺办结时间,申请类型\n"
    rows = "A-1,1143000000000000004990100000032,自然人,王*,,,,20260302T093000,20260303T000000,20260317T235959,1\nA-2,113,人,王*,,,,20260230T000000,,,1\n"
    table_file.write_text(columns + rows, encoding="utf-8")
    told = line(register, "request", "import", str(table_file), "--map", "national-accept.toml")
    said = [text.partition(": column ")[2].partition(" (value")[0] for text in told.out.splitlines()[:3]]
    assert said == [
        "“实施编码”: no item in force, or more than one, is called so by its implementation_code",
        "“申请人类型”: this is no kind of applicant: write one of 自然人, 法人, 其他组织, natural, legal, other",
        "“申请时间”: this is no date: write it like 2026-03-02 or 2026-03-02 13:41, or give its form in date_formats of the mapping",
    ]
    shown = json.loads(line(register, "request", "show", "A-1", "--format", "json").out)
    assert (shown["item"], shown["received_on"], shown["accepted_on"]) == ("GH-03", "2026-03-02", "2026-03-03")


def test_ratings_and_orders_are_told(register: Path, tmp_path: Path) -> None:
    connection = open_database(register)
    facts = {"request": "2026-0006", "item": "SC-01", "level": "splendid", "anonymous": True, "on": "2026-03-20"}
    write(connection, [MatterRow("rating", "PJ-2026-0099", "SC-01", "SC", "", "rated", 0, "2026-03-20", "2026-03-20", None, json.dumps(facts))])
    connection.close()
    line(register, "card", "order", "2026-0002", "--text", "五日内办结", "--as", "luoxia", "--on", "2026-04-01", "--late-reason", "补录", "--paper", "督1号")
    out = tmp_path / "national"
    told = line(register, "export", "national", "--out", str(out))
    assert (told.code, told.out.splitlines()) == (
        6,
        [
            "2026-0006 up_pro_result/满意度: “splendid” is not one of 1, 2, 3, 4, 5",
            "2026-0006 evaluation/满意度: “splendid” is not one of 1, 2, 3, 4, 5",
        ],
    )
    line(register, "export", "national", "--out", str(out), "--incomplete")
    assert [list(row.values()) for row in table(out, "evaluation")] == [["2026-0015", "counter", "实名", "20260401T000000", "1", "2", ""]]
    assert {row["办件编号"]: row["满意度"] for row in table(out, "up_pro_result")}["2026-0015"] == "2"
    ordered = [row for row in table(out, "supervision") if row["督办内容"]]
    assert [(row["办件编号"], row["督办内容"], row["事项类型"], row["督办发出时间"], row["监察预警类型"]) for row in ordered] == [
        ("2026-0002", "五日内办结", "01", "20260401T000000", "红牌")
    ]


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("--since", "2026-04-01", "--until", "2026-03-01"), "The period ends before it begins: Wed 2026-04-01 to Sun 2026-03-01."),
    (("--department", "无此局"), "There is no department 无此局: write one of "),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG)
def test_wrong_words_are_refused(sample: Path, tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    told = line(sample, "export", "national", "--out", str(tmp_path / "national"), *words)
    assert (told.code, told.err.startswith(f"Error: {sentence}")) == (2, True), told
    assert not (tmp_path / "national").exists()


def test_a_folder_that_cannot_be_written_is_refused_and_what_was_there_stays(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "none" / "national"):
        told = line(sample, "export", "national", "--out", str(place))
        assert (told.code, told.err) == (2, f"Error: {place} cannot be written: name a folder, in a folder that exists.\n")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
