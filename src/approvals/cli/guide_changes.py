"""Changes of the guide as people read them: a heading for each item or department, then a line a value."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.language import N_, say

if TYPE_CHECKING:
    from approvals.core.guide_changes import Change


def show(changes: "Iterable[Change]") -> None:
    """Print changes under the items they belong to."""
    output.lines(lines(changes))


def lines(changes: "Iterable[Change]") -> Iterator[str]:
    """Yield the lines of changes; what is new or withdrawn as a whole takes one line."""
    for (code, name), group in groupby(changes, key=lambda change: (change.code, change.name)):
        told = list(group)
        if not told[0].field:
            yield say(N_("{code}  {name}: {change}"), {"code": code, "name": name, "change": told[0]})
            continue
        yield say(N_("{code}  {name}"), {"code": code, "name": name})
        yield from (say(N_("  {change}"), {"change": change}) for change in told)
