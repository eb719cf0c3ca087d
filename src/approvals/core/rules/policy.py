"""The rules of policy.toml, the card policy."""

from collections.abc import Iterator

from approvals.core.facts import FACTS
from approvals.core.guide import Table
from approvals.core.level import LEVELS
from approvals.core.policy import FACT, Tier
from approvals.core.rules.problem import Problem, error, warning
from approvals.core.rules.reading import blank, limit_of, tables_of, text_of
from approvals.core.rules.settings import once
from approvals.core.rules.shape import CODE, DAY, FLAG, TEXT, Amount, Choice, Each, Fields, Form, Whole
from approvals.language import N_

_LEVEL = Choice([word for word in LEVELS if word.isascii()], also=LEVELS)
_DAYS = Amount(working_days=True)
_SHARE = Form(r"1/[2-9]|2/3|3/4", N_("“{value}” is no share of a limit: write “{key}” like 1/3."))
_USED = Form(r"[1-9]/10|1/[2-9]|2/3|3/4|4/5", N_("“{value}” is no share of a limit: write “{key}” like 9/10."))
OBJECTS = (
    "handling",
    "acceptance",
    "waiting",
    "following",
    "extension",
    "stop",
    "step",
    "inspection",
    "joint",
    "hearing",
    "delivery",
    "declaration",
    "publication",
    "renewal",
    "order",
    *("complaint_acceptance", "complaint_handling", "first_reply", "progress", "follow_up", "duty", "rectification", "problem", "submission"),
    FACT,
)
RULE = Fields(
    {
        "id": CODE,
        "object": Choice(OBJECTS),
        "basis": Choice(("promised", "statutory")),
        "fact": Choice(tuple(FACTS)),
        "left": _DAYS,
        "left_share": _SHARE,
        "elapsed": _USED,
        "over": _DAYS,
        "within": Amount(),
        "times": Whole(1, 1_000),
        "level": _LEVEL,
        "confirm": FLAG,
    },
    needed=("id", "object", "level"),
)
_REVIEW = Fields({"organ": TEXT, "body": TEXT}, needed=("organ", "body"))
_FALLBACK = Fields({"without_statutory": _LEVEL, "promise_is_law": _LEVEL})
_TIERS = Each(Choice(tuple(map(str, Tier))))
_POINTS = Whole(-1_000, 1_000)
_OPENING = Form(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]", N_("“{value}” are no opening hours: write “{key}” like 09:00-12:00."))
_DAY_OF_YEAR = Form(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", N_("“{value}” is no day of the year: write “{key}” like 10-01."))
_SEASON = Fields({"from": _DAY_OF_YEAR, "to": _DAY_OF_YEAR, "hours": Each(_OPENING)}, needed=("from", "to", "hours"))
POLICY_FILE = Fields(
    {
        "effective_from": DAY,
        "name": TEXT,
        "cards_from": DAY,
        "rule": Each(RULE),
        "fallback": _FALLBACK,
        "tell": Fields({"warning": _TIERS, "yellow": _TIERS, "red": _TIERS}),
        "appeal": Fields({"within": _DAYS}, needed=("within",)),
        "order": Fields({"within": _DAYS}, needed=("within",)),
        "scoring": Fields({"row": Whole(1, 100), "warnings": _POINTS, "yellow": _POINTS, "red": _POINTS}, needed=("row", "warnings", "yellow", "red")),
        "bulletin": Fields({"persons_from": _LEVEL}, needed=("persons_from",)),
        "supplement": Fields({"lapse_basis": TEXT}),
        "stop": Fields({"late_supplement_basis": TEXT, "cap": FLAG}),
        "late": Fields({"after": _DAYS}, needed=("after",)),
        "remedies": Fields({"text": TEXT, "review_body": TEXT, "review": Each(_REVIEW)}),
        "hall": Fields({"hours": Each(_OPENING), "season": Each(_SEASON), "closed": Each(DAY), "open": Each(DAY)}, needed=("hours",)),
    },
    needed=("name", "rule"),
)


def check_policy(table: Table) -> list[Problem]:
    """Return the problems of policy.toml."""
    return [*POLICY_FILE.problems(table, ()), *(problem for rule in POLICY_RULES for problem in rule(table))]


def rule_once(table: Table) -> Iterator[Problem]:
    """Let an id mean one card rule: cards name it."""
    yield from once(table, "rule", "rule-once", N_("The id “{id}” belongs to another rule already: write another."))


def basis_given(table: Table) -> Iterator[Problem]:
    """Let a rule about handling say whether it counts from the promise or the law, and one about a fact which."""
    for place, rule in tables_of(table, "rule"):
        about = text_of(rule, "object")
        if about == "handling" and not text_of(rule, "basis"):
            yield error(("rule", place), "basis-given", N_("A rule about handling says basis = “promised” or “statutory”."))
        if about == FACT and not text_of(rule, "fact"):
            yield error(("rule", place), "basis-given", N_("A rule about a fact says which: fact = one of {facts}."), facts=tuple(FACTS))
        for key, owner in (("basis", "handling"), ("fact", FACT)):
            if about in OBJECTS and about != owner and not blank(rule.get(key)):
                template = N_("“{key}” belongs to rules with object = “{owner}”: leave it out, or write that object.")
                yield error(("rule", place, key), "basis-given", template, key=key, owner=owner)


_LEFT = ("left", "left_share", "elapsed")


def rule_threshold(table: Table) -> Iterator[Problem]:
    """Let a card rule look either at the days left, the share used, or the days over; and a rule about a fact at what that fact has."""
    for place, rule in tables_of(table, "rule"):
        if text_of(rule, "object") == FACT:
            yield from _fact_threshold(place, rule)
            continue
        before, over = any(not blank(rule.get(key)) for key in _LEFT), not blank(rule.get("over"))
        if before == over:
            template = N_("The rule “{id}” has to say either left, left_share or elapsed, or over, one of the two.")
            yield error(("rule", place), "rule-threshold", template, id=text_of(rule, "id"))
        for key in ("within", "times"):
            if not blank(rule.get(key)):
                yield error(("rule", place, key), "rule-threshold", N_("“{key}” belongs to rules about a fact: leave it out."), key=key)


def _fact_threshold(place: int, rule: Table) -> Iterator[Problem]:
    fact = text_of(rule, "fact")
    if fact not in FACTS:
        return
    wanted = FACTS[fact][1]
    if wanted != "times" and blank(rule.get(wanted)):
        template = N_("The fact “{fact}” needs “{key}”: from where on is it one?")
        yield error(("rule", place), "rule-threshold", template, fact=fact, key=wanted)
    for key in (*_LEFT, "over", "within", "times"):
        if key != wanted and not blank(rule.get(key)) and key in rule:
            template = N_("The fact “{fact}” knows no “{key}”: it has “{wanted}”.")
            yield error(("rule", place, key), "rule-threshold", template, fact=fact, key=key, wanted=wanted)


_RANK = {"warning": 1, "yellow": 2, "red": 3}


def levels_rise(table: Table) -> Iterator[Problem]:
    """Doubt a policy whose red card comes before its yellow one: the same object and basis, both past the date."""
    seen: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for place, rule in tables_of(table, "rule"):
        over, level = _amount(text_of(rule, "over")), _RANK.get(str(LEVELS.get(text_of(rule, "level"), "")))
        if over is None or level is None or text_of(rule, "object") == FACT:
            continue
        others = seen.setdefault((text_of(rule, "object"), text_of(rule, "basis")), [])
        for other_over, other_level, identity in others:
            if (over - other_over) * (level - other_level) < 0:
                template = N_("The rule “{id}” is graver than “{other}” but comes first, or the other way round: correct over or level.")
                yield warning(("rule", place), "levels-rise", template, id=text_of(rule, "id"), other=identity)
        others.append((over, level, text_of(rule, "id")))


def _amount(text: str) -> int | None:
    limit = limit_of(text)
    return limit.amount if limit else None


POLICY_RULES = (rule_once, basis_given, rule_threshold, levels_rise)
