"""The rules on powers of a register: powers/*.toml, read as one."""

from pathlib import Path

from approvals.core.rules.powers import Known, check_powers, known_from
from approvals.files.reader import Finding, Source, read_folder, told
from approvals.files.settings import read_staff
from approvals.record import NamedTuple

FOLDER = "powers"


class PowersFiles(NamedTuple):
    """The files that can be read, and everything that is wrong with any."""

    sources: tuple[Source, ...]
    findings: list[Finding]


def read_powers(root: Path, known: Known | None = None) -> PowersFiles:
    """Read and check the files of powers; `known` is what they may name: if left out, what guide and staff files say as they stand, adopted or not."""
    sources, unreadable = read_folder(root, FOLDER)
    problems = check_powers({source.name: source.table for source in sources}, known or named_in(root)) if sources else {}
    return PowersFiles(sources, told(sources, problems, unreadable))


def named_in(root: Path) -> Known:
    """Return what the guide and staff files of a register allow powers to name; what cannot be read there names nothing."""
    guide, staff = read_folder(root, "guide")[0], read_staff(root).source
    return known_from({source.name: source.table for source in guide}, staff.table if staff else {})
