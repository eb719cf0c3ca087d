"""`approvals completion`: words completed by the shell, laid down and taken out again, each file and line told."""

import os
from pathlib import Path
from typing import Annotated

import typer

from approvals.cli import output, words
from approvals.cli.completing import SHELLS, script
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

Shell = Annotated[str, typer.Argument(metavar=words.SHELL, help=N_("bash, zsh or fish; the one of this login, if left out."), show_default=False)]


class Place(NamedTuple):
    """Where a shell reads what it has to know: a file of our own, and the line that names it in a file of the user's, where the shell needs one."""

    file: Path
    settings: Path | None = None
    line: str = ""


def install(
    shell: Shell = "",
    show: Annotated[bool, typer.Option("--show", help=N_("Only print what would be laid down."))] = False,  # noqa: FBT002 - Typer's form of a flag
) -> None:
    """Let the shell complete commands, options, items, numbers, departments and persons."""
    from approvals.cli.app import build  # noqa: PLC0415 - the table of commands names this one

    name = _shell(shell)
    text, place = script(build(), name), _place(name)
    if show:
        output.lines(text.splitlines())
        return
    _lay_down(place.file, text)
    if place.settings:
        _add_line(place.settings, place.line)
    output.say(N_("It counts from the next shell on; `approvals completion remove` takes it out again."))


def remove(shell: Shell = "") -> None:
    """Take out what `install` laid down."""
    place = _place(_shell(shell))
    if place.file.exists():
        place.file.unlink()
        output.say(N_("{file}: removed."), file=str(place.file))
    else:
        output.say(N_("{file}: not there."), file=str(place.file))
    if place.settings:
        _take_line(place.settings, place.line)


def _shell(named: str) -> str:
    shell = named or Path(os.environ.get("SHELL", "")).name
    if shell not in SHELLS:
        raise WrongUsage(N_("Which shell? Write one of {known}."), known=SHELLS)
    return shell


def _place(shell: str) -> Place:
    home = Path.home()
    if shell == "bash":
        file = home / ".bash_completions" / "approvals.sh"
        return Place(file, home / ".bashrc", f"source '{file}'  # approvals completion")
    if shell == "zsh":
        folder = Path(os.environ.get("ZDOTDIR") or home)
        return Place(home / ".zfunc" / "_approvals", folder / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit  # approvals completion")
    return Place(Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fish" / "completions" / "approvals.fish")


def _lay_down(file: Path, text: str) -> None:
    there = file.read_text(encoding="utf-8") if file.is_file() else None
    if there == text:
        output.say(N_("{file}: there already, as it is."), file=str(file))
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    template = N_("{file}: written, {count} lines.") if there is None else N_("{file}: written anew, {count} lines.")
    output.say(template, file=str(file), count=len(text.splitlines()))


def _add_line(file: Path, line: str) -> None:
    held = _held(file)
    if line in held:
        output.say(N_("{file}, line {number}: there already."), file=str(file), number=held.index(line) + 1)
        return
    text = file.read_text(encoding="utf-8", errors="surrogateescape") if file.is_file() else ""
    before = text if not text or text.endswith("\n") else f"{text}\n"
    file.write_text(f"{before}{line}\n", encoding="utf-8", errors="surrogateescape")
    output.say(N_("{file}, line {number}: added: {line}"), file=str(file), number=len(held) + 1, line=line)


def _take_line(file: Path, line: str) -> None:
    held = _held(file)
    if line not in held:
        output.say(N_("{file}: nothing of it there."), file=str(file))
        return
    text = file.read_text(encoding="utf-8", errors="surrogateescape")
    kept = "".join(one for one in text.splitlines(keepends=True) if one.rstrip("\r\n") != line)
    file.write_text(kept, encoding="utf-8", errors="surrogateescape")
    output.say(N_("{file}, line {number}: removed: {line}"), file=str(file), number=held.index(line) + 1, line=line)


def _held(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if file.is_file() else []
