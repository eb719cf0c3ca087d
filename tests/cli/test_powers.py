"""The compendium of rules on powers as its users make it: four forms of the same words, counted, with what the guide says taken from the guide."""

import re
from html import unescape
from pathlib import Path

import pytest

from approvals.render.text import width
from console import Ended, Run, run_line
from paper import docx_text, pdf_pages, squeezed
from the_year import rules_on_powers

SAMPLE = "样本：虚构的高新区，所载内容不作为办事依据"


def told(register: Path, *line: str) -> str:
    ended: Ended = run_line(*line, "--register", str(register))
    assert ended.code == 0, ended.err
    return ended.out


def head(register: Path) -> str:
    return told(register, "powers", "print", "GH-Z02").splitlines()[-1].removeprefix("链首：")


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "txt"])
def test_the_book_has_every_rule_the_counts_and_the_head_of_the_chain(demo: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"book.{form}"
    assert told(demo, "powers", "print", "--out", str(file)) == ""
    content = file.read_bytes()
    whole = {"pdf": lambda: "".join(pdf_pages(content)), "docx": lambda: docx_text(content)}.get(form, lambda: squeezed(unescape(content.decode())))()
    wanted = ["规范权力运行制度汇编", "3个部门，4项权力，4项制度", "GH-Z01", "HB-Z01", "JS-Z01", "行使岗位：建设局建筑业管理科", "《行政许可法》第三十条"]
    assert [word for word in wanted if word not in whole] == []
    if form != "docx":
        assert f"链首：{head(demo)}" in whole


def test_every_page_of_a_pdf_says_what_the_register_was_and_contents_and_index_name_the_pages(demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    told(demo, "powers", "print", "--out", str(file))
    pages = pdf_pages(file.read_bytes())
    assert all(SAMPLE in page and f"链首：{head(demo)}" in page for page in pages)
    begins = next(number for number, page in enumerate(pages, 1) if "行政许可事项公示制度GH-Z02" in page)
    assert f"行政许可事项公示制度{begins}" in pages[1]
    assert f"GH-Z02行政许可事项公示制度{begins}" in pages[-1]


def test_steps_limits_and_law_of_a_service_item_are_those_of_the_guide(sample: Path) -> None:
    guide = sample / "guide" / "guihua.toml"
    assert "《中华人民共和国城乡规划法》第四十条" in told(sample, "powers", "print", "GH-Z01")
    guide.write_text(guide.read_text(encoding="utf-8").replace("现场踏勘", "实地踏勘"), encoding="utf-8")
    told(sample, "adopt", "guide", "--yes")
    page = told(sample, "powers", "print", "GH-Z01")
    assert "实地踏勘（2个工作日）" in squeezed(page)
    assert max(map(width, page.splitlines())) <= 80
    powers = sample / "powers" / "quanli.toml"
    assert not {"踏勘", "工作日"} & set(re.findall("踏勘|工作日", powers.read_text(encoding="utf-8").split("GH-Q02")[0]))


def test_a_power_whose_item_has_gone_says_so_and_the_check_finds_it(sample: Path) -> None:
    guide = sample / "guide" / "jianshe.toml"
    text = guide.read_text(encoding="utf-8")
    guide.write_text(text.replace('code = "JS-01"', 'code = "JS-91"'), encoding="utf-8")
    told(sample, "adopt", "guide", "--yes")
    assert "注：事项JS-01在本汇编的日期不在《办事指南》中。" in told(sample, "powers", "print", "JS-Z01")
    assert "item JS-01 is not in the guide any more" in told(sample, "powers", "show", "JS-Z01")
    checked = run_line("powers", "check", "--register", str(sample))
    assert checked.code == 1
    assert "powers/quanli.toml:124: The guide has no item “JS-01”" in checked.out


def test_a_compendium_of_24_departments_and_139_rules_counts_itself(sample: Path, tmp_path: Path) -> None:
    codes = [re.search(r'code = "(\w+)"', file.read_text(encoding="utf-8"))[1] for file in sorted((sample / "guide").glob("*.toml"))]  # type: ignore[index]
    rules_on_powers(sample, codes)
    told(sample, "adopt", "powers", "--yes")
    assert told(sample, "powers", "list").splitlines()[-1] == "Departments: 24, powers: 24, rules: 139."
    told(sample, "powers", "print", "--out", str(tmp_path / "book.pdf"))
    pages = pdf_pages((tmp_path / "book.pdf").read_bytes())
    assert "24个部门，24项权力，139项制度" in pages[0]
    assert sum("一、权力" in page for page in pages) == 139


def test_a_file_with_an_error_is_not_adopted_and_a_change_is_told_in_words(sample: Path) -> None:
    file = sample / "powers" / "quanli.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('holder = "综合科"', 'holder = "李文"'), encoding="utf-8")
    refused = run_line("adopt", "powers", "--yes", "--register", str(sample))
    assert (refused.code, "powers/quanli.toml:59: “李文” is a person of staff.toml" in refused.out) == (1, True)
    file.write_text(text.replace('holder = "综合科"', 'holder = "办公室"'), encoding="utf-8")
    assert "power.GH-Q02.holder: 综合科 → 办公室" in told(sample, "adopt", "powers", "--yes")
    file.unlink()
    assert "powers/quanli.toml: gone" in told(sample, "adopt", "powers", "--yes")
    assert run_line("powers", "print", "--register", str(sample)).code == 4
    assert run_line("register", "verify", "--register", str(sample)).code == 0


@pytest.mark.parametrize(
    ("content", "place"), [("[[power]\n", "1: "), ("power = 3\n", "1: "), ("[[power]]\nid = 4\nrule = [1]\n", "1: "), ("[[power]]\nitem = []\n", "1: ")]
)
def test_junk_is_told_by_its_line(sample: Path, content: str, place: str) -> None:
    (sample / "powers" / "junk.toml").write_text(content, encoding="utf-8")
    checked = run_line("powers", "check", "--register", str(sample))
    assert (checked.code, f"powers/junk.toml:{place}" in checked.out, checked.err) == (1, True, "")


def test_an_empty_register_has_none_and_says_where_to_write_them(run: Run) -> None:
    assert run("init", "register", "--empty").code == 0
    ended = run("powers", "list", "--register", "register")
    assert (ended.code, "write powers/*.toml" in ended.err) == (4, True)
