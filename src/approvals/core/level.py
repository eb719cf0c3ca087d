"""How late something is: warning, yellow and red card (预警、黄牌、红牌)."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.language import N_


class Level(StrEnum):
    """How late it is; the order is the order of gravity."""

    NONE = "none"
    WARNING = "warning"
    YELLOW = "yellow"
    RED = "red"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _WORDS[self], {}

    @property
    def gravity(self) -> int:
        """Return the rank of the level, 0 for none."""
        return _GRAVITY[self]


_GRAVITY = {level: place for place, level in enumerate(Level)}
_WORDS = {Level.NONE: N_("in time"), Level.WARNING: N_("warning"), Level.YELLOW: N_("yellow card"), Level.RED: N_("red card")}
CARDED = (Level.WARNING, Level.YELLOW, Level.RED)
LEVELS = {"预警": Level.WARNING, "黄牌": Level.YELLOW, "红牌": Level.RED, **{str(level): level for level in CARDED}}
