"""What `approvals evaluation result` shows: counts on every level, scores, and the rules they follow."""

from typing import TYPE_CHECKING, Any

from approvals.cli import output
from approvals.core.oversight.tally import AspectResult, Result, cut
from approvals.language import N_, Sentence
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from fractions import Fraction

    from approvals.core.oversight.questionnaire import Questionnaire
    from approvals.desk.evaluation import Outcome
    from approvals.desk.register import Desk

_GROUPS = (
    Column(N_("Department"), keep=True),
    Column(N_("Group"), keep=True),
    Column(N_("Valid ballots"), Kind.NUMBER, keep=True),
    Column(N_("Score"), Kind.NUMBER, keep=True),
)
FEW, UNSCORED = N_("too few to be shown"), N_("too few for a score")


def result_page(opened: "Desk", found: "Outcome", *, by_group: bool) -> None:
    """Print a result by aspect or by group, and the rules below it."""
    if by_group:
        output.table(_GROUPS, [row for result in found.results for row in _group_rows(opened, found.form, result)])
    else:
        output.table(_columns(found.form), [row for result in found.results for row in _aspect_rows(opened, found.form, result)])
    if not output.for_spreadsheet():
        _rules(found)


def _columns(form: "Questionnaire") -> tuple[Column, ...]:
    levels = [Column(level.name, Kind.NUMBER, priority=2) for level in form.levels]
    counts = (*levels, Column(N_("Don't know"), Kind.NUMBER, priority=1))
    return (
        Column(N_("Department"), keep=True),
        Column(N_("Aspect"), keep=True),
        *counts,
        Column(N_("Valid ballots"), priority=3),
        Column(N_("Score"), Kind.NUMBER, keep=True),
    )


def _aspect_rows(opened: "Desk", form: "Questionnaire", result: Result) -> list[tuple[object, ...]]:
    """Return a row for the whole of a department and one for each aspect."""
    name, blank = opened.department_name(result.department), [None] * (len(form.levels) + 1)
    valid = Sentence(FEW) if result.suppressed else f"{result.valid}/{result.ballots}"
    whole = Sentence(FEW) if result.suppressed else _score(form, result.score) if result.scored else Sentence(UNSCORED)
    rows: list[tuple[object, ...]] = [(name, Sentence(N_("all aspects")), *blank, valid, whole)]
    for aspect, own in zip(form.aspects, result.aspects, strict=False):
        rows.append((name, aspect.name, *_counts(form, own), "", Sentence(FEW) if own.levels is None else _score(form, own.score)))
    return rows


def _counts(form: "Questionnaire", own: AspectResult) -> list[int | None]:
    return [None] * (len(form.levels) + 1) if own.levels is None else [*own.levels, own.dont_know]


def _score(form: "Questionnaire", score: "Fraction | None") -> str:
    return "—" if score is None else str(cut(score, form.places))


def _group_rows(opened: "Desk", form: "Questionnaire", result: Result) -> list[tuple[object, ...]]:
    name = opened.department_name(result.department)
    if result.suppressed:
        return [(name, Sentence(N_("all groups")), None, Sentence(FEW))]
    rows: list[tuple[object, ...]] = [(name, Sentence(N_("all groups")), result.valid, _score(form, result.score) if result.scored else Sentence(UNSCORED))]
    for group, own in zip(form.groups, result.groups, strict=True):
        rows.append((name, group.name, own.ballots, Sentence(FEW) if own.ballots is None else _score(form, own.score)))
    return rows


def _rules(found: "Outcome") -> None:
    """Say what was counted, and how."""
    form, matter = found.form, found.matter
    output.say(
        N_("{name}, period {period}: {ballots} ballots cast, counted up to event {head}."),
        name=form.name,
        period=matter.values["period"],
        ballots=sum(result.ballots for result in found.results),
        head=found.head,
    )
    scores = tuple(f"{level.name} {level.score}" for level in form.levels)
    output.say(N_("Levels: {scores}; “don't know” is left out of the denominator."), scores=scores)
    weights = tuple(f"{group.name} {group.weight}" for group in form.groups)
    aspects = tuple(f"{aspect.name} {aspect.weight}" for aspect in form.aspects)
    output.say(
        N_("Score of an aspect: the mean of each group, weighted {weights}; of a department: its aspects, weighted {aspects}."),
        weights=weights,
        aspects=aspects,
    )
    template = N_("Valid from {least} answered aspects on; a score from {minimum} valid ballots on; what fewer than {few} said is not shown.")
    output.say(template, least=form.answered_at_least, minimum=form.minimum_ballots, few=form.suppress_below)
    output.say(N_("Scores are exact and cut off after {places} decimals, not rounded."), places=form.places)


def plain(opened: "Desk", found: "Outcome") -> dict[str, Any]:
    """Return a result as machine output has it; exact values are fractions like 260/3."""
    form = found.form
    return {
        "number": found.matter.number,
        "questionnaire": form.id,
        "period": found.matter.values["period"],
        "head": found.head,
        "answered_at_least": form.answered_at_least,
        "minimum_ballots": form.minimum_ballots,
        "suppress_below": form.suppress_below,
        "places": form.places,
        "departments": [_plain_department(opened, form, result) for result in found.results],
    }


def _plain_department(opened: "Desk", form: "Questionnaire", result: Result) -> dict[str, Any]:
    levels = [level.id for level in form.levels]
    return {
        "department": result.department,
        "department_name": opened.department_name(result.department),
        "ballots": None if result.suppressed else result.ballots,
        "valid": None if result.suppressed else result.valid,
        "suppressed": result.suppressed,
        "scored": result.scored,
        **_plain_score(form, result.score),
        "aspects": [
            {
                "aspect": aspect.aspect,
                "levels": None if aspect.levels is None else dict(zip(levels, aspect.levels, strict=True)),
                "dont_know": aspect.dont_know,
                **_plain_score(form, aspect.score),
            }
            for aspect in result.aspects
        ],
        "groups": [{"group": group.group, "ballots": group.ballots, **_plain_score(form, group.score)} for group in result.groups],
    }


def _plain_score(form: "Questionnaire", score: "Fraction | None") -> dict[str, Any]:
    return {"score": None if score is None else float(cut(score, form.places) or 0), "exact": None if score is None else str(score)}
