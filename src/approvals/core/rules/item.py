"""An item as the rules look at it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from approvals.core.guide import Table
from approvals.core.rules.problem import Path, Problem
from approvals.core.rules.reading import table_of
from approvals.core.rules.trial import Trial
from approvals.record import NamedTuple


class Reading(NamedTuple):
    """An item's table and its path in the file, the day it is looked at, and the year its limits are tried on."""

    item: Table
    path: Path
    today: date
    trial: Trial

    def limit(self, name: str) -> Table:
        """Return the table of one of its limits: `statutory` or `promised`."""
        return table_of(table_of(self.item, "limits"), name)

    def written(self, name: str) -> bool:
        """Tell whether the limit is written at all, be it wrongly."""
        limits = self.item.get("limits", {})
        return not isinstance(limits, Mapping) or name in limits

    def at(self, name: str, key: str = "limit") -> Path:
        """Return the path to a key of one of its limits."""
        return (*self.path, "limits", name, key)


Rule = Callable[[Reading], Iterator[Problem]]
