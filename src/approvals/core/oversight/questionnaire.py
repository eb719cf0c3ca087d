"""Questionnaires as data: aspects, levels with scores, respondent groups, and what makes a ballot, a result and a group large enough."""

from collections.abc import Mapping, Sequence
from typing import Any

from approvals.core.oversight.settings import Oversight
from approvals.errors import WrongUsage
from approvals.language import N_
from approvals.record import NamedTuple

DONT_KNOW = "-"
_ALSO = frozenset({DONT_KNOW, "", "不了解", "弃权", "－", "—", "dont-know"})


class Aspect(NamedTuple):
    """What is asked about (测评内容), and its weight among the others."""

    id: str
    name: str
    weight: int = 1


class Answer(NamedTuple):
    """A level that may be ticked, the best first, and its score."""

    id: str
    name: str
    score: int


class Group(NamedTuple):
    """Who answers (测评主体) and the weight of their mean; `roster` where its people stand on one of the rosters."""

    id: str
    name: str
    weight: int = 1
    roster: str = ""


class Questionnaire(NamedTuple):
    """A questionnaire. A ballot is valid from `answered_at_least` aspects answered on; a department has a score from `minimum_ballots` valid ones on.

    What fewer than `suppress_below` people said is not shown. Scores are cut off after `places` decimals.
    """

    id: str
    name: str
    aspects: tuple[Aspect, ...]
    levels: tuple[Answer, ...]
    groups: tuple[Group, ...]
    anonymous: bool = True
    answered_at_least: int = 1
    minimum_ballots: int = 1
    suppress_below: int = 1
    places: int = 2

    def group(self, text: str) -> Group:
        """Return the group of an id or name; one that is none is refused."""
        for group in self.groups:
            if text in {group.id, group.name}:
                return group
        raise WrongUsage(N_("There is no group {name}: write one of {known}."), name=text, known=tuple(one.id for one in self.groups))

    def answer(self, text: str) -> str:
        """Return the level of one answer: by its number from 1, its id or its name; `-` where the respondent does not know."""
        word = text.strip()
        if word in _ALSO:
            return DONT_KNOW
        for place, level in enumerate(self.levels, 1):
            if word in {str(place), level.id, level.name}:
                return level.id
        template = N_("“{answer}” is no answer: write a number from 1 to {most}, a level, or - for “don't know”.")
        raise WrongUsage(template, answer=word, most=len(self.levels))

    def answers(self, texts: Sequence[str]) -> tuple[str, ...]:
        """Return the levels of a whole ballot, one an aspect."""
        if len(texts) != len(self.aspects):
            template = N_("The ballot has {given} answers and the questionnaire {aspects} aspects: {names}. Write one for each, - for “don't know”.")
            raise WrongUsage(template, given=len(texts), aspects=len(self.aspects), names=tuple(aspect.name for aspect in self.aspects))
        return tuple(map(self.answer, texts))


def questionnaires(rules: Oversight) -> dict[str, Questionnaire]:
    """Return the questionnaires of the adopted oversight files by their ids."""
    return {table["id"]: _from(table) for table in rules.tables.get("questionnaire", ())}


def _from(table: Mapping[str, Any]) -> Questionnaire:
    plain = ("anonymous", "answered_at_least", "minimum_ballots", "suppress_below", "places")
    return Questionnaire(
        table["id"],
        table["name"],
        tuple(Aspect(one["id"], one["name"], one.get("weight", 1)) for one in table["aspect"]),
        tuple(Answer(one["id"], one["name"], one["score"]) for one in table["level"]),
        tuple(Group(one["id"], one["name"], one.get("weight", 1), one.get("roster", "")) for one in table["group"]),
        **{name: table[name] for name in plain if name in table},
    )
