"""The oversight files of a register: oversight/*.toml, read as one."""

from collections.abc import Collection
from pathlib import Path

from approvals.core.rules.oversight import check_oversight
from approvals.files.reader import Finding, Source, read_folder, told
from approvals.record import NamedTuple


class OversightFiles(NamedTuple):
    """The files that can be read, and everything that is wrong with any."""

    sources: tuple[Source, ...]
    findings: list[Finding]


def read_oversight(root: Path, people: Collection[str] | None, departments: Collection[str] | None) -> OversightFiles:
    """Read and check the oversight files; `people` and `departments` are those that may be named, None where they are not known."""
    sources, unreadable = read_folder(root, "oversight")
    problems = check_oversight({source.name: source.table for source in sources}, people, departments)
    return OversightFiles(sources, told(sources, problems, unreadable))
