"""One TOML file of a register: its text, its table, and where each key stands. Whatever is wrong with it comes back as a finding."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from approvals.core.rules.problem import Problem, error
from approvals.files.syntax import sentence
from approvals.files.where import Where, locate
from approvals.language import N_
from approvals.record import NamedTuple

LARGEST = 4 * 1024 * 1024


class Finding(NamedTuple):
    """A problem with its place; `file` is relative to the register, `line` counts from 1."""

    file: str
    line: int
    problem: Problem

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the line that is printed."""
        return "{file}:{line}: {problem}", self._asdict()


class Source(NamedTuple):
    """A file that could be read; `name` is relative to the register."""

    name: str
    text: str
    table: dict[str, Any]
    where: Where

    def findings(self, problems: Iterable[Problem]) -> list[Finding]:
        """Return the problems with their lines, in the order of the file."""
        return in_order(Finding(self.name, self.where.line(problem.path), problem) for problem in problems)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by file and line; problems of one line stay in the order in which they were found."""
    return sorted(findings, key=lambda finding: (finding.file, finding.line))


def read(root: Path, name: str) -> Source | list[Finding]:
    """Read a file of the register; one that cannot be read is a finding."""
    content = _content(root / name)
    if isinstance(content, Problem):
        return [Finding(name, 1, content)]
    try:
        # Editors on Windows put a mark (BOM) before the text.
        return _parsed(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        problem = error((), "encoding", N_("The file is not written in UTF-8: save it as UTF-8 in your editor."))
        return [Finding(name, content.count(b"\n", 0, wrong.start) + 1, problem)]


def _parsed(name: str, text: str) -> Source | list[Finding]:
    import tomli  # noqa: PLC0415 - commands that touch no file do without it

    try:
        return Source(name, text, tomli.loads(text), locate(text))
    except tomli.TOMLDecodeError as wrong:
        return [Finding(name, wrong.lineno, error((), "syntax", sentence(wrong.msg), column=wrong.colno))]
    except RecursionError:
        return [Finding(name, 1, error((), "nesting", N_("The tables or lists of this file stand too deep in each other.")))]
    except ValueError:
        # Python reads no whole number of more than 4,300 digits.
        return [Finding(name, 1, error((), "number", N_("A number in this file is too long to be read.")))]


def _content(path: Path) -> bytes | Problem:
    try:
        if not path.exists():
            return error((), "missing-file", N_("The file is missing."))
        if not path.is_file():
            return error((), "no-file", N_("This has to be a file."))
        if path.stat().st_size > LARGEST:
            return error((), "too-large", N_("The file is larger than {most} MiB: split it."), most=LARGEST // 1024**2)
        return path.read_bytes()
    except OSError:
        return error((), "no-access", N_("The file cannot be opened: check the rights to it."))


def read_folder(root: Path, folder: str) -> tuple[tuple[Source, ...], list[Finding]]:
    """Read every TOML file of a folder of the register, hidden ones left out; a folder that is not there has none."""
    files = _names(root / folder)
    if isinstance(files, Problem):
        return (), [Finding(folder, 1, files)]
    results = [read(root, f"{folder}/{name}") for name in files]
    unreadable = [finding for result in results if not isinstance(result, Source) for finding in result]
    return tuple(result for result in results if isinstance(result, Source)), unreadable


def _names(folder: Path) -> list[str] | Problem:
    try:
        return sorted(path.name for path in folder.iterdir() if path.name.endswith(".toml") and not path.name.startswith("."))
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        return error((), "no-folder", N_("This has to be a folder."))
    except OSError:
        return error((), "no-access", N_("The folder cannot be opened: check the rights to it."))


def told(sources: Iterable[Source], problems: Mapping[str, Iterable[Problem]], unreadable: Iterable[Finding]) -> list[Finding]:
    """Return what is wrong with the files of a folder: the problems of those that were read, by name, and the findings of the rest."""
    return in_order([*unreadable, *(finding for source in sources for finding in source.findings(problems[source.name]))])
