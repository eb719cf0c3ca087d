"""A typed line: the language is chosen before anything speaks, then the line is run and its end becomes an exit code."""

import codecs
import gc
import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from approvals import language
from approvals.errors import WrongUsage
from approvals.files.place import find_register, glance
from approvals.language import N_


def run_line(line: Sequence[str]) -> int:
    """Run a line and return its exit code; no traceback ever reaches the user."""
    _make_tolerant()
    folder = find_register(_last(line, "--register"))
    settings = glance(folder) if folder else {}
    language.choose(_language(line, settings))
    # Click takes the translation when it is imported, so nothing that imports it may stand above.
    from approvals.cli import endings  # noqa: PLC0415

    try:
        return _run(line, folder, settings)
    except BaseException as error:  # noqa: BLE001 - the last place that can turn it into a sentence
        return endings.ended(error)


def _make_tolerant() -> None:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us: `>&-`
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - open as long as the program runs
        if isinstance(stream, io.TextIOWrapper):
            codecs.register_error("approvals", _in_place)
            stream.reconfigure(errors="approvals")


def _in_place(error: UnicodeError) -> tuple[str, int]:
    """Put a mark as wide as the character where a terminal in GBK or ASCII cannot hold it, so that columns stay straight and nothing fails."""
    from unicodedata import east_asian_width  # noqa: PLC0415 - hardly any name has such a character

    if not isinstance(error, UnicodeEncodeError):
        raise error
    wide = "〓" if error.encoding.lower().startswith("gb") else "??"
    return "".join(wide if east_asian_width(character) in "WF" else "?" for character in error.object[error.start : error.end]), error.end


def complete_line() -> int:
    """Answer a shell that asks what may stand next on a line; whatever goes wrong, it is told nothing, for it would print it over the line."""
    _make_tolerant()
    line = (os.environ.get("_TYPER_COMPLETE_ARGS") or os.environ.get("COMP_WORDS", "")).split()
    try:
        folder = find_register(_last(line, "--register"))
        settings = glance(folder) if folder else {}
        language.choose(_language(line, settings))
        from approvals.cli.app import build  # noqa: PLC0415 - after the language, as in run_line
        from approvals.cli.completing import completed  # noqa: PLC0415
        from approvals.cli.options import Given, offset  # noqa: PLC0415

        Given.register, Given.offset = folder, offset(settings.get("utc_offset", ""))
        completed(build())
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception:  # noqa: BLE001 - see above
        return 1
    return 0


def _run(line: Sequence[str], folder: Path | None, settings: Mapping[str, str]) -> int:
    from approvals.cli.app import run  # noqa: PLC0415 - see above
    from approvals.cli.destination import attended  # noqa: PLC0415
    from approvals.cli.options import Given, offset  # noqa: PLC0415

    if not gc.isenabled():
        gc.freeze()
        gc.enable()
    if any(not word.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in word) for word in line):
        raise WrongUsage(N_("The line holds bytes that are no UTF-8: set the terminal to UTF-8 and type it again."))
    Given.register, Given.offset = folder, offset(settings.get("utc_offset", ""))
    with attended(paged="--no-pager" not in _options(line)):
        code = run(line)
    sys.stdout.flush()
    return code


def _language(line: Sequence[str], settings: Mapping[str, str]) -> str:
    """Return the language asked for on the line, else the register's, else the locale's, else English."""
    wanted = (_last(line, "--lang"), settings.get("language"), *_locale())
    return next((known for name in wanted if name and (known := language.named(name))), "en")


def _locale() -> Iterator[str]:
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    if locale not in {"C", "POSIX"}:
        # GNU's list of languages comes before the locale, except before the bare C.
        yield from os.environ.get("LANGUAGE", "").split(":")
    yield locale


def _last(line: Sequence[str], option: str) -> str | None:
    """Return the value of an option wherever it stands on the line, before `--`; the last one counts."""
    found = None
    words = _options(line)
    for place, word in enumerate(words):
        if word == option and words[place + 1 :]:
            found = words[place + 1]
        elif word.startswith(f"{option}="):
            found = word.removeprefix(f"{option}=")
    return found


def _options(line: Sequence[str]) -> Sequence[str]:
    """Return the part of a line in which options may stand: up to `--`."""
    return line[: line.index("--")] if "--" in line else line
