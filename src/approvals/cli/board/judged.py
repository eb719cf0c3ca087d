"""Which verbs are possible on what is chosen, and what stands against the others."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from approvals.cli import options
from approvals.cli.board.verbs import Key
from approvals.desk.card_history import find_card
from approvals.desk.possible import forbidden, forbidden_on_card
from approvals.errors import Refusal
from approvals.record import NamedTuple

if TYPE_CHECKING:
    from approvals.desk.register import Desk


class Judged(NamedTuple):
    """The verbs of a request or a card, and by verb why it is refused."""

    subject: str
    keys: Sequence[Key]
    refusals: Mapping[str, Refusal]

    @property
    def offered(self) -> list[Key]:
        """Return the verbs that are possible."""
        return [key for key in self.keys if key.verb not in self.refusals]

    @property
    def refused(self) -> list[tuple[Key, Refusal]]:
        """Return the others, each with its refusal."""
        return [(key, self.refusals[key.verb]) for key in self.keys if key.verb in self.refusals]

    def why(self, key: Key) -> Refusal | None:
        """Return why a verb is not possible, None where it is."""
        return self.refusals.get(key.verb)


NOTHING = Judged("", (), {})


def judged(desk: "Desk", noun: str, subject: str, keys: Sequence[Key]) -> Judged:
    """Return the verbs of what is chosen at this moment; nothing where nothing is."""
    if not subject:
        return NOTHING
    if noun == "card":
        return Judged(subject, keys, forbidden_on_card(desk, find_card(desk, subject), desk.today))
    return Judged(subject, keys, forbidden(desk, subject, options.now()))
