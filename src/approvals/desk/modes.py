"""Who can reach the files of a register at all: its owner and its group, nobody else."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from approvals.language import N_, Sentence

FOLDER, FILE = 0o2770, 0o660
_OTHERS = 0o007


def close_to_others(root: Path, *, besides: str = "") -> None:
    """Give every file and folder of a register its mode: the group works in it, and folders hand their group on; one folder is left as it is."""
    for place in (root, *(place for place in root.rglob("*") if place.relative_to(root).parts[0] != besides)):
        close(place)


def close(place: Path) -> None:
    """Give a file or folder that was just made in a register its mode, whatever the umask of whoever made it."""
    place.chmod(FOLDER if place.is_dir() else FILE)


def open_to_others(root: Path) -> Iterator[Sentence]:
    """Yield a sentence for everything of a register that others than its owner and group can read, write or enter."""
    if os.name != "posix":
        return
    for place in sorted((root, *root.rglob("*"))):
        mode = stat.S_IMODE(place.lstat().st_mode)
        if not place.is_symlink() and mode & _OTHERS:
            values = {"file": str(place), "mode": f"{mode:04o}", "right": f"{FOLDER if place.is_dir() else FILE:04o}"}
            yield Sentence(N_("{file} has mode {mode} and is open to everybody: run `chmod {right} {file}`."), values)
