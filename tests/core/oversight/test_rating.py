"""Ratings: five levels of the national list, two of them bad; counts by department, few of them suppressed; what cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.oversight.matter import Happening, Matter, grown
from approvals.core.oversight.rating import RATING, Counts, Rated, Satisfaction, Voided, counts, satisfaction
from approvals.core.oversight.settings import oversight_from
from approvals.errors import NotAllowed, WrongUsage

RULES = oversight_from([{"rating": {"channel": [{"id": "sms", "name": "短信"}]}}])
DAY = date(2026, 4, 1)
RATED = Rated("2026-0001", "GH-03", "GH", "satisfied", "sms")


def test_levels_are_typed_by_id_number_or_chinese_name() -> None:
    for place, (level, chinese) in enumerate(zip(Satisfaction, ("非常满意", "满意", "基本满意", "不满意", "非常不满意"), strict=True), 1):
        assert [satisfaction(text) for text in (str(level), str(place), chinese)] == [level] * 3
    assert [level.bad for level in Satisfaction] == [False, False, False, True, True]
    with pytest.raises(WrongUsage, match="There is no level 6"):
        satisfaction("6")


def test_a_channel_that_the_files_do_not_list_is_refused() -> None:
    with pytest.raises(WrongUsage, match="There is no channel fax: write one of"):
        RATING.refuse(Matter("rating", "PJ-2026-0001", DAY), Happening(DAY, RATED._replace(channel="fax")), RULES)


def test_a_rating_is_voided_once_and_never_before_it_was_given() -> None:
    rated = grown(RATING, Matter("rating", "PJ-2026-0001", DAY), Happening(DAY, RATED), RULES)
    with pytest.raises(NotAllowed, match="lies before"):
        RATING.refuse(rated, Happening(date(2026, 3, 31), Voided("误评")), RULES)
    voided = grown(RATING, rated, Happening(DAY, Voided("误评")), RULES)
    assert (rated.stage, voided.stage, voided.closed) == ("rated", "voided", DAY)
    with pytest.raises(NotAllowed, match="void already"):
        RATING.refuse(voided, Happening(DAY, Voided("误评")), RULES)


@given(st.lists(st.tuples(st.sampled_from(["GH", "JS", "SC"]), st.sampled_from(list(map(str, Satisfaction))))), st.integers(0, 6))
def test_every_rating_is_counted_once_and_few_are_suppressed(ratings: list[tuple[str, str]], smallest: int) -> None:
    rows = counts(ratings, smallest)
    assert sum(row.total for row in rows) == len(ratings)
    for row in rows:
        own = [level for department, level in ratings if department == row.department]
        assert row.suppressed is (len(own) < smallest)
        assert row.satisfied == (sum(not Satisfaction(level).bad for level in own), len(own))


def test_a_share_falls_short_visibly() -> None:
    assert str(Counts("GH", (1998, 0, 0, 1, 0)).satisfied) == "1998/1999 = 99.9 %"
