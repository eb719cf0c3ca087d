"""The card policy (policy.toml): which rule makes a warning, a yellow or a red card (预警、黄牌、红牌) of what, and what follows from one.

The rules are data. "Yellow" means before the promise in some cities and after it, within the law, in others; the default profile warns when
the smaller of two working days and a third of the promise is left, is yellow past the promise and red past the law.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from approvals.core.deadline_kind import DeadlineKind
from approvals.core.level import LEVELS, Level
from approvals.core.limits import TimeLimit, Unit, parse_limit
from approvals.language import N_
from approvals.record import NamedTuple

Share = tuple[int, int]


class Tier(StrEnum):
    """Who is told of a card, from the one who handles the request upwards."""

    HANDLER = "handler"
    SECTION = "section"
    HEAD = "head"
    OFFICE = "office"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _TIERS[self], {}


_TIERS = {Tier.HANDLER: N_("handler"), Tier.SECTION: N_("section head"), Tier.HEAD: N_("department head"), Tier.OFFICE: N_("efficiency office")}
# A warning to the first, yellow to two, red to all.
_TOLD: Mapping[Level, tuple[Tier, ...]] = {Level.WARNING: (Tier.HANDLER,), Level.YELLOW: (Tier.HANDLER, Tier.SECTION), Level.RED: tuple(Tier)}


class Rule(NamedTuple):
    """One rule, about a deadline (`basis`) or about a fact (`fact`).

    A deadline: with `left`, `left_share` or `elapsed` a card when so few working days, or so small or great a share of the limit, are left or
    used; with `over` when more than that is past. A fact: `left`, `over`, `within` and `times` say from where on it is one. `confirm` cards wait
    for the efficiency office.
    """

    id: str
    basis: DeadlineKind | None
    level: Level
    left: TimeLimit | None = None
    left_share: Share | None = None
    over: TimeLimit | None = None
    elapsed: Share | None = None
    fact: str = ""
    within: TimeLimit | None = None
    times: int = 1
    confirm: bool = False


class Scoring(NamedTuple):
    """Points for cards, most of them negative; every `row` warnings in a row, uninterrupted by a card, cost `warnings`."""

    row: int
    warnings: int
    yellow: int
    red: int


class Policy(NamedTuple):
    """The rules in force, what stands in for a date that an item does not have, and what follows from a card.

    `cards_from` spares what became true before that day; `appeal` runs from the day the department was told, `order` from that of the order.
    `named` is the lowest level from which a bulletin names persons, None where it never does.
    """

    name: str
    rules: tuple[Rule, ...]
    without_statutory: Level = Level.YELLOW
    promise_is_law: Level = Level.RED
    cards_from: date | None = None
    tell: Mapping[Level, tuple[Tier, ...]] = _TOLD
    appeal: TimeLimit = TimeLimit(5, Unit.WORKING_DAYS)
    order: TimeLimit = TimeLimit(5, Unit.WORKING_DAYS)
    scoring: Scoring | None = None
    named: Level | None = None

    def rule(self, name: str) -> Rule | None:
        """Return the rule of an id, None where the policy in force has none."""
        return next((rule for rule in self.rules if rule.id == name), None)

    @property
    def confirmed(self) -> frozenset[str]:
        """Return the ids of the rules whose cards wait for the office."""
        return frozenset(rule.id for rule in self.rules if rule.confirm)


def policy_from(table: Mapping[str, Any]) -> Policy:
    """Return the policy of a checked policy file; dates may be dates or ISO texts."""
    fallback = table.get("fallback", {})
    first, scoring = table.get("cards_from"), table.get("scoring")
    return Policy(
        table.get("name", ""),
        tuple(_rule_from(rule) for rule in table.get("rule", ())),
        LEVELS[fallback.get("without_statutory", "yellow")],
        LEVELS[fallback.get("promise_is_law", "red")],
        date.fromisoformat(first) if isinstance(first, str) else first,
        {**_TOLD, **{Level(level): tuple(map(Tier, tiers)) for level, tiers in table.get("tell", {}).items()}},
        parse_limit(table.get("appeal", {}).get("within", "5 工作日")),
        parse_limit(table.get("order", {}).get("within", "5 工作日")),
        Scoring(scoring["row"], scoring["warnings"], scoring["yellow"], scoring["red"]) if scoring else None,
        LEVELS.get(table.get("bulletin", {}).get("persons_from", "")),
    )


def _rule_from(table: Mapping[str, Any]) -> Rule:
    about = table.get("object", "handling")
    return Rule(
        table["id"],
        None if about == FACT else DeadlineKind(table["basis"] if about == "handling" else about),
        LEVELS[table["level"]],
        _limit(table, "left"),
        _share(table, "left_share"),
        _limit(table, "over"),
        _share(table, "elapsed"),
        table.get("fact", ""),
        _limit(table, "within"),
        table.get("times", 1),
        table.get("confirm", False),
    )


FACT = "fact"


def _limit(table: Mapping[str, Any], key: str) -> TimeLimit | None:
    return parse_limit(table[key]) if key in table else None


def _share(table: Mapping[str, Any], key: str) -> Share | None:
    if key not in table:
        return None
    part, _slash, whole = str(table[key]).partition("/")
    return int(part), int(whole or 1)
