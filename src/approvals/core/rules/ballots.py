"""The shapes and rules of ratings, rosters, questionnaires and the assessment in the oversight files."""

from collections.abc import Iterator, Mapping

from approvals.core.guide import Table
from approvals.core.oversight.assessment import Source
from approvals.core.rules.problem import Problem, error
from approvals.core.rules.reading import table_of, tables_of, text_of
from approvals.core.rules.shape import CODE, FLAG, LIMIT, TEXT, Choice, Each, Entries, Fields, Shape, Whole
from approvals.language import N_

_NAMED = Fields({"id": CODE, "name": TEXT}, needed=("id", "name"))
_RATING = Fields({"suppress_below": Whole(1, 1_000), "channel": Each(_NAMED)})
_ROSTER = Fields({"ending_within": LIMIT, "reply_within": LIMIT, "source": Each(_NAMED), "group": Each(_NAMED)})
_WEIGHT = Whole(0, 1_000)
_ASPECT = Fields({"id": CODE, "name": TEXT, "weight": _WEIGHT}, needed=("id", "name"))
_LEVEL = Fields({"id": CODE, "name": TEXT, "score": Whole(0, 1_000)}, needed=("id", "name", "score"))
_GROUP = Fields({"id": CODE, "name": TEXT, "weight": _WEIGHT, "roster": Choice(("supervisor", "evaluator"))}, needed=("id", "name"))
_QUESTIONNAIRE = Fields(
    {
        "id": CODE,
        "name": TEXT,
        "anonymous": FLAG,
        "answered_at_least": Whole(1, 1_000),
        "minimum_ballots": Whole(1, 100_000),
        "suppress_below": Whole(1, 1_000),
        "places": Whole(0, 6),
        "aspect": Each(_ASPECT),
        "level": Each(_LEVEL),
        "group": Each(_GROUP),
    },
    needed=("id", "name", "aspect", "level", "group"),
)
_POINTS = Whole(-1_000, 1_000)
_COMPONENT = Fields(
    {
        "id": CODE,
        "name": TEXT,
        "source": Choice(tuple(Source)),
        "weight": _WEIGHT,
        "base": _POINTS,
        "floor": _POINTS,
        "cap": _POINTS,
        "points": Entries(_POINTS),
        "subjects": Each(TEXT),
    },
    needed=("id", "name", "source"),
)
_ASSESSMENT = Fields({"floor": _POINTS, "cap": _POINTS, "vetoed": _POINTS, "places": Whole(0, 6), "component": Each(_COMPONENT)}, needed=("component",))
BALLOTS: Mapping[str, Shape] = {"rating": _RATING, "roster": _ROSTER, "questionnaire": Each(_QUESTIONNAIRE), "assessment": _ASSESSMENT}
# Where an id stands once: the list, by its path.
BALLOT_LISTS = (("rating", "channel"), ("roster", "source"), ("roster", "group"), ("questionnaire",), ("assessment", "component"))


def questionnaire_once(table: Table) -> Iterator[Problem]:
    """Let an id mean one aspect, level or group of its questionnaire."""
    for place, form in tables_of(table, "questionnaire"):
        for key in ("aspect", "level", "group"):
            seen: set[str] = set()
            for number, entry in tables_of(form, key):
                identity = text_of(entry, "id")
                if identity in seen:
                    template = N_("The id “{id}” stands twice in this questionnaire: write another.")
                    yield error(("questionnaire", place, key, number, "id"), "questionnaire-once", template, id=identity)
                seen.add(identity)


def questionnaire_levels(table: Table) -> Iterator[Problem]:
    """Let the levels stand in their order, the best first: ballots name them by number."""
    for place, form in tables_of(table, "questionnaire"):
        before: int | None = None
        for number, level in tables_of(form, "level"):
            score = level.get("score")
            if type(score) is int:
                if before is not None and score >= before:
                    template = N_("The level “{name}” scores no less than the one before it: write the best first.")
                    yield error(("questionnaire", place, "level", number, "score"), "questionnaire-levels", template, name=text_of(level, "name"))
                before = score


def questionnaire_valid(table: Table) -> Iterator[Problem]:
    """Let a ballot be valid that answers every aspect, and something weigh."""
    for place, form in tables_of(table, "questionnaire"):
        aspects = [aspect for _number, aspect in tables_of(form, "aspect")]
        least = form.get("answered_at_least")
        if type(least) is int and least > len(aspects):
            template = N_("No ballot would be valid: the questionnaire has {aspects} aspects, write at most so many.")
            yield error(("questionnaire", place, "answered_at_least"), "questionnaire-valid", template, aspects=len(aspects))
        for key in ("aspect", "group"):
            entries = [entry for _number, entry in tables_of(form, key)]
            if all(entry.get("weight") == 0 for entry in entries):
                template = N_("Nothing weighs among the entries of “{key}”: write one at least, with a weight above 0.")
                yield error(("questionnaire", place, key), "questionnaire-valid", template, key=key)


def assessment_bounds(table: Table) -> Iterator[Problem]:
    """Let every floor lie below its cap."""
    form = table_of(table, "assessment")
    parts: list[tuple[tuple[str | int, ...], Mapping[str, object]]] = [(("assessment",), form)]
    parts += [(("assessment", "component", place), one) for place, one in tables_of(form, "component")]
    for path, entry in parts:
        floor, cap = entry.get("floor", 0), entry.get("cap", 100)
        if isinstance(floor, int) and isinstance(cap, int) and floor >= cap:
            template = N_("The floor {floor} does not lie below the cap {cap}: correct one of the two.")
            yield error((*path, "floor" if "floor" in entry else "cap"), "assessment-bounds", template, floor=floor, cap=cap)


def assessment_weighs(table: Table) -> Iterator[Problem]:
    """Let something of the formula weigh: without it there is no total."""
    form = table_of(table, "assessment")
    components = [one for _place, one in tables_of(form, "component")]
    if components and not any(one.get("weight") for one in components):
        template = N_("No component has a weight: without one there is no total.")
        yield error(("assessment", "component"), "assessment-weighs", template)


BALLOT_RULES = (questionnaire_once, questionnaire_levels, questionnaire_valid, assessment_bounds, assessment_weighs)
