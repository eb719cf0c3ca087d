"""The guide printed as its users print it: four forms of the same words, the same bytes each time, and refusals before anything is written."""

import re
import subprocess
import sys
from collections import Counter
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document

from approvals.core.leaflet.parts import Leaflet
from approvals.desk.printing import guide_leaflet
from approvals.desk.register import open_register
from approvals.render.paper.typeset import texts
from approvals.render.text import width
from console import run_line
from fonts import write_font
from paper import archive_faults, docx_text, pdf_pages, squeezed

DAY = "2026-04-01"
SAMPLE = "样本：虚构的高新区，所载内容不作为办事依据"


def leaflet(register: Path, target: str) -> Leaflet:
    from datetime import date  # noqa: PLC0415

    desk = open_register(register, date.fromisoformat(DAY))
    try:
        return guide_leaflet(desk, target)
    finally:
        desk.connection.close()


def printed(register: Path, file: Path, *line: str) -> bytes:
    ended = run_line("guide", "print", *line, "--today", DAY, "--out", str(file), "--register", str(register))
    assert (ended.code, ended.out) == (0, "")
    return file.read_bytes()


def words_of(register: Path, target: str, *, cells: bool = True) -> set[str]:
    """Return every text a reader has to find: names, values and cells, without the keys of templates."""
    sheets = [sheet for chapter in leaflet(register, target).chapters for sheet in chapter.sheets]
    told = [
        (sheet.code, sheet.name, sheet.remark, [(part.title, part.pairs, part.rows if cells else (), part.lines) for part in sheet.sections])
        for sheet in sheets
    ]
    return {squeezed(text) for text in texts(told) if text}


@pytest.mark.parametrize("target", ["GH-03", "GH"])
def test_the_words_of_a_pdf_are_those_of_the_guide_and_every_page_says_that_it_is_a_sample(demo: Path, tmp_path: Path, target: str) -> None:
    pages = pdf_pages(printed(demo, tmp_path / "guide.pdf", target))
    whole = "".join(pages)
    assert not {word for word in words_of(demo, target) if word not in whole}
    assert all(SAMPLE in page for page in pages)


def test_the_contents_name_the_pages_on_which_the_items_begin(demo: Path, tmp_path: Path) -> None:
    pages = pdf_pages(printed(demo, tmp_path / "guide.pdf", "GH"))
    contents = pages[1]
    for sheet in leaflet(demo, "GH").chapters[0].sheets:
        begins = next(number for number, page in enumerate(pages, 1) if f"{squeezed(sheet.name)}{sheet.code}" in page)
        assert re.search(rf"{re.escape(squeezed(sheet.name))}{begins}(?!\d)", contents)


def test_the_words_of_a_docx_are_those_of_the_guide_and_its_head_says_that_it_is_a_sample(demo: Path, tmp_path: Path) -> None:
    made = printed(demo, tmp_path / "guide.docx", "GH")
    body = docx_text(made)
    assert not {word for word in words_of(demo, "GH") if word not in body}
    assert SAMPLE in Document(BytesIO(made)).sections[0].header.paragraphs[0].text
    assert "{" not in body


def test_the_words_of_a_page_are_those_of_the_guide_and_nothing_is_fetched(demo: Path, tmp_path: Path) -> None:
    page = printed(demo, tmp_path / "guide.html", "GH").decode()
    text = squeezed(unescape(re.sub(r"<[^>]+>", "", page)))
    assert not {word for word in words_of(demo, "GH") if word not in text}
    assert not re.search(r'src=|href="(?!#)|@import|url\(', page)
    targets = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets


def test_a_text_says_of_each_item_that_it_is_a_sample(demo: Path) -> None:
    ended = run_line("guide", "print", "GH", "--today", DAY, "--register", str(demo))
    assert ended.code == 0
    assert ended.out.count(SAMPLE) == leaflet(demo, "GH").items
    shown = squeezed(ended.out)
    assert not {word for word in words_of(demo, "GH", cells=False) if word not in shown}
    # Cells are wrapped side by side: of them every character is there.
    assert not Counter("".join(words_of(demo, "GH"))) - Counter(shown)
    assert max(map(width, ended.out.splitlines())) <= 80


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "txt"])
def test_the_same_line_writes_the_same_bytes(demo: Path, tmp_path: Path, form: str) -> None:
    first = printed(demo, tmp_path / f"first.{form}", "GH-03")
    line = ["guide", "print", "GH-03", "--today", DAY, "--out", str(tmp_path / f"second.{form}"), "--register", str(demo)]
    subprocess.run([sys.executable, "-m", "approvals", *line], check=True, capture_output=True)  # noqa: S603 - our own program
    assert (tmp_path / f"second.{form}").read_bytes() == first


@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_pdf_for_the_archive(demo: Path, tmp_path: Path, size: str) -> None:
    made = printed(demo, tmp_path / "guide.pdf", "GH-03", "--pdfa", "--size", size)
    assert not archive_faults(made)
    with pikepdf.open(BytesIO(made)) as paper, paper.open_metadata() as metadata:
        assert metadata["dc:title"] == "建设工程规划许可证核发办事指南"
        assert round(float(paper.pages[0].mediabox[3])) == {"a4": 842, "a5": 595}[size]
        kinds = {str(thing.S) for thing in paper.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem"}
        assert {"/Table", "/TH", "/TD", "/H1", "/Figure"} <= kinds


def test_an_address_gives_each_item_a_code_that_leads_to_it(sample: Path, tmp_path: Path) -> None:
    with (sample / "register.toml").open("a", encoding="utf-8") as settings:
        settings.write('web = "https://example.org/guide.html"\n')
    with pikepdf.open(BytesIO(printed(sample, tmp_path / "guide.pdf", "GH-03", "--pdfa"))) as paper:
        told = [str(thing.Alt) for thing in paper.objects if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing]
        assert "二维码：https://example.org/guide.html#GH-03" in told
        assert [str(note.A.URI) for note in paper.pages[0].Annots] == ["https://example.org/guide.html#GH-03"]
    with ZipFile(BytesIO(printed(sample, tmp_path / "guide.docx", "GH-03"))) as parts:
        assert any(name.startswith("word/media/") for name in parts.namelist())
    assert "<svg" in printed(sample, tmp_path / "guide.html", "GH-03").decode()
    assert "https://example.org/guide.html#GH-03" in printed(sample, tmp_path / "guide.txt", "GH-03").decode()


def test_what_was_edited_and_not_adopted_is_not_printed_and_said(sample: Path, tmp_path: Path) -> None:
    file = sample / "guide" / "guihua.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("建设工程规划许可证核发", "改过的名称"), encoding="utf-8")
    ended = run_line("guide", "print", "GH-03", "--out", str(tmp_path / "guide.txt"), "--register", str(sample))
    assert "guide/guihua.toml was edited but not adopted" in ended.err
    assert "改过的名称" not in (tmp_path / "guide.txt").read_text(encoding="utf-8")


def test_a_register_that_is_no_sample_prints_no_mark(sample: Path, tmp_path: Path) -> None:
    settings = sample / "register.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("sample = true", "sample = false"), encoding="utf-8")
    for form in ("pdf", "docx", "html", "txt"):
        assert printed(sample, tmp_path / f"guide.{form}", "GH-03")
    assert not any("样本：" in page for page in pdf_pages((tmp_path / "guide.pdf").read_bytes()))
    assert "样本：" not in (tmp_path / "guide.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("department", ["", "GH"])
def test_a_template_of_the_register_wins(sample: Path, tmp_path: Path, department: str) -> None:
    folder = sample / "templates" / department
    folder.mkdir(parents=True, exist_ok=True)
    own = Document()
    own.add_paragraph("本局：{{ title }}")
    own.save(str(folder / "guide.docx"))
    (folder / "guide.html").write_text("<p>{{ title }}</p>", encoding="utf-8")
    (folder / "guide.typ").write_text('#import "/paper.typ": *\n#show: sheet.with(title: data.title)\n本局#data.title', encoding="utf-8")
    document = Document(BytesIO(printed(sample, tmp_path / "guide.docx", "GH-03")))
    assert [paragraph.text for paragraph in document.paragraphs] == ["本局：建设工程规划许可证核发办事指南"]
    assert printed(sample, tmp_path / "guide.html", "GH-03") == "<p>建设工程规划许可证核发办事指南</p>".encode()
    assert "本局建设工程" in pdf_pages(printed(sample, tmp_path / "guide.pdf", "GH-03"))[0]


@pytest.mark.parametrize(
    ("form", "content", "place"),
    [
        ("html", "<p>\n{{ titel }}", "guide.html:2"),
        ("html", "<p>\n\n{% for", "guide.html:3"),
        ("html", "{{ title.no.such }}", "guide.html:1"),
        ("typ", "= 标题\n\n#titel", "guide.typ:3"),
        ("typ", "#let a = (1,", "guide.typ:1"),
        ("typ", '#image("nowhere.png")', "guide.typ:1"),
        ("docx", "junk", "guide.docx"),
    ],
)
def test_a_template_that_fails_is_named_and_what_stood_there_stays(sample: Path, tmp_path: Path, form: str, content: str, place: str) -> None:
    (sample / "templates").mkdir(exist_ok=True)
    (sample / "templates" / f"guide.{form}").write_text(content, encoding="utf-8")
    file = tmp_path / f"guide.{'pdf' if form == 'typ' else form}"
    file.write_text("what stood there", encoding="utf-8")
    ended = run_line("guide", "print", "GH-03", "--out", str(file), "--register", str(sample))
    assert ended.code == 6
    assert ended.err.startswith(f"Error: The template {place} fails: ")
    assert file.read_text(encoding="utf-8") == "what stood there"


def test_a_template_has_the_files_of_its_folder_and_nothing_from_the_network(sample: Path, tmp_path: Path) -> None:
    own = sample / "templates" / "GH"
    own.mkdir(parents=True)
    (own / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>', encoding="utf-8")
    (own / "words.typ").write_text("#let words = [本局自己的话]", encoding="utf-8")
    lines = ['#import "/paper.typ": *', '#import "words.typ": words', "#show: sheet.with(title: data.title)", '#image("mark.svg") #words']
    (own / "guide.typ").write_text("\n".join(lines), encoding="utf-8")
    assert "本局自己的话" in pdf_pages(printed(sample, tmp_path / "guide.pdf", "GH-03"))[0]
    (own / "words.typ").write_text('#import "@preview/cetz:0.3.0"', encoding="utf-8")
    ended = run_line("guide", "print", "GH-03", "--out", str(tmp_path / "guide.pdf"), "--register", str(sample))
    assert ended.code == 6
    assert "words.typ takes @preview/cetz:0.3.0 from the network" in ended.err
    (own / "words.typ").write_text("#let words = [𰀀]", encoding="utf-8")
    assert "U+30000" in run_line("guide", "print", "GH-03", "--out", str(tmp_path / "guide.pdf"), "--register", str(sample)).err


def test_a_name_that_no_font_has_is_refused_until_the_register_has_one(sample: Path, tmp_path: Path) -> None:
    file = sample / "guide" / "guihua.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("云岭高新区政务服务中心二楼 C 区", "\U00030000村二楼"), encoding="utf-8")
    assert run_line("adopt", "guide", "--from", "2026-01-01", "--yes", "--register", str(sample)).code == 0
    line = ("guide", "print", "GH-03", "--out", str(tmp_path / "guide.pdf"), "--register", str(sample))
    ended = run_line(*line)
    assert (ended.code, (tmp_path / "guide.pdf").exists()) == (6, False)
    assert "No font here has “\U00030000” (U+30000) in “\U00030000村二楼”." in ended.err
    write_font(sample / "fonts" / "rare.ttf", "Rare", "\U00030000")
    assert run_line(*line).code == 0


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        (["GH-99"], 4, "There is no item or department GH-99 in force on Wed 2026-04-01"),
        (["--to", "pdf"], 2, "This form is no text: name its file, like --out guide.pdf."),
        (["--to", "docx"], 2, "This form is no text: name its file, like --out guide.docx."),
        (["--pdfa"], 2, "--pdfa is a kind of PDF: print --to pdf."),
        (["--size", "a5"], 2, "--size is that of a PDF: print --to pdf."),
        (["--size", "a3", "--to", "pdf"], 2, "--size has to be one of a4, a5."),
        (["--to", "odt"], 2, "--to has to be one of text, html, pdf, docx."),
        (["--out", "/no/such/folder/guide.pdf"], 2, "cannot be written"),
        (["--today", "2006-01-01", "GH-03"], 0, ""),
    ],
)
def test_what_cannot_be_printed(demo: Path, line: list[str], code: int, sentence: str) -> None:
    today = [] if "--today" in line else ["--today", DAY]
    ended = run_line("guide", "print", *line, *today, "--register", str(demo))
    assert ended.code == code
    assert sentence in ended.err


def test_the_doctor_names_a_face_for_each_role(sample: Path) -> None:
    write_font(sample / "fonts" / "xbs.ttf", "方正小标宋简体", "甲")
    ended = run_line("print", "doctor", "--register", str(sample), "--lang", "zh_CN")
    assert ended.code == 0
    assert re.search(r"标题（小标宋）\s+方正小标宋简体\s+登记的 `fonts` 文件夹", ended.out)
    assert "最后是 Noto Sans CJK SC。" in ended.out
    assert [role in ended.out for role in ("正文（仿宋）", "小标题（黑体）", "注释（楷体）")] == [True] * 3


def test_a_file_that_is_no_font_is_told_by_the_doctor_and_does_no_harm(sample: Path, tmp_path: Path) -> None:
    (sample / "fonts").mkdir()
    (sample / "fonts" / "kai.ttf").write_bytes(b"junk" * 100)
    ended = run_line("print", "doctor", "--register", str(sample))
    assert ended.code == 1
    assert "kai.ttf is no font that can be read: it is left out." in ended.err
    assert printed(sample, tmp_path / "guide.pdf", "GH-03")


def test_a_full_disk_is_said_and_leaves_no_half_file(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno  # noqa: PLC0415 - for this test alone

    def full(self: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    ended = run_line("guide", "print", "GH-03", "--out", str(tmp_path / "guide.pdf"), "--register", str(sample))
    assert ended.code == 7
    assert "disk is full" in ended.err
    assert not list(tmp_path.glob("*guide*"))
