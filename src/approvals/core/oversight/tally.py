"""Counting ballots: exact, with what is behind each figure; what few people said is not shown, nor what would give it away."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import ROUND_DOWN, Decimal, localcontext
from fractions import Fraction

from approvals.core.oversight.questionnaire import DONT_KNOW, Group, Questionnaire
from approvals.record import NamedTuple


class Vote(NamedTuple):
    """What counts of a ballot: who answers, and the level of each aspect in order."""

    group: str
    answers: tuple[str, ...]


class AspectResult(NamedTuple):
    """The answers to one aspect: how many on each level, the best first, how many do not know, and the score; None where too few answered."""

    aspect: str
    levels: tuple[int, ...] | None
    dont_know: int | None
    score: Fraction | None


class GroupResult(NamedTuple):
    """The valid ballots of one group and their score over all aspects; None where they are too few."""

    group: str
    ballots: int | None
    score: Fraction | None


class Result(NamedTuple):
    """What came out for one department. `suppressed`: too few valid ballots to be shown; `scored`: enough for a score."""

    department: str
    ballots: int
    valid: int
    suppressed: bool
    scored: bool
    score: Fraction | None
    aspects: tuple[AspectResult, ...]
    groups: tuple[GroupResult, ...]


def is_valid(form: Questionnaire, vote: Vote) -> bool:
    """Tell whether enough aspects of a ballot are answered; “don't know” is no answer."""
    return sum(answer != DONT_KNOW for answer in vote.answers) >= form.answered_at_least


def tally(form: Questionnaire, department: str, votes: Collection[Vote]) -> Result:
    """Return what came out for one department."""
    valid = [vote for vote in votes if is_valid(form, vote)]
    suppressed = len(valid) < form.suppress_below
    scored = not suppressed and len(valid) >= form.minimum_ballots
    aspects = () if suppressed else _shown_aspects(form, valid)
    groups = () if suppressed else _shown_groups(form, valid)
    return Result(department, len(votes), len(valid), suppressed, scored, overall(form, valid) if scored else None, aspects, groups)


def overall(form: Questionnaire, valid: Sequence[Vote]) -> Fraction | None:
    """Return the weighted mean of the aspects' scores; an aspect that nobody answered is left out with its weight."""
    return _weighted((aspect.weight, aspect_score(form, place, valid)) for place, aspect in enumerate(form.aspects))


def aspect_score(form: Questionnaire, place: int, valid: Sequence[Vote]) -> Fraction | None:
    """Return the weighted mean of the groups' means; a group of which nobody answered is left out with its weight."""
    return _weighted((group.weight, _mean(form, place, [vote for vote in valid if vote.group == group.id])) for group in form.groups)


def _mean(form: Questionnaire, place: int, votes: Iterable[Vote]) -> Fraction | None:
    scores = {level.id: level.score for level in form.levels}
    given = [scores[vote.answers[place]] for vote in votes if vote.answers[place] != DONT_KNOW]
    return Fraction(sum(given), len(given)) if given else None


def _weighted(parts: Iterable[tuple[int, Fraction | None]]) -> Fraction | None:
    known = [(weight, value) for weight, value in parts if value is not None and weight]
    return sum((weight * value for weight, value in known), Fraction()) / sum(weight for weight, _value in known) if known else None


def _shown_aspects(form: Questionnaire, valid: Sequence[Vote]) -> tuple[AspectResult, ...]:
    answered = [sum(vote.answers[place] != DONT_KNOW for vote in valid) for place in range(len(form.aspects))]
    hidden = hidden_places(answered, form.suppress_below)
    return tuple(AspectResult(aspect.id, None, None, None) if place in hidden else _aspect(form, place, valid) for place, aspect in enumerate(form.aspects))


def _aspect(form: Questionnaire, place: int, valid: Sequence[Vote]) -> AspectResult:
    counts = Counter(vote.answers[place] for vote in valid)
    levels = tuple(counts[level.id] for level in form.levels)
    return AspectResult(form.aspects[place].id, levels, counts[DONT_KNOW], aspect_score(form, place, valid))


def _shown_groups(form: Questionnaire, valid: Sequence[Vote]) -> tuple[GroupResult, ...]:
    own = [[vote for vote in valid if vote.group == group.id] for group in form.groups]
    hidden = hidden_places([len(votes) for votes in own], form.suppress_below)
    return tuple(
        GroupResult(group.id, None, None) if place in hidden else GroupResult(group.id, len(own[place]), _of_group(form, group, own[place]))
        for place, group in enumerate(form.groups)
    )


def _of_group(form: Questionnaire, group: Group, votes: Sequence[Vote]) -> Fraction | None:
    return overall(form._replace(groups=(group._replace(weight=1),)), votes)


def hidden_places(sizes: Sequence[int], smallest: int) -> frozenset[int]:
    """Return the places of a breakdown that are not shown: those of fewer than `smallest`, nought apart, and where that is just one, the next smallest too.

    One that is hidden alone could be reckoned from the total and the others.
    """
    small = [place for place, size in enumerate(sizes) if 0 < size < smallest]
    if len(small) == 1:
        others = [place for place, size in enumerate(sizes) if size >= smallest]
        small += sorted(others, key=lambda place: sizes[place])[:1]
    return frozenset(small)


def cut(value: Fraction | None, places: int) -> Decimal | None:
    """Return a value cut off after so many decimals, towards nought: what falls short never reads as if it reached."""
    if value is None:
        return None
    with localcontext() as context:
        context.prec, context.rounding = 60, ROUND_DOWN
        return (Decimal(int(value * 10**places)) / Decimal(10**places)).quantize(Decimal(1).scaleb(-places))
