"""Console sessions played again.

A session starts with lines `# name: value`: `language` (en, zh_CN), `columns` (80, if not said) and `register` (`none`, or `new` for one
fresh from `approvals init`, in whose folder the session runs). `$ approvals …` is typed, what follows is printed on standard output and
standard error together, `[exit N]` ends it where N is not 0; `<<END` after a command gives it the lines up to END on standard input.

`python tests/session.py FILE …` writes sessions anew as the program behaves now: read the difference before you keep it.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from console import run_line


def played(text: str) -> str:
    """Return a transcript as the program plays it now."""
    lines = text.splitlines()
    wanted = dict(line.removeprefix("# ").split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    shown = []
    with _surroundings(wanted):
        while lines:
            line = lines.pop(0)
            if line.startswith("$ "):
                given = _given(line, lines)
                shown += [line, *given, *_run(line.removeprefix("$ approvals"), given[:-1])]
                while lines and not lines[0].startswith(("$ ", "# ")):
                    lines.pop(0)
            else:
                shown.append(line)
    return "\n".join(shown) + "\n"


# The hash of the ledger is another in every register.
_HEAD = re.compile(r"head [0-9]+ [0-9a-f]{16}")


def _given(line: str, lines: list[str]) -> list[str]:
    """Take the lines of standard input, up to and with the one that ends them."""
    if "<<" not in line:
        return []
    end = lines.index(line.rpartition("<<")[2])
    taken, lines[: end + 1] = lines[: end + 1], []
    return taken


def _run(command: str, given: list[str]) -> list[str]:
    ended = run_line(*shlex.split(command.partition("<<")[0]), typed="".join(f"{line}\n" for line in given).encode(), together=True)
    return [*_HEAD.sub("head … …", ended.out).splitlines(), *([f"[exit {ended.code}]"] if ended.code else [])]


@contextmanager
def _surroundings(wanted: dict[str, str]) -> Iterator[None]:
    environment = {"LC_ALL": {"zh_CN": "zh_CN.UTF-8"}.get(wanted.get("language", "en"), "en_US.UTF-8"), "COLUMNS": wanted.get("columns", "80")}
    before = Path.cwd()
    with TemporaryDirectory() as folder, patch.dict(os.environ, environment):
        os.environ.pop("APPROVALS_REGISTER", None)
        os.chdir(folder)
        try:
            if wanted.get("register") == "new":
                _run("init register", [])
                os.chdir("register")
            yield
        finally:
            os.chdir(before)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_text(played(Path(name).read_text(encoding="utf-8")), encoding="utf-8")
