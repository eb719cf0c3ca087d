"""Counting ballots: exact, “don't know” out of the denominator, what few said not shown, nor what would give it away."""

import tomllib
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.oversight.questionnaire import Answer, Aspect, Group, Questionnaire, questionnaires
from approvals.core.oversight.settings import oversight_from
from approvals.core.oversight.tally import Vote, cut, hidden_places, overall, tally
from approvals.errors import WrongUsage
from conftest import DATA

RULES = oversight_from([tomllib.loads((DATA / "oversight" / "zone.toml").read_text(encoding="utf-8"))])
FORM = Questionnaire(
    "annual",
    "年度测评",
    (Aspect("openness", "信息公开", 1), Aspect("service", "服务质量", 3)),
    (Answer("good", "满意", 100), Answer("fair", "一般", 60), Answer("bad", "不满意", 0)),
    (Group("supervisor", "监督员", 2), Group("evaluator", "测评员", 1)),
    answered_at_least=1,
)
LEVELS = ("good", "fair", "bad", "-")
VOTES = st.lists(st.builds(Vote, st.sampled_from(["supervisor", "evaluator"]), st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS))), max_size=30)


def vote(group: str, *answers: str) -> Vote:
    """Return a ballot."""
    return Vote(group, answers)


def test_a_score_is_the_weighted_mean_of_the_groups_means_and_then_of_the_aspects() -> None:
    """Openness: supervisors (100 + 60) / 2 = 80, evaluators 0: (2·80 + 0) / 3. Service: supervisors 100, evaluators know nothing: 100."""
    votes = [vote("supervisor", "good", "good"), vote("supervisor", "fair", "-"), vote("evaluator", "bad", "-")]
    result = tally(FORM, "JS", votes)
    assert [aspect.score for aspect in result.aspects] == [Fraction(160, 3), 100]
    assert result.score == (Fraction(160, 3) + 3 * 100) / 4
    assert [(aspect.levels, aspect.dont_know) for aspect in result.aspects] == [((1, 1, 1), 0), ((1, 0, 0), 2)]


def test_a_ballot_with_too_few_answers_is_not_valid_and_too_few_valid_ones_give_no_score() -> None:
    form = FORM._replace(answered_at_least=2, minimum_ballots=3)
    result = tally(form, "JS", [vote("supervisor", "good", "good"), vote("supervisor", "good", "-"), vote("evaluator", "bad", "fair")])
    assert (result.ballots, result.valid, result.scored, result.score) == (3, 2, False, None)


def test_few_ballots_are_not_shown_at_all() -> None:
    result = tally(FORM._replace(suppress_below=5), "JS", [vote("supervisor", "good", "good")] * 4)
    assert (result.suppressed, result.score, result.aspects, result.groups) == (True, None, (), ())


def test_a_small_group_is_hidden_together_with_the_next_smallest() -> None:
    """Alone it could be reckoned from the whole."""
    votes = [vote("supervisor", "good", "good")] * 9 + [vote("evaluator", "bad", "bad")] * 2
    result = tally(FORM._replace(suppress_below=5), "JS", votes)
    assert [(group.ballots, group.score) for group in result.groups] == [(None, None), (None, None)]


@pytest.mark.parametrize(
    ("sizes", "hidden"), [((), ()), ((9, 9), ()), ((9, 4, 7), (1, 2)), ((4, 3, 9), (0, 1)), ((0, 9), ()), ((0, 4), (1,)), ((4, 9, 9, 6), (0, 3))]
)
def test_what_is_hidden(sizes: tuple[int, ...], hidden: tuple[int, ...]) -> None:
    assert hidden_places(sizes, 5) == set(hidden)


@given(VOTES, st.integers(1, 2), st.integers(1, 6))
def test_counts_add_up_and_scores_lie_between_the_lowest_and_the_highest(votes: list[Vote], answered: int, few: int) -> None:
    result = tally(FORM._replace(answered_at_least=answered, suppress_below=few), "JS", votes)
    for place, aspect in enumerate(result.aspects):
        if aspect.levels is not None and aspect.dont_know is not None:
            assert sum(aspect.levels) + aspect.dont_know == result.valid
            assert sum(aspect.levels) in {0, *range(few, len(votes) + 1)}
            assert aspect.levels[0] == sum(one.answers[place] == "good" for one in votes if answered <= sum(answer != "-" for answer in one.answers))
    assert result.score is None or 0 <= result.score <= 100


@given(VOTES)
def test_whoever_does_not_know_moves_no_score(votes: list[Vote]) -> None:
    """A ballot of nothing but “don't know” is not valid; and in whatever order they lie, the score is the same."""
    known = tally(FORM, "JS", votes)
    assert tally(FORM, "JS", [*votes, vote("supervisor", "-", "-")]).score == known.score == tally(FORM, "JS", votes[::-1]).score


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_what_is_cut_off_never_reads_as_more(value: Fraction, places: int) -> None:
    found = cut(value, places)
    assert found is not None
    assert abs(Fraction(found)) <= abs(value) < abs(Fraction(found)) + Fraction(1, 10**places)
    assert (cut(Fraction(2, 3), 2), cut(Fraction(100), 2), cut(None, 2)) == (Decimal("0.66"), Decimal("100.00"), None)


def test_answers_are_typed_by_number_id_or_name() -> None:
    form = questionnaires(RULES)["annual"]
    assert form.answers(["1", "基本满意", "fair", "4", "-", "不了解", ""]) == ("satisfied", "basically", "fair", "dissatisfied", "-", "-", "-")
    with pytest.raises(WrongUsage, match="is no answer"):
        form.answer("5")
    with pytest.raises(WrongUsage, match="The ballot has 1 answers"):
        form.answers(["1"])
    with pytest.raises(WrongUsage, match="There is no group"):
        form.group("staff")


def test_the_shipped_questionnaire_has_seven_aspects_six_of_them_given() -> None:
    form = questionnaires(RULES)["annual"]
    assert [aspect.name for aspect in form.aspects] == ["信息公开", "依法办事", "服务质量", "廉洁自律", "诚实守信", "整改效果", "办事效率"]
    assert overall(form, []) is None
