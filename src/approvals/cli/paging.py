"""Long output leafed through on a terminal: what fits the screen is printed, what does not goes to the reader's pager."""

import io
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from approvals.language import _

if TYPE_CHECKING:
    import subprocess

_VARIABLES = ("APPROVALS_PAGER", "PAGER")
_UNCHANGED = frozenset({"", "cat"})
"""What the variables say when nothing is to be paged."""
_LESS = "FRX"
"""Leave at once what fits, take colours, let the text stay on the screen."""


def pager(environment: Mapping[str, str]) -> list[str]:
    """Return the command that long output goes to, empty where there is none: $APPROVALS_PAGER, $PAGER, less."""
    named = next((environment[name] for name in _VARIABLES if name in environment), None)
    if named is None:
        return ["less", *_prompt(environment)] if shutil.which("less") else []
    if named.strip() in _UNCHANGED:
        return []
    import shlex  # noqa: PLC0415 - few people name their own

    try:
        words = shlex.split(named)
    except ValueError:  # an open quotation mark
        return []
    if not shutil.which(words[0]):
        return []
    return [*words, *_prompt(environment)] if words == ["less"] else words


def _prompt(environment: Mapping[str, str]) -> list[str]:
    """Return how less tells its keys, where the reader has not set it up to his own taste; a clerk would not know how to leave it."""
    if "LESS" in environment:
        return []
    import re  # noqa: PLC0415 - only a terminal pays for it

    # The translation holds keys and signs alone: less up to 590 and from 654 on breaks any other character of its prompt to pieces.
    return ["-Ps" + re.sub(r"([?:.%\\])", r"\\\1", _("Space: next page, b: page before, q: leave"))]


def screen() -> "Screen | None":
    """Return what takes the output of a line that somebody reads and answers at one terminal, None where it is not to be paged."""
    if os.name == "nt" or os.environ.get("TERM", "dumb") == "dumb" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    command = pager(os.environ)
    return Screen(command) if command else None


class Screen(io.TextIOBase):
    """Holds what is printed while it fits the screen, and hands it to the pager from the line on that does not."""

    def __init__(self, command: list[str]) -> None:
        """Begin with an empty screen."""
        self._command = command
        self._held: list[str] = []
        self._room = shutil.get_terminal_size().lines - 1
        self._process: subprocess.Popen[str] | None = None
        self._before: Any = None

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the terminal."""
        return sys.stdout.encoding or "utf-8"

    @property
    def begun(self) -> bool:
        """Whether something is held or leafed through, so that what is said now has to come after it."""
        return bool(self._held or self._process)

    @property
    def left(self) -> bool:
        """Whether the reader has seen enough, so that what would follow is seen by nobody."""
        return bool(self._process and self._process.stdin and self._process.stdin.closed)

    @property
    def leafing(self) -> bool:
        """Whether the pager has the terminal."""
        return self._process is not None

    def isatty(self) -> bool:
        """Tell that somebody reads it on a terminal."""
        return True

    def writable(self) -> bool:
        """Tell that it takes text."""
        return True

    def write(self, text: str) -> int:
        """Take a piece of text."""
        if self._process:
            self._hand(text)
            return len(text)
        self._held.append(text)
        self._room -= _rows(text)
        if self._room < 0:
            self._begin()
        return len(text)

    def release(self) -> None:
        """Print what is held, for something else is about to stand on the screen."""
        if not self._process:
            sys.stdout.write("".join(self._held))
            sys.stdout.flush()
            self._held.clear()

    def close(self) -> None:
        """Print what fitted, or wait until the reader has seen enough."""
        if self._process:
            self._leave()
            self._process.wait()
            self._heed()
        elif not self.closed:
            self.release()
        super().close()

    def _begin(self) -> None:
        import subprocess  # noqa: PLC0415 - most output fits

        encoding = self.encoding
        environment = {"LESS": _LESS, "LESSCHARSET": "utf-8" if encoding.lower().startswith("utf") else "dos", **os.environ}
        try:
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, env=environment, encoding=encoding, errors="approvals")  # noqa: S603 - the reader's own pager
        except OSError:
            self._room = sys.maxsize
            self.release()
            return
        # Ctrl-C is for the pager while it has the terminal.
        self._before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        held, self._held = "".join(self._held), []
        self._hand(held)

    def _hand(self, text: str) -> None:
        if self._process and self._process.stdin and not self._process.stdin.closed:
            try:
                self._process.stdin.write(text)
            except OSError:  # the reader has seen enough
                self._leave()
                self._heed()

    def _leave(self) -> None:
        if self._process and self._process.stdin:
            with suppress(OSError):
                self._process.stdin.close()

    def _heed(self) -> None:
        """Let Ctrl-C end the command again."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before = None


def _rows(text: str) -> int:
    """Return the rows of the screen that a text takes, which breaks lines where they meet its edge."""
    from approvals.render.text import width  # noqa: PLC0415 - only a terminal counts

    columns = max(shutil.get_terminal_size().columns, 1)
    return sum(max(-(-width(_bare(line)) // columns), 1) for line in text.splitlines()) if text.endswith("\n") else text.count("\n")


def _bare(text: str) -> str:
    if "\x1b" not in text:
        return text
    import re  # noqa: PLC0415 - only coloured text

    return re.sub(r"\x1b\[[0-9;]*m", "", text)
