"""Handing a text to a command on its standard input, and what became of it."""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from threading import Thread
from typing import IO

from approvals.language import N_, say

_LONGEST = 200
# What is kept of the errors of a command, in bytes: a command may print without end.
_KEPT = 65536


def hand_over(command: Sequence[str], text: str, seconds: float, folder: Path) -> str:
    """Run a command with a text on its standard input and return why it failed, empty when it took the text.

    What it prints is nobody's business but on failure, when the first line of its errors tells why. A command that does not end in time is
    ended with everything it started; one that ended with 0 may leave behind what it started.
    """
    with TemporaryFile() as given:
        given.write(text.encode())
        given.seek(0)
        try:
            running = subprocess.Popen(  # noqa: S603 - the command is the register's own setting
                list(command), stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder, start_new_session=True
            )
        except (OSError, ValueError) as error:
            return f"{command[0]}: {error}"[:_LONGEST]
    return _ending(command[0], running, seconds)


def _ending(name: str, running: "subprocess.Popen[bytes]", seconds: float) -> str:
    kept = bytearray()
    reader = Thread(target=_keep, args=(running.stderr, kept), daemon=True)
    reader.start()
    try:
        code = running.wait(seconds)
    except subprocess.TimeoutExpired:
        return say(N_("{command}: did not end within {seconds} seconds and was stopped"), {"command": name, "seconds": f"{seconds:g}"})[:_LONGEST]
    finally:
        # Also when this program is interrupted: nothing goes on behind its back.
        if running.returncode is None:
            _end(running)
        # What the command left behind may hold its errors open: they are not waited for.
        reader.join(1)
    first = next((line for line in kept.decode("utf-8", "replace").splitlines() if line.strip()), "")
    return "" if code == 0 else f"{name}: {code} {first}".strip()[:_LONGEST]


def _keep(stream: IO[bytes] | None, kept: bytearray) -> None:
    if stream is None:
        return
    with stream:
        while chunk := os.read(stream.fileno(), _KEPT):
            kept += chunk[: _KEPT - len(kept)]


def _end(running: "subprocess.Popen[bytes]") -> None:
    if os.name == "posix":
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.wait()
