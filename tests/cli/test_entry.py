"""The console script: what stands anywhere on the line, the language, and the end of a line as an exit code."""

import errno
import sqlite3
from collections.abc import Callable
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from approvals import __version__
from approvals.cli import due
from approvals.cli.options import Given
from approvals.errors import MachineFailed, NoSuchThing, NotAllowed, RegisterUnfit, WrongUsage
from approvals.render.text import width
from console import Run, run_line

LINE = ("due", "--limit", "1 工作日", "--from", "2026-03-02")
ENGLISH, CHINESE = "Tue 2026-03-03\n", "2026年3月3日 周二\n"


def _register(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "register.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("place", [0, 1, 3, 5])
@pytest.mark.parametrize("form", [("--lang", "zh"), ("--lang=zh_CN",)])
def test_the_language_stands_anywhere_on_the_line(run: Run, place: int, form: tuple[str, ...]) -> None:
    assert run(*LINE[:place], *form, *LINE[place:]).out == CHINESE


def test_what_follows_two_dashes_is_no_option(run: Run) -> None:
    assert run("due", "--", "--lang", "zh").err.startswith("Error: Got unexpected extra arguments (--lang zh)")


@pytest.mark.parametrize(
    ("variables", "printed"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, CHINESE),
        ({"LC_ALL": "zh_CN.GBK", "LANG": "en_US.UTF-8"}, CHINESE),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US.UTF-8"}, CHINESE),
        ({"LC_ALL": "", "LANG": "zh_SG.UTF-8"}, CHINESE),
        ({"LC_ALL": "en_US.UTF-8", "LANGUAGE": "fr:zh_CN:en"}, CHINESE),
        ({"LC_ALL": "C", "LANGUAGE": "zh_CN"}, ENGLISH),
        ({"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "en"}, ENGLISH),
        ({"LC_ALL": "fr_FR.UTF-8"}, ENGLISH),
    ],
)
def test_the_locale_chooses_the_language(run: Run, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], printed: str) -> None:
    for name in ("LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert run(*LINE).out == printed


def test_the_register_chooses_before_the_locale_and_the_line_before_both(run: Run, tmp_path: Path) -> None:
    _register(tmp_path, 'language = "zh_CN"')
    assert run(*LINE).out == CHINESE
    assert run(*LINE, "--lang", "en").out == ENGLISH


@pytest.mark.parametrize("text", ["language = 3", 'language = "fr"', "language = ", "\udcff"])
def test_a_register_file_that_cannot_be_read_leaves_the_choice_to_the_locale(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "register.toml").write_bytes(text.encode(errors="surrogateescape"))
    assert run(*LINE).out == ENGLISH


def test_the_register_is_found_by_name_environment_or_walking_up(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named, other, checkout = (_register(tmp_path / name, "") for name in ("named", "other", "checkout/data"))
    deep = checkout.parent / "src" / "deep"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert (run(*LINE).code, Given.register) == (0, checkout)
    monkeypatch.setenv("APPROVALS_REGISTER", str(other))
    assert (run(*LINE).code, Given.register) == (0, other)
    assert (run("--register", str(named), *LINE).code, Given.register) == (0, named)
    assert (run(*LINE, f"--register={named}").code, Given.register) == (0, named)
    assert (run(*LINE, "--register", str(checkout.parent)).code, Given.register) == (0, checkout)


def test_a_named_register_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    ended = run(*LINE, "--register", str(tmp_path / "nothing"))
    assert ended.code == RegisterUnfit.exit_code
    assert str(tmp_path / "nothing") in ended.err


def test_the_register_says_how_far_it_is_from_utc(run: Run, tmp_path: Path) -> None:
    _register(tmp_path, 'utc_offset = "+08:00"')
    run(*LINE)
    assert Given.offset == timezone(timedelta(hours=8))
    _register(tmp_path, 'utc_offset = "eight"')
    assert run(*LINE).code == RegisterUnfit.exit_code


def test_who_acts_is_forgotten_after_the_line(run: Run) -> None:
    run(*LINE, "--as", "liwen")
    assert Given.person == "liwen"
    run(*LINE)
    assert Given.person is None


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").out == f"approvals {__version__}\n"


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_no_terminal_is_too_poor(run: Run, encoding: str) -> None:
    ended = run(*LINE, "--explain", "--lang", "zh", encoding=encoding)
    assert (ended.code, ended.err) == (0, "")


def test_json_loses_nothing_on_a_terminal_that_holds_no_chinese(run: Run) -> None:
    ended = run("due", "--batch", "-", "--lang", "zh", encoding="ascii", typed=b"{}")
    assert ended.out == '{"error": "\\u7f3a\\u5c11\\u201cfrom\\u201d' + ended.out.partition("\\u201d")[2]


def _sqlite(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("in English")
    error.sqlite_errorname = name
    return error


ENDS: list[tuple[BaseException, int, str]] = [
    (WrongUsage("Not so."), 2, "Error: Not so.\n"),
    (NoSuchThing("No {thing}.", thing="such"), 4, "Error: No such.\n"),
    (NotAllowed("No."), 5, "Error: No.\n"),
    (RegisterUnfit("No."), 6, "Error: No.\n"),
    (MachineFailed("No."), 7, "Error: No.\n"),
    (OSError(errno.ENOSPC, "in English", "f"), 7, "Error: The disk is full, and nothing was half written: free some space and try again.\n"),
    (PermissionError(errno.EACCES, "in English", "f"), 7, "Error: You may not open f: ask its owner for the right to read and write it.\n"),
    (OSError(errno.EIO, "in English", "f"), 7, "Error: The machine failed at f (error 5): try again.\n"),
    (_sqlite("SQLITE_BUSY_SNAPSHOT"), 7, "Error: Another command is writing to the register: wait until it has ended, and try again.\n"),
    (
        _sqlite("SQLITE_READONLY_DBMOVED"),
        7,
        "Error: The register cannot be written: see whether the disk is full, and give yourself the right to write its folder and register.db.\n",
    ),
    (
        _sqlite("SQLITE_IOERR"),
        7,
        (
            "Error: The register's database failed (SQLITE_IOERR): check the disk, and put back a backup with "
            "`approvals register restore BACKUP` if it fails again.\n"
        ),
    ),
    (KeyboardInterrupt(), 130, ""),
    (BrokenPipeError(errno.EPIPE, "in English"), 141, ""),
]


@pytest.mark.parametrize(("error", "code", "printed"), ENDS, ids=[type(error).__name__ + str(code) for error, code, _printed in ENDS])
def test_an_end_that_is_not_good_has_its_code_and_one_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, printed: str
) -> None:
    monkeypatch.setattr(due, "due", _raising(error))
    assert run("due") == (code, "", printed)


@pytest.mark.parametrize("error", [ZeroDivisionError("apart"), sqlite3.IntegrityError("ours"), RecursionError()])
def test_a_bug_leaves_its_details_in_a_file_and_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(due, "due", _raising(error))
    ended = run("due")
    [details] = tmp_path.glob("approvals-*.txt")
    assert ended == (3, "", f"Error: This is a bug of the program. The details stand in {details}: send them to whoever maintains it.\n")
    assert type(error).__name__ in details.read_text(encoding="utf-8")


def _raising(error: BaseException) -> Callable[[], int]:
    def due() -> int:
        raise error

    return due


@pytest.mark.parametrize("line", [("guide", "search", "a\udcff"), ("request", "show", "\udcff"), ("request", "receive", "GH-03", "--applicant", "王\udcff")])
def test_bytes_that_are_no_utf_8_are_refused(run: Run, line: tuple[str, ...]) -> None:
    ended = run(*line)
    assert ended.code == 2
    assert "no UTF-8" in ended.err


def test_columns_stay_straight_where_gbk_lacks_a_character(sample: Path) -> None:
    """Two characters of rare names that GBK lacks: a mark as wide takes the place of the others."""
    run_line("request", "receive", "GH-03", "--applicant", "𠮷田䶮商行", "--on", "2026-03-30", "--register", str(sample))
    listed = run_line("find", "田", "--today", "2026-03-31", "--lang", "zh_CN", "--register", str(sample), encoding="gbk").out.splitlines()
    assert "〓田〓商行" in listed[-1]
    assert width(listed[-1][: listed[-1].index("〓")]) == width(listed[0][: listed[0].index("申请人")])
    assert width(listed[-1][: listed[-1].index("已收件")]) == width(listed[0][: listed[0].index("阶段")])
