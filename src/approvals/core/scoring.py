"""Points for cards (field practice: three warnings in a row −3, a yellow card −5, a red card −10), by department or person."""

from collections.abc import Callable, Iterable

from approvals.core.card import Card, counting
from approvals.core.level import Level
from approvals.core.policy import Scoring
from approvals.record import NamedTuple


class Score(NamedTuple):
    """The points of one department or person and the cards behind them; `runs` counts the full rows of warnings."""

    name: str
    warnings: int
    runs: int
    yellow: int
    red: int
    points: int
    cards: tuple[int, ...]


def scores(cards: Iterable[Card], scoring: Scoring, key: Callable[[Card], str]) -> list[Score]:
    """Return the scores of everybody who has a card that counts, the lowest points first.

    A row of warnings is broken off by a yellow or red card of the same department or person that became true in between; each full row counts once.
    """
    mine: dict[str, list[Card]] = {}
    for card in counting(cards):
        mine.setdefault(key(card), []).append(card)
    found = [_score(name, own, scoring) for name, own in mine.items()]
    return sorted(found, key=lambda score: (score.points, score.name))


def _score(name: str, cards: list[Card], scoring: Scoring) -> Score:
    levels = [card.raised.level for card in cards]
    warnings, yellow, red = (levels.count(level) for level in (Level.WARNING, Level.YELLOW, Level.RED))
    runs = _runs(levels, scoring.row)
    points = runs * scoring.warnings + yellow * scoring.yellow + red * scoring.red
    return Score(name, warnings, runs, yellow, red, points, tuple(card.sequence for card in cards))


def _runs(levels: list[Level], row: int) -> int:
    runs = length = 0
    for level in levels:
        length = length + 1 if level is Level.WARNING else 0
        if length == row:
            runs, length = runs + 1, 0
    return runs
