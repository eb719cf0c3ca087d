import subprocess
import sys
from textwrap import dedent

import pytest

from approvals.asleep import SELDOM


def _ran(code: str) -> list[str]:
    """Return what a fresh interpreter printed in which those modules were laid asleep."""
    line = f"from approvals.asleep import Asleep, lay_asleep\nimport sys\nlay_asleep()\n{dedent(code)}"
    return subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - our own interpreter and code


def test_none_of_them_is_read_before_it_is_asked() -> None:
    assert _ran("import subprocess, textwrap\nprint(*(name for name, held in sys.modules.items() if type(held) is Asleep))") == list(SELDOM)


@pytest.mark.parametrize("name", SELDOM)
def test_each_is_whole_when_it_is_asked_for_something(name: str) -> None:
    code = f"import {name} as held\nhasattr(held, 'nothing')\nprint(type(held).__name__, held.__name__, *sorted(vars(held)))"
    plain = f"import {name} as held, sys\nprint(type(held).__name__, held.__name__, *sorted(vars(held)))"
    expected = subprocess.run([sys.executable, "-c", plain], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - see above
    assert _ran(code) == expected


def test_names_are_imported_from_them_and_what_is_not_there_is_refused() -> None:
    assert _ran("from textwrap import dedent\nprint(dedent('  x'))") == ["x"]
    assert _ran("import textwrap\ntry:\n    textwrap.nothing\nexcept AttributeError as error:\n    print('nothing' in str(error))") == ["True"]


def test_two_threads_may_wake_one_at_once() -> None:
    code = """
        import threading, subprocess
        gate = threading.Barrier(8)
        found = []
        def ask():
            gate.wait()
            found.append(subprocess.PIPE)
        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        print(*found)
    """
    assert _ran(code) == ["-1"] * 8
