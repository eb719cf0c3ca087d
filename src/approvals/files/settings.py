"""register.toml, policy.toml and staff.toml."""

from collections.abc import Callable, Collection
from pathlib import Path

from approvals.core.guide import Table
from approvals.core.rules.policy import check_policy
from approvals.core.rules.problem import Problem
from approvals.core.rules.settings import check_register, check_staff
from approvals.files.place import REGISTER
from approvals.files.reader import Finding, Source, read
from approvals.record import NamedTuple

POLICY, STAFF = "policy.toml", "staff.toml"


class SettingsFile(NamedTuple):
    """A file, None where it cannot be read, and everything that is wrong with it."""

    source: Source | None
    findings: list[Finding]


def read_register(root: Path) -> SettingsFile:
    """Read and check register.toml."""
    return _checked(root, REGISTER, check_register)


def read_policy(root: Path) -> SettingsFile:
    """Read and check policy.toml, the card rules."""
    return _checked(root, POLICY, check_policy)


def read_policy_file(path: Path) -> SettingsFile:
    """Read and check a policy from any file."""
    return _checked(path.parent, path.name, check_policy)


def read_staff(root: Path, departments: Collection[str] | None = None, items: Collection[str] | None = None) -> SettingsFile:
    """Read and check staff.toml; `departments` and `items` are the codes of the guide, None when they are not known."""
    return _checked(root, STAFF, lambda table: check_staff(table, departments, items))


def _checked(root: Path, name: str, check: Callable[[Table], list[Problem]]) -> SettingsFile:
    source = read(root, name)
    if isinstance(source, Source):
        return SettingsFile(source, source.findings(check(source.table)))
    return SettingsFile(None, source)
