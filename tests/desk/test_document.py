"""Every document of the sample register as it reads on the screen, and what holds for all of them.

The golden texts stand in documents/, one file a document: `python tests/desk/test_document.py` writes them anew; read the difference before you keep it.
"""

import json
import os
import re
import shlex
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from approvals.core.document import DocumentKind
from console import Ended, run_line
from documented import KEPT, live, printed

GOLDEN = Path(__file__).with_name("documents")


def file_of(kept: str) -> Path:
    return GOLDEN / f"{kept.replace(' ', '-')}.txt"


@pytest.mark.parametrize("kept", KEPT)
def test_a_document_reads_as_it_is_kept(lived: Path, kept: str) -> None:
    assert printed(lived, kept) == file_of(kept).read_text(encoding="utf-8")


def test_every_kind_is_kept_and_nothing_else() -> None:
    assert {kept.split()[1] for kept in KEPT} == set(DocumentKind)
    assert {file.name for file in GOLDEN.iterdir()} == {file_of(kept).name for kept in KEPT}


@pytest.fixture
def _here(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(sample)


def run(line: str) -> Ended:
    return run_line(*shlex.split(line))


def documents(number: str) -> dict[str, str | None]:
    return {one["document"]: one["number"] for one in json.loads(run(f"request print {number} --format json").out)}


@pytest.mark.usefixtures("_here")
def test_printing_again_gives_the_same_document_whatever_happened_since(sample: Path) -> None:
    before = run("request print 2026-0003 acceptance").out
    # The record is put right, the promise changes, the policy changes, a procedure runs, and the applicant's name was wrong.
    for file, old, new in (("guide/guihua.toml", "0000-8888 0008", "0000-8888 9999"), ("policy.toml", "六十日", "九十日")):
        text = (sample / file).read_text(encoding="utf-8")
        (sample / file).write_text(text.replace(old, new), encoding="utf-8")
    assert run("adopt --yes").code == 0
    receipt, accepted = (one["event"] for one in json.loads(run("request print 2026-0003 --format json").out))
    assert run(f"request amend 2026-0003 {accepted} --happened-on 2026-03-09 --reason 日期笔误").code == 0
    assert run(f"request amend 2026-0003 {receipt} --applicant 星河地产有限公司 --reason 名称有误").code == 0
    assert run("request stop 2026-0003 专家评审 --days 5").code == 0
    assert run("request print 2026-0003 acceptance").out == before
    assert documents("2026-0003")["acceptance"] == "云开资规受〔2026〕第0001号"


@pytest.mark.usefixtures("_here")
def test_a_document_issued_anew_has_its_own_number_and_what_was_put_right() -> None:
    assert "2026年3月6日起受理" in run("request print 2026-0003 acceptance").out
    event = json.loads(run("request print 2026-0003 --format json").out)[1]["event"]
    assert run(f"request amend 2026-0003 {event} --happened-on 2026-03-09 --reason 日期笔误").code == 0
    anew = run("request print 2026-0003 acceptance --anew").out
    assert "2026年3月9日起受理" in anew
    assert "云开资规受〔2026〕第0002号" in anew
    assert "本文书替代云开资规受〔2026〕第0001号，原文书同时作废。" in anew
    assert run("request print 2026-0003 acceptance").out == anew


@pytest.mark.usefixtures("_here")
def test_a_draft_takes_no_number_and_a_copy_says_so() -> None:
    draft = run("request print 2026-0003 acceptance --draft").out
    assert "【草稿】" in draft
    assert "（未编号）" in draft
    assert documents("2026-0003")["acceptance"] is None
    plain, copied = run("request print 2026-0003 acceptance").out, run("request print 2026-0003 acceptance --copy").out
    assert [line for line in copied.splitlines() if "副本" not in line] == plain.splitlines()


@pytest.mark.usefixtures("_here")
def test_a_void_request_keeps_its_numbers_and_gets_no_more() -> None:
    before = run("request print 2026-0003 acceptance").out
    assert run("request void 2026-0003 --reason 重复录入").code == 0
    assert run("request print 2026-0003 acceptance").out == before
    assert run("request print 2026-0003 receipt").code == 5
    assert run("request print 2026-0012 acceptance").out.count("第0002号") == 1


@pytest.mark.usefixtures("_here")
def test_the_document_of_an_event_struck_out_is_not_printed_anew() -> None:
    run("request print 2026-0003 acceptance")
    event = json.loads(run("request print 2026-0003 --format json").out)[1]["event"]
    assert run(f"request amend 2026-0003 {event} --struck --reason 录错").code == 0
    assert run("request print 2026-0003 acceptance").code == 0
    refused = run("request print 2026-0003 acceptance --anew")
    assert refused.code == 5
    assert "was struck out" in refused.err


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("request print 2026-9999", 4, "There is no request 2026-9999"),
        ("request print 2026-0003 grant", 4, "has no document “grant”: it has receipt for materials, notice of acceptance."),
        ("request print 2026-0003 acceptance --to html", 2, "“html” is not one of text, pdf, docx."),
        ("request print 2026-0003 acceptance --draft --copy", 2, "do not go together"),
        ("request print 2026-0003 acceptance --out nowhere/paper.pdf", 2, "nowhere/paper.pdf cannot be written"),
        ("request stop 2026-0003 专家评审 --print", 2, "add --days"),
        ("request publish 2026-0001 --print", 2, "Only the reason of an overrun is a document"),
    ],
)
def test_what_cannot_be_printed_is_said(line: str, code: int, words: str) -> None:
    ended = run(line)
    assert (ended.code, ended.out) == (code, "")
    assert words in ended.err


@pytest.mark.usefixtures("_here")
def test_of_several_one_is_named_by_its_event_or_its_number() -> None:
    run("request resume 2026-0012 --on 2026-04-07")
    run("request stop 2026-0012 听证 --days 5 --on 2026-04-08")
    refused = run("request print 2026-0012 special")
    assert (refused.code, refused.out) == (2, "")
    assert "has 2 documents of this kind: say which with --event" in refused.err
    assert "专家评审" in run("request print 2026-0012 云开资规〔2026〕第5号").out
    event = json.loads(run("request print 2026-0012 --format json").out)[-1]["event"]
    assert "云开资规特〔2026〕第0001号" in run(f"request print 2026-0012 --event {event}").out
    assert "has no document “1”" in run("request print 2026-0012 --event 1").err


@pytest.mark.usefixtures("_here")
def test_documents_stand_on_the_page_of_the_request() -> None:
    run("request print 2026-0003 受理通知书")
    assert "printed: notice of acceptance, 云开资规受〔2026〕第0001号" in run("request show 2026-0003").out


@pytest.mark.usefixtures("_here")
def test_documents_are_rebuilt_from_the_ledger_and_names_are_erased(sample: Path) -> None:
    from approvals.desk.rebuilding import rebuild  # noqa: PLC0415
    from approvals.desk.register import open_register  # noqa: PLC0415
    from approvals.store import documents as store  # noqa: PLC0415

    run("request print 2026-0001 grant")
    run("request print 2026-0012 special")
    desk = open_register(sample, date(2026, 4, 1))
    before = store.every(desk.connection)
    rebuild(desk)
    assert store.every(desk.connection) == before != []
    desk.connection.close()
    assert run("register anonymise --before 2026-04-30 --yes").code == 0
    ended = run("request print 2026-0001 grant")
    assert "（个人信息已删除）：" in ended.out
    assert "The wording" not in ended.err
    assert run("register verify").code == 0


@pytest.mark.usefixtures("_here")
def test_a_department_without_a_mark_and_a_policy_without_remedies_are_told(sample: Path) -> None:
    guide, policy = sample / "guide/guihua.toml", sample / "policy.toml"
    guide.write_text(guide.read_text(encoding="utf-8").replace('document_mark = "云开资规"\n', ""), encoding="utf-8")
    head, _middle, tail = policy.read_text(encoding="utf-8").partition("[remedies]\n")
    policy.write_text(head + tail[tail.index("# 补录") :], encoding="utf-8")
    assert run("adopt --yes").code == 0
    refused = run("request print 2026-0003 acceptance")
    assert (refused.code, refused.out) == (6, "")
    assert "自然资源和规划分局 has no document_mark" in refused.err
    assert run("request decline 2026-0005 --ground 不需要取得许可 --on 2026-03-10").code == 0
    assert "tells the remedies" in run("request print 2026-0005 decline").err


@pytest.mark.usefixtures("_here")
def test_an_organ_without_a_review_body_is_told() -> None:
    ended = run("request print 2026-0015 grant")
    assert ended.code == 0
    assert "It names no review body for 云岭市消防救援支队" in ended.err


@pytest.mark.usefixtures("_here")
def test_whoever_may_not_record_it_does_not_issue_it(sample: Path) -> None:
    for person in ("liwen", "heqiang", "yangli"):
        assert run_line("register", "pin", person, typed=b"274190\n").code == 0
    with (sample / "staff.toml").open("a", encoding="utf-8") as file:
        file.write("# 2026\n")
    assert run("adopt staff --yes").code == 0
    assert run_line("login", "heqiang", typed=b"274190\n").code == 0
    assert run("request print 2026-0003 acceptance").code == 5
    assert run_line("login", "yangli", typed=b"274190\n").code == 0
    assert run("request print 2026-0003 acceptance").code == 5
    assert run("request print 2026-0003 receipt").code == 0
    assert run_line("login", "liwen", typed=b"274190\n").code == 0
    assert run("request print 2026-0003 acceptance").code == 0


@pytest.mark.usefixtures("_here")
def test_recording_prints_at_once(sample: Path) -> None:
    for line, file in (
        ("request receive GH-03 --applicant 新桥科技有限公司 --on 2026-04-01 --print", "云开资规收〔2026〕第0001号.pdf"),
        ("request settle SC-01 --applicant 王伟 --on 2026-04-01 --print", "云开市监准〔2026〕第0001号.pdf"),
        ("request extend 2026-0003 --days 5 --approver 谭国华 --reason 论证 --told-on 2026-04-02 --on 2026-04-02 --print", "云开资规延〔2026〕第0001号.pdf"),
        ("request accept 2026-0018 --document 受理/7号 --on 2026-04-02 --format json --print", "受理_7号.pdf"),
    ):
        ended = run(line)
        assert ended.code == 0, ended
        assert f"printed to {file}." in ended.err
        assert (sample / file).read_bytes().startswith(b"%PDF")
    assert documents("2026-0018")["acceptance"] == "受理/7号"


@pytest.mark.usefixtures("_here")
def test_the_same_document_is_the_same_file_and_holds_every_word(sample: Path) -> None:
    assert run("request print 2026-0001 acceptance --out first.pdf").code == 0
    assert run("request print 2026-0001 acceptance --to pdf --out second.pdf").code == 0
    assert (sample / "first.pdf").read_bytes() == (sample / "second.pdf").read_bytes()
    assert run("request print 2026-0001 acceptance --copy --out copy.pdf").code == 0
    assert (sample / "first.pdf").read_bytes() != (sample / "copy.pdf").read_bytes()
    assert run("request print 2026-0001 acceptance --out paper.txt").code == 0
    assert (sample / "paper.txt").read_text(encoding="utf-8") == run("request print 2026-0001 acceptance").out


@pytest.mark.usefixtures("_here")
def test_a_word_processor_gets_the_same_words_and_the_register_may_have_its_own_template(sample: Path) -> None:
    import docx  # noqa: PLC0415 - heavy, and for this test alone

    assert run("request print 2026-0011 supplement --out ours.docx").code == 0
    paper = docx.Document(str(sample / "ours.docx"))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    words = "".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])
    # Broken lines of the screen are joined; the head of the sheet and the lines below the seal are arranged otherwise there.
    told = run("request print 2026-0011 supplement").out.partition("\n\n")[2].partition("咨询电话")[0].replace("\n", "")
    assert [part for part in re.findall(r"[\u4e00-\u9fff]{4,}", told) if part not in words] == []
    own = docx.Document()
    own.add_paragraph("本局格式：{{ number }}")
    own.save(str(sample / "templates" / "document.docx"))
    assert run("request print 2026-0011 supplement --out own.docx").code == 0
    assert [paragraph.text for paragraph in docx.Document(str(sample / "own.docx")).paragraphs] == ["本局格式：云开资规补〔2026〕2号"]
    (sample / "templates" / "document.typ").write_text("#nonsense", encoding="utf-8")
    refused = run("request print 2026-0011 supplement --out own.pdf")
    assert (refused.code, refused.out) == (6, "")
    assert "The template document.typ:1 fails" in refused.err


if __name__ == "__main__":
    os.environ["LC_ALL"] = "en_US.UTF-8"
    with TemporaryDirectory() as folder:
        register = Path(folder) / "register"
        run_line("demo", str(register))
        for ended in live(register):
            sys.stderr.write(ended.err if ended.code else "")
        for kept in KEPT:
            file_of(kept).write_text(printed(register, kept), encoding="utf-8")
