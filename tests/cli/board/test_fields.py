import pytest

from approvals.cli.board.choices import Choice, settled
from approvals.cli.board.fields import Field, fields_of, words_of

MATERIALS, DAY, TICK = Field("missing", "", "--missing", many=True), Field("on", "", "--on"), Field("refused", "", "--refused", flag=True)
WORD = Field("what", "", required=True)


@pytest.mark.parametrize(
    ("asked", "values", "line"),
    [
        ([DAY], {"on": " 2026-03-02 "}, "request accept 2026-0001 --on 2026-03-02"),
        ([DAY, TICK], {"on": "", "refused": "x"}, "request accept 2026-0001 --refused"),
        ([DAY, TICK], {"on": "", "refused": ""}, "request accept 2026-0001"),
        ([MATERIALS], {"missing": "1；2; ;3"}, "request accept 2026-0001 --missing 1 --missing 2 --missing 3"),
        ([WORD, DAY], {"what": "审查", "on": "2026-03-02"}, "request accept 2026-0001 审查 --on 2026-03-02"),
        ([WORD, DAY], {"what": "-审查", "on": "2026-03-02"}, "request accept --on 2026-03-02 -- 2026-0001 -审查"),
    ],
)
def test_a_filled_form_is_a_line(asked: list[Field], values: dict[str, str], line: str) -> None:
    assert " ".join(words_of(["request", "accept"], "2026-0001", asked, values)) == line


def test_a_form_asks_for_what_the_command_takes_what_it_needs_first_and_the_day_last() -> None:
    asked = fields_of("request", "extend")
    assert [field.name for field in asked] == ["days", "approver", "reason", "told_on", "document", "late", "prints", "on"]
    assert [field.name for field in asked if field.required] == ["days", "approver", "reason", "told_on"]
    assert [field.name for field in asked if field.flag] == ["late", "prints"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("gh-03", "GH-03"), ("施工", "JS-01"), ("许可证", "许可证"), ("GH-03", "GH-03"), ("", ""), ("无此事项", "无此事项")],
)
def test_a_part_that_fits_just_one_is_enough(typed: str, meant: str) -> None:
    offered = [Choice("GH-03", "建设工程规划许可证核发"), Choice("JS-01", "建筑工程施工许可证核发"), Choice("GH-031", "其他")]
    assert settled(typed, [offered[0], offered[1]]) == meant
    assert settled("gh-03", offered) == "GH-03"
