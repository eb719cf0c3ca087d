"""An anchor: the head of the chain as it was on a day, kept where whoever can write to the register cannot reach it."""

import re

from approvals.core.rules.problem import one_line
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

_HEADING = "approvals head of a register"
_LONGEST = 20
# The nightly check prints sixteen digits of the hash: as many as a person compares, or types from paper.
_WRITTEN = re.compile(r"([0-9]{1,18})[: ]([0-9a-fA-F]{16,64})")
_LINE = re.compile(r"([a-z]+): (.*)")


class Anchor(NamedTuple):
    """The last event of a register and its hash, of which an anchor taken from paper has the first digits; what is not known is empty."""

    sequence: int
    hash: str
    recorded_at: str = ""
    register: str = ""
    name: str = ""

    @property
    def line(self) -> str:
        """Return the anchor as it stands on paper, and is read back."""
        return f"{self.sequence}:{self.hash}"


def anchor_text(anchor: Anchor) -> str:
    """Return an anchor as a file: short enough to be read out, and the same for the same head, so that it can be signed."""
    lines = {"register": anchor.register, "name": one_line(anchor.name), "sequence": anchor.sequence, "hash": anchor.hash, "recorded": anchor.recorded_at}
    return "\n".join((_HEADING, *(f"{name}: {value}" for name, value in lines.items()), ""))


def anchor_from(text: str, file: str) -> Anchor:
    """Return the anchor that a file holds."""
    heading, *lines = text.replace("\r\n", "\n").split("\n")[:_LONGEST]
    told = {found[1]: found[2] for line in lines if (found := _LINE.fullmatch(line))}
    head = written(f"{told.get('sequence', '')}:{told.get('hash', '')}")
    if heading.removeprefix("\ufeff") != _HEADING or not head:
        raise WrongUsage(N_("{file} holds no head of a register: `approvals register head --out FILE` writes one."), file=file)
    return head._replace(recorded_at=told.get("recorded", ""), register=told.get("register", ""), name=told.get("name", ""))


def written(text: str) -> Anchor | None:
    """Return the anchor that somebody typed from paper, like `101:2865a958c0dd6fae`, None where the text is none."""
    found = _WRITTEN.fullmatch(text.strip())
    return Anchor(int(found[1]), found[2].lower()) if found else None
