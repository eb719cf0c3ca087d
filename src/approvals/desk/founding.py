"""A new register: the shipped files laid down and adopted, whole or not at all."""

import json
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from approvals.core.calendar import Calendar
from approvals.desk.adoption import KINDS, adopt
from approvals.desk.modes import close_to_others
from approvals.desk.register import Desk
from approvals.desk.shipped import sample_folder
from approvals.errors import RegisterUnfit
from approvals.files.reader import Finding
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import rules
from approvals.store.database import create

_WITH_SAMPLE = ("guide", "oversight", "powers")


class Founded(NamedTuple):
    """What a new register holds."""

    root: Path
    departments: int
    items: int
    calendar: Calendar
    findings: tuple[Finding, ...]


def found(root: Path, today: date, login: str, *, guide: bool, language: str = "") -> Founded:
    """Make a register in a folder that does not exist yet or is empty; whoever makes it becomes its registrar."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise RegisterUnfit(N_("{folder} is not empty: give a new folder."), folder=str(root))
    root.absolute().parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{root.name}-", dir=root.absolute().parent))
    try:
        founded = _lay_down(scratch, root.name, today, login, guide=guide, language=language)
        close_to_others(scratch)
        os.replace(scratch, root)  # noqa: PTH105 - onto an empty folder, which Path.rename refuses on no system we serve
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise
    return founded._replace(root=root)


def _lay_down(root: Path, name: str, today: date, login: str, *, guide: bool, language: str) -> Founded:
    shipped = sample_folder()
    for folder in ("calendar", "mappings", *(_WITH_SAMPLE if guide else ())):
        shutil.copytree(shipped / folder, root / folder)
    for folder in (*_WITH_SAMPLE, "templates"):
        (root / folder).mkdir(exist_ok=True)
    (root / "policy.toml").write_text(_policy(shipped, sample=guide), encoding="utf-8")
    (root / "staff.toml").write_text(_staff(shipped, login, today, sample=guide), encoding="utf-8")
    (root / "register.toml").write_text(_settings(shipped, "" if guide else name, language), encoding="utf-8")
    desk = Desk(root, create(root), today)
    try:
        desk.actor = login
        proposal = adopt(desk, KINDS, None)
        if proposal.blocked:
            raise RegisterUnfit(N_("The shipped files fail their check: {first}"), first=proposal.findings[0])
        departments = rules.departments(desk.connection)
        return Founded(root, len(departments), len(rules.items(desk.connection, today)), desk.calendar, proposal.findings)
    finally:
        desk.connection.close()


def _policy(shipped: Path, *, sample: bool) -> str:
    """Return the card policy; its limit on late entries is in force but in the sample, whose requests are of a past spring."""
    text = (shipped / "policy.toml").read_text(encoding="utf-8")
    return text if sample else text.replace("正式使用前启用。", "").replace("# [late]\n# after", "[late]\nafter")


def _staff(shipped: Path, login: str, today: date, *, sample: bool) -> str:
    """Return the staff file: the sample's people where there is a sample, and whoever makes the register."""
    office = '[[department]]\ncode = "XN"\nname = "效能办"\n\n'
    people = (shipped / "staff.toml").read_text(encoding="utf-8").rstrip() + "\n\n" if sample else office
    name = json.dumps(login, ensure_ascii=False)
    person = json.dumps(f"{login}-registrar", ensure_ascii=False) if f"id = {name}" in people else name
    return f'{people}[[person]]\nid = {person}\nname = {name}\ndepartment = "XN"\nroles = ["registrar"]\nlogin = [{name}]\nfrom = {today.isoformat()}\n'


def _settings(shipped: Path, name: str, language: str) -> str:
    """Return register.toml: the sample's, or one of that name; its language left to the reader's locale unless one was asked for."""
    lines = (shipped / "register.toml").read_text(encoding="utf-8").splitlines()
    if name:
        kept = [line for line in lines if not line.startswith(("#", "sample", "name", "code"))]
        lines = [f"name = {json.dumps(name, ensure_ascii=False)}", *kept]
    return "\n".join([*lines, *([f'language = "{language}"'] if language else [])]) + "\n"
