"""What an item asked for before its flow was cut, and from when on nobody may apply for it."""

from datetime import date

from approvals.record import NamedTuple


class Originals(NamedTuple):
    """What the flow asked for before it was cut, where the guide gives it: steps, materials, visits to the counter."""

    steps: int | None = None
    materials: int | None = None
    visits: int | None = None


class Suspension(NamedTuple):
    """From which day nobody may apply, up to and including `last`, None while nobody knows; requests under way go on."""

    first: date
    reason: str
    last: date | None = None


class Withdrawal(NamedTuple):
    """From which day the item is no longer offered; requests under way go on."""

    first: date
    reason: str
