"""Registers beside each other, as a pattern names them, and the code by which their numbers are told apart."""

import glob
import re
from collections.abc import Iterable
from pathlib import Path

from approvals.errors import NoSuchThing
from approvals.files.place import find_register, glance
from approvals.language import N_
from approvals.record import NamedTuple

_CODE = re.compile(r"[A-Z][A-Z0-9]{0,11}")


class Hall(NamedTuple):
    """A register: its folder, its code (the name of the folder where it has none), its name, its offset from UTC as written."""

    root: Path
    code: str
    name: str
    utc_offset: str

    def number(self, number: str) -> str:
        """Return a number as it is told apart from those of other registers."""
        return f"{self.code}-{number}"


def code_of(root: Path) -> str:
    """Return the code that register.toml gives a register, empty where it gives none."""
    code = glance(root).get("code", "")
    return code if _CODE.fullmatch(code) else ""


def name_of(root: Path) -> str:
    """Return the name of a register, that of its folder where register.toml gives none."""
    return glance(root).get("name", root.name)


def halls(patterns: Iterable[str]) -> list[Hall]:
    """Return the registers in the folders that patterns name, by folder; a folder that holds none is returned too, so that it can be said."""
    wanted = list(patterns)
    folders = {Path(found).resolve() for pattern in wanted for found in glob.glob(pattern, recursive=True) if Path(found).is_dir()}  # noqa: PTH207 - patterns may be absolute
    if not folders:
        raise NoSuchThing(N_("No folder is called {pattern}: write it in quotes, like 'halls/*'."), pattern=tuple(wanted))
    return [_hall(folder) for folder in sorted(folders)]


def _hall(folder: Path) -> Hall:
    root = find_register(str(folder)) or folder
    return Hall(root, code_of(root) or folder.name, name_of(root), glance(root).get("utc_offset", ""))
