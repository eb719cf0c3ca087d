"""The console script as a process of its own: what it says arrives whole, and its exit code with it."""

import subprocess
import sys
from pathlib import Path

import pytest

_LINE = [sys.executable, "-m", "approvals", "--lang", "en"]


@pytest.mark.parametrize(("line", "code"), [(["--version"], 0), (["request", "show", "2026-9999"], 4), (["request", "shwo"], 2)])
def test_the_exit_code_is_that_of_the_line(sample: Path, line: list[str], code: int) -> None:
    finished = subprocess.run([*_LINE, *line, "--register", str(sample)], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert finished.returncode == code
    assert bool(finished.stdout) is (code == 0)
    assert bool(finished.stderr) is (code != 0)


def test_what_is_longer_than_a_pipe_holds_arrives_whole(sample: Path) -> None:
    numbers = "with recursive n(x) as (select 1 union all select x + 1 from n where x < 40000) select x from n"
    finished = subprocess.run([*_LINE, "sql", numbers, "--register", str(sample)], capture_output=True, text=True, check=False)  # noqa: S603 - see above
    assert finished.returncode == 0
    assert finished.stdout.split()[-1] == "40000"
