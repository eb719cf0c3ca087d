"""Fills the generated parts of the documents: `python tests/docs/documents.py update`; `check` prints what would change.

`update` makes the pictures and the man pages anew, too; each has a test of its own.

A generated part stands between `<!-- commands -->`, `<!-- floors -->` or `<!-- session: LANGUAGE -->` and `<!-- end -->`. A session begins on a fresh
register; `<!-- continued: LANGUAGE -->` goes on with the one before. `<!-- asked: LANGUAGE: ANSWER; ANSWER … -->` is a session of one command that asks,
in a terminal. Whoever makes the documents, 李文 is the one who types.
"""

import ast
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path

import click

from approvals import language

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "approvals"
DOCUMENTS = (ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("architecture", "reference", "tutorial")))
PART = re.compile(r"(?<=<!-- )(commands|floors|session|continued|asked)(?:: ([^\n]+?))? -->\n(.*?)(?=<!-- end -->)", re.DOTALL)
FLOORS = (
    *("cli", "cli/board", "desk", "files", "store", "exchange", "render", "render/paper"),
    *("core", "core/fold", "core/leaflet", "core/oversight", "core/papers", "core/refusals", "core/rules"),
)
WIDTH = 80
# The hash of the ledger is another in every register.
HEAD, CHINESE_HEAD = re.compile(r"head [0-9]+ [0-9a-f]{16}"), re.compile(r"链首 [0-9]+ [0-9a-f]{16}")
CODE = re.compile(r"(?<=query code: )([\d-]+)-[0-9a-f]{8}")
# How late an example of the past is entered grows from day to day.
LATE = re.compile(r"(?<=Entered )\d+(?= working days)")


def commands(_name: str, _part: str) -> str:
    """Return the help of every command, in the order of the table of commands."""
    language.choose("en")
    from approvals.cli.app import build  # noqa: PLC0415 - Click takes the language when it is imported

    program = build()
    return "\n".join(_pages(program, click.Context(program, info_name="approvals", terminal_width=WIDTH)))


def _pages(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        inner = command.context_class(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _pages(command, inner)
        else:
            yield f"#### {inner.command_path}\n\n```text\n{command.get_help(inner).rstrip()}\n```\n"


def floors(_name: str, _part: str) -> str:
    """Return the modules with the first sentence of each."""
    return "```text\n" + "\n".join(_modules()) + "\n```\n"


def _modules() -> Iterator[str]:
    yield from _told(SOURCE, "")
    for floor in FLOORS:
        yield f"{floor}/"
        yield from _told(SOURCE / floor, "  " * (floor.count("/") + 1))


def _told(folder: Path, indent: str) -> Iterator[str]:
    for file in sorted(folder.glob("*.py")):
        sentence = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0]
        if sentence and file.name != "__init__.py":
            yield f"{indent}{file.name:{24 - len(indent)}}{sentence}"


def session(name: str, part: str) -> str:
    """Return the session with what its commands print today, on a fresh register, in a locale of the language."""
    _begin(name)
    return continued(name, part)


def _begin(name: str) -> None:
    for scratch in _SCRATCH:
        scratch.cleanup()
    _SCRATCH[:] = [tempfile.TemporaryDirectory()]
    _printed(["init", "register"], Path(_SCRATCH[0].name), name)


def asked(name: str, part: str) -> str:
    """Return a session of one command that asks, with its answers typed in a terminal."""
    sys.path.append(str(ROOT / "tests"))
    from terminal import typed  # noqa: PLC0415 - the one that asks needs it

    spoken, _colon, answers = name.partition(": ")
    _begin(spoken)
    line = next(line for line in part.splitlines() if line.startswith("$ approvals "))
    keys = [((": ", ") "), f"{answer.strip()}\n") for answer in answers.split(";")]
    screen = typed([*_words(line), "--lang", spoken], keys, f"{_SCRATCH[0].name}/register", COLUMNS="120")
    shown = "".join(f"{text.rstrip()}\n" for text in LATE.sub("…", CODE.sub(r"\1-…", screen.text)).splitlines())
    return f"```console\n{line}\n{shown}```\n"


def continued(name: str, part: str) -> str:
    """Return a session that goes on with the register of the one before."""
    lines = [line for line in part.splitlines() if line.startswith("$ approvals ")]
    told = [f"{line}\n{_printed(_words(line), Path(_SCRATCH[0].name) / 'register', name)}" for line in lines]
    return "```console\n" + "".join(told) + "```\n"


# The folder of the latest session.
_SCRATCH: list[tempfile.TemporaryDirectory[str]] = []


def _words(line: str) -> list[str]:
    import shlex  # noqa: PLC0415 - sessions alone

    words = shlex.split(line.removeprefix("$ approvals "))
    return [*words, "--as", "liwen"] if words[0] in {"request", "today"} else words


def _printed(words: list[str], folder: Path, name: str) -> str:
    kept = {key: value for key, value in os.environ.items() if key not in {"APPROVALS_REGISTER", "LANGUAGE", "LC_MESSAGES"}}
    environment = {**kept, "LC_ALL": f"{name}.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "approvals", *words]
    run = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # noqa: S603 - our own program
    return HEAD.sub("head … …", CHINESE_HEAD.sub("链首 … …", run.stdout.decode()))


MAKERS: dict[str, Callable[[str, str], str]] = {"commands": commands, "floors": floors, "session": session, "continued": continued, "asked": asked}


def filled(text: str) -> str:
    """Return a document with its generated parts made anew."""
    return PART.sub(lambda part: part[0].removesuffix(part[3]) + MAKERS[part[1]](part[2] or "", part[3]), text)


def _make_files() -> None:
    sys.path.append(str(ROOT / "tests"))
    import manpage  # noqa: PLC0415 - `check` leaves them to tests of their own
    import pictures  # noqa: PLC0415

    manpage.update()
    pictures.update()


def main(order: str) -> int:
    """Write what changed, or print it; 1 when `check` found something."""
    changed = 0
    if order == "update":
        _make_files()
    for document in DOCUMENTS:
        old = document.read_text(encoding="utf-8")
        new = filled(old)
        if order == "update":
            document.write_text(new, encoding="utf-8")
        changed += old != new
        name = str(document.relative_to(ROOT))
        sys.stdout.writelines(unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), name, "as it is"))
    return int(changed > 0 and order == "check")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
