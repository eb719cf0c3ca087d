"""What a process of its own takes, told beside a bare Python that ran before and behind it."""

import os
import platform
import subprocess
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

BARE = [sys.executable, "-c", "pass"]
_FINE = frozenset({0})


class Took(NamedTuple):
    """What a process took: seconds by the clock and of the processor (what remains of them on a busy machine), and the megabytes it held at most."""

    seconds: float
    worked: float
    megabytes: float


def run(line: Sequence[str], fine: Collection[int] = _FINE, more: Mapping[str, str] | None = None) -> Took:
    """Run a line that prints to nowhere; an exit code that is not `fine` ends the bench. `more` is set in its environment."""
    begun = time.perf_counter()
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(more or {})})  # noqa: S603 - our own lines
    told = process.stderr.read() if process.stderr else b""
    _pid, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        sys.exit(f"{' '.join(line)} ended with {process.returncode}: {told.decode(errors='replace')}")
    return Took(taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def said(line: Sequence[str]) -> bytes:
    """Run a line and return what it prints."""
    return subprocess.run(line, check=False, capture_output=True).stdout  # noqa: S603 - our own lines


def bare() -> float:
    """Return the seconds of a bare start."""
    return run(BARE).seconds


def machine() -> str:
    """Say in one line on what it was measured."""
    model = next((line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    memory = next((f"{int(line.split()[1]) / 1024**2:.0f} GB of memory" for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "")
    told = [f"{os.cpu_count()} cores of {model}", memory, f"{platform.system()} {platform.release()}", f"CPython {platform.python_version()}"]
    return ", ".join(part for part in told if part)


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
