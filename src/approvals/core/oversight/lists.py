"""What the oversight files say of inspections, visits, audits, accountability, projects and enterprises: read where it is asked for."""

from typing import TYPE_CHECKING, Any

from approvals.core.limits import TimeLimit, parse_limit
from approvals.core.oversight.settings import Named, Oversight
from approvals.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class ProjectColumn(NamedTuple):
    """A column of a major project (规划、建设、环保、用地): the requests of which departments or of which items stand in it."""

    id: str
    name: str
    departments: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


def limit_of(rules: Oversight, noun: str, key: str) -> TimeLimit | None:
    """Return a time limit of the table of a noun, None where the files do not say it."""
    found: Mapping[str, Any] = rules.tables.get(noun, {})
    return parse_limit(found[key]) if key in found else None


def measures(rules: Oversight) -> tuple[Named, ...]:
    """Return the measures by which somebody is held to account."""
    return _named(rules.tables.get("measure", ()))


def audit_kinds(rules: Oversight) -> tuple[Named, ...]:
    """Return the kinds of audits."""
    return _named(rules.tables.get("audit", {}).get("kind", ()))


def project_columns(rules: Oversight) -> tuple[ProjectColumn, ...]:
    """Return the columns in which the requests of a project stand, in their order."""
    return tuple(
        ProjectColumn(one["id"], one["name"], tuple(one.get("departments", ())), tuple(one.get("items", ()))) for one in rules.tables.get("project_column", ())
    )


def _named(tables: Any) -> tuple[Named, ...]:  # noqa: ANN401 - checked TOML tables
    return tuple(Named(one["id"], one["name"], one.get("department", ""), one.get("kind", "")) for one in tables)
