import pytest

from approvals.core.rules.problem import error
from approvals.core.rules.reading import day_of
from approvals.core.rules.shape import CODE, DAY, FLAG, LIMIT, TEXT, Choice, Each, Entries, Fields, Shape, Whole
from approvals.language import say


@pytest.mark.parametrize(
    ("shape", "fits", "does_not"),
    [
        (TEXT, ["", "受理"], [1, True, None, ["受理"]]),
        (FLAG, [True, False], [1, 0, "true"]),
        (Whole(0, 9), [0, 9], [-1, 10, 1.0, True, "1"]),
        (LIMIT, ["20 工作日", "30 natural days", "当场"], ["20日", "20", "soon", 20]),
        (CODE, ["GH-03", "511Z07001006-511602000000-000-1-00", "住建.01"], ["GH 03", "", "GH\n03", 3]),
        (DAY, ["2026-11-23"], ["2026-11-31", "20261123", "2026-W48-2", 2026, "2026-11-23T00:00:00"]),
        (Choice(["证照"], also=["licence"]), ["证照", "licence"], ["批文", 1]),
        (Each(TEXT), [[], ["窗口", "网上"]], ["窗口", [1], {}]),
        (Entries(TEXT), [{}, {"任何": "受理"}], [[], {"任何": 1}]),
        (Fields({"name": TEXT}, needed=("name",)), [{"name": "张"}], [{}, {"name": " "}, {"name": "张", "names": "李"}, []]),
    ],
)
def test_a_shape_takes_what_fits_and_nothing_else(shape: Shape, fits: list[object], does_not: list[object]) -> None:
    assert [value for value in fits if list(shape.problems(value, ("key",)))] == []
    assert [value for value in does_not if not list(shape.problems(value, ("key",)))] == []


def test_every_problem_of_a_table_is_told_with_its_path() -> None:
    shape = Fields({"item": Each(Fields({"code": TEXT, "visits": Whole(0, 9)}, needed=("code",)))})
    found = [(problem.rule, problem.path) for problem in shape.problems({"item": [{"code": "A", "visit": 1}, {"visits": 99}], "itm": []}, ())]
    assert found == [
        ("unknown-key", ("item", 0, "visit")),
        ("missing-key", ("item", 1, "code")),
        ("range", ("item", 1, "visits")),
        ("unknown-key", ("itm",)),
    ]


def test_a_date_is_taken_from_toml_and_from_the_json_kept_of_it() -> None:
    assert day_of("2026-11-23") == day_of(day_of("2026-11-23"))


def test_a_sentence_stays_on_one_line_and_short() -> None:
    said = say(*error((), "form", "“{value}” is wrong.", value="事项\n\x1b[31m" + "长" * 1000).said())
    assert said == "“事项��[31m" + "长" * 52 + "…” is wrong."
