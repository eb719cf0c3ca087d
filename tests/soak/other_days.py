"""The suite on other days: `python tests/soak/other_days.py 2026-12-31T16:30 2028-02-29 -- tests/cli` (UTC), or round midnight with `--midnight`.

A small library before the C library's own moves the time of day and nothing else, in every process: it goes on from the moment named, and
whatever waits follows the real clock. It is made by `cc`. `--midnight` lets the register's day end while each test runs, another part of the
way through it each time, every test on a day of its own. The exit code is the number of runs that failed.
"""

import ctypes
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

_SOURCE = """
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

double moved_by;
__attribute__((constructor)) static void begin(void) { const char *by = getenv("MOVED_BY"); moved_by = by ? atof(by) : 0; }

int clock_gettime(clockid_t clock, struct timespec *found) {
    int failed = syscall(SYS_clock_gettime, clock, found);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        double seconds = (double)(long)moved_by;
        long nanoseconds = found->tv_nsec + (long)((moved_by - seconds) * 1e9);
        found->tv_sec += (time_t)seconds + (nanoseconds >= 1000000000L) - (nanoseconds < 0);
        found->tv_nsec = (nanoseconds + 1000000000L) % 1000000000L;
    }
    return failed;
}

int gettimeofday(struct timeval *restrict found, void *restrict zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    found->tv_sec = now.tv_sec, found->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *found) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return found ? (*found = now.tv_sec) : now.tv_sec;
}
"""
# The register of the sample stands at +08:00: its day ends at 16:00 UTC.
_MIDNIGHT, _DAY = datetime(2026, 12, 31, 16, tzinfo=UTC).timestamp(), 86400
_MOVED, _LIBRARY = "MOVED_BY", "LD_PRELOAD"


def main(words: list[str]) -> int:
    """Run the suite once for each moment, and return how often it failed."""
    moments, tests = words[: words.index("--")] if "--" in words else words, words[words.index("--") + 1 :] if "--" in words else []
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch) / "moved.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-x", "c", "-", "-o", str(library)], input=_SOURCE, text=True, check=True)  # noqa: S607, S603 - the machine's own
        return sum(_ran(moment, library, tests) != 0 for moment in moments)


def _ran(moment: str, library: Path, tests: list[str]) -> int:
    sys.stdout.write(f"{moment}\n")
    sys.stdout.flush()
    round_midnight = moment == "--midnight"
    begin = _MIDNIGHT - 3600 if round_midnight else datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()
    places = f"{Path(__file__).parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    environment = {**os.environ, _LIBRARY: str(library), _MOVED: f"{begin - time.time():.3f}", "PYTHONPATH": places}
    plugin = ["-p", "other_days"] if round_midnight else []
    line = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *plugin, *tests]
    return subprocess.run(line, env=environment, check=False).returncode  # noqa: S603 - our own suite


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin each test a moment before the next midnight, so that every test has a day of its own and no clock goes back."""
    moved = ctypes.c_double.in_dll(ctypes.CDLL(os.environ[_LIBRARY]), "moved_by")
    left = (_MIDNIGHT - time.time()) % _DAY
    moved.value += left - random.choice((0.05, 0.1, 0.2, 0.4, 0.8, 1.6)) + (_DAY if left < 60 else 0)  # noqa: S311 - a minute; no secret
    os.environ[_MOVED] = f"{moved.value:.6f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
