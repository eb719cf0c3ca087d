"""The neighbours beside which the program is timed: taskwarrior with as many tasks, and the same questions put to the register by SQL."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from lines import Line, Place
from registers import RARE, Size, applicant_of, number_of
from timing import Took, run

_ENTRY, _DAY = 1_767_225_600, 86_400
_SETTINGS = "data.location={folder}\nconfirmation=no\nverbose=nothing\nhooks=off\n"
# What the command of the same name asks, as it stands in store/.
QUESTIONS = {
    "show": "select * from request where number = '{half}'; select * from event where subject_kind = 'request' and subject_id = '{half}' order by sequence",
    "list, first screen": "select number, item_name, applicant, stage, due_on from request where open = 1 order by due_on nulls last, number limit 20",
    "find": "select r.* from piece p join request r using (number) where p.piece = '{piece}' and r.applicant like '%{rare}%'",
    "completion of an open request": "select r.number, r.applicant, r.due_on from (select number from request indexed by request_open where open = 1 and "
    "number >= 'B' and number < 'C' order by due_on limit 50) chosen cross join request r using (number)",
}
_SCRIPT = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); [print(r) for q in sys.argv[2].split('; ') for r in c.execute(q)]"


def version(line: list[str]) -> str:
    """Return what a program says of its version, empty where it is missing."""
    if not shutil.which(line[0]):
        return ""
    return subprocess.run(line, check=True, capture_output=True, text=True).stdout.split()[0]  # noqa: S603 - a version


def beside() -> tuple[list[Line], list[str]]:
    """Return the lines of the neighbours that are installed, and the sentences that name them or say that one is missing."""
    task, shell = version(["task", "--version"]), version(["sqlite3", "--version"])
    told = [f"taskwarrior {task}" if task else "taskwarrior is missing", f"sqlite3 shell {shell}" if shell else "the sqlite3 shell is missing"]
    lines = [Line(f"bare Python: {name}", _queried([sys.executable, "-c", _SCRIPT], query)) for name, query in QUESTIONS.items()]
    if shell:
        lines += [Line(f"sqlite3 shell: {name}", _queried(["sqlite3", "-readonly"], query)) for name, query in QUESTIONS.items()]
    return [*lines, *(_TASKS if task else ())], told


def _queried(program: list[str], query: str) -> Callable[[Place, int], Took]:
    def sample(place: Place, _turn: int) -> Took:
        return run([*program, str(place.root / "register.db"), query.format(half=number_of(place.every // 2), rare=RARE, piece=RARE[:2])])

    return sample


def tasks(place: Place) -> None:
    """Lay down as many tasks as the register has requests, as many of them pending as requests are open, due on forty days."""
    folder = _folder(place)
    shutil.rmtree(folder, ignore_errors=True)
    if not shutil.which("task"):
        return
    folder.mkdir()
    (folder / "rc").write_text(_SETTINGS.format(folder=folder), encoding="utf-8")
    with (folder / "pending.data").open("w", encoding="utf-8") as pending, (folder / "completed.data").open("w", encoding="utf-8") as completed:
        for is_open, line in _tasks(place.every):
            (pending if is_open else completed).write(line)


def _tasks(every: int) -> Iterator[tuple[bool, str]]:
    size = Size.usual(every)
    for number in range(1, every + 1):
        is_open = number % (size.every // size.unfinished) == 0
        state = 'status:"pending"' if is_open else f'end:"{_ENTRY + _DAY}" status:"completed"'
        due, uuid = _ENTRY + (number // 20 % 40 + 320) * _DAY, f"00000000-0000-4000-8000-{number:012}"
        yield is_open, f'[description:"{applicant_of(number, every)}" due:"{due}" entry:"{_ENTRY}" project:"GH-03" {state} uuid:"{uuid}"]\n'


def _folder(place: Place) -> Path:
    return place.beside / "tasks"


def _task(*words: str) -> Callable[[Place, int], Took]:
    def sample(place: Place, turn: int) -> Took:
        # A task that is done keeps its place until taskwarrior tidies up: the first pending one is another each time.
        return run(["task", f"rc:{_folder(place) / 'rc'}", *(word.format(id=place.every // 40, turn=turn) for word in words)], {0, 1})

    return sample


_TASKS = (
    Line("taskwarrior: show (`info`)", _task("{id}", "info")),
    Line("taskwarrior: list, first screen (`limit:20`)", _task("list", "limit:20")),
    Line("taskwarrior: receive (`add`)", _task("add", "project:GH-03", "due:2026-12-08", "云岭科技有限公司")),
    Line("taskwarrior: accept (`modify`)", _task("{id}", "modify", "+accepted{turn}")),
    Line("taskwarrior: find among all (`all`)", _task("all", RARE)),
    Line("taskwarrior: completion (`_zshids`)", _task("_zshids")),
)
