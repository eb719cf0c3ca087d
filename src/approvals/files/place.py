"""Where the register stands. Every command asks this first, so it imports nothing heavy."""

import os
from itertools import takewhile
from pathlib import Path

REGISTER = "register.toml"


def find_register(named: str | None = None) -> Path | None:
    """Return the folder of the register: the one named, else that of APPROVALS_REGISTER, else the nearest one here or above.

    Each folder is asked for register.toml, then for data/register.toml. A named folder is returned even where none is, so that whoever
    opens it can say so.
    """
    if chosen := named or os.environ.get("APPROVALS_REGISTER"):
        return _register_in(Path(chosen)) or Path(chosen)
    try:
        here = Path.cwd()
    except OSError:
        return None  # the folder we stand in is gone
    return next((found for folder in (here, *here.parents) if (found := _register_in(folder))), None)


def glance(root: Path) -> dict[str, str]:
    """Return the texts that register.toml gives its first keys, without a TOML parser, which every command would pay for.

    What cannot be read so is left out: whoever needs more than the language and the time reads the file properly.
    """
    try:
        lines = (root / REGISTER).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        return {}
    pairs = (line.partition("=") for line in takewhile(lambda line: not line.startswith("["), lines))
    return {key.strip(): value.partition("#")[0].strip().strip("\"'") for key, _equals, value in pairs}


def _register_in(folder: Path) -> Path | None:
    return next((place for place in (folder, folder / "data") if os.access(place / REGISTER, os.F_OK)), None)
