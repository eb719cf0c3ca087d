from pathlib import Path

import pytest

from approvals.files.reader import LARGEST, Finding, Source, read, read_folder
from approvals.language import say

DEPARTMENT = '[department]\ncode = "GH"\nname = "自然资源和规划分局"\n'


def told(result: Source | list[Finding]) -> list[str]:
    assert not isinstance(result, Source)
    return [say(*finding.said()) for finding in result]


def test_a_file_is_its_text_its_table_and_its_lines(tmp_path: Path) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "guihua.toml").write_text(DEPARTMENT, encoding="utf-8")
    source = read(tmp_path, "guide/guihua.toml")
    assert isinstance(source, Source)
    assert (source.name, source.text, source.table) == ("guide/guihua.toml", DEPARTMENT, {"department": {"code": "GH", "name": "自然资源和规划分局"}})
    assert source.where.line(("department", "name")) == 3


def test_a_file_from_a_windows_editor_is_read_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "staff.toml").write_bytes(b"\xef\xbb\xbf" + DEPARTMENT.replace("\n", "\r\n").encode())
    source = read(tmp_path, "staff.toml")
    assert isinstance(source, Source)
    assert source.where.line(("department", "code")) == 2


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'[department]\nname = "\xd7\xd4\xc8\xbb"\n', "x.toml:2: The file is not written in UTF-8: save it as UTF-8 in your editor."),
        ("[department]".encode("utf-16"), "x.toml:1: The file is not written in UTF-8: save it as UTF-8 in your editor."),
        (b"#" * (LARGEST + 1), "x.toml:1: The file is larger than 4 MiB: split it."),
        (b"a = " + b"[" * 100_000, "x.toml:1: The tables or lists of this file stand too deep in each other."),
        (b"[department]\r\ncode = GH\r\n", "x.toml:2: There is no value here, or not in its form: texts stand in quotation marks (column 8)."),
    ],
)
def test_what_cannot_be_read_is_a_finding(tmp_path: Path, content: bytes, line: str) -> None:
    (tmp_path / "x.toml").write_bytes(content)
    assert told(read(tmp_path, "x.toml")) == [line]


def test_what_is_no_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "staff.toml").mkdir()
    assert told(read(tmp_path, "staff.toml")) == ["staff.toml:1: This has to be a file."]
    assert told(read(tmp_path, "policy.toml")) == ["policy.toml:1: The file is missing."]


def test_a_file_that_may_not_be_opened_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "staff.toml").write_text(DEPARTMENT, encoding="utf-8")

    def refuse(_path: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(read(tmp_path, "staff.toml")) == ["staff.toml:1: The file cannot be opened: check the rights to it."]


def test_a_folder_gives_its_toml_files_in_order_and_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", ".a.toml.swp", ".hidden.toml", "notes.txt", "a.toml~"):
        (tmp_path / "guide" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "guide" / name).write_text("code = 1\n", encoding="utf-8")
    sources, unreadable = read_folder(tmp_path, "guide")
    assert ([source.name for source in sources], unreadable) == (["guide/a.toml", "guide/b.toml"], [])


def test_a_folder_that_is_not_there_is_empty_and_a_file_in_its_place_a_finding(tmp_path: Path) -> None:
    assert read_folder(tmp_path, "guide") == ((), [])
    (tmp_path / "guide").write_text("", encoding="utf-8")
    assert [say(*finding.said()) for finding in read_folder(tmp_path, "guide")[1]] == ["guide:1: This has to be a folder."]
