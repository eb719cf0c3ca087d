"""What initials find: `sgxk` is 施工许可, wherever it stands in a name, and a character of several readings answers to each."""

import pytest

from approvals.core.initials import Known, found
from approvals.exchange.pinyin import initials

ITEMS = [
    Known(code, name, initials(name))
    for code, name in (
        ("JS-01", "建筑工程施工许可证核发"),
        ("JS-02", "房屋建筑和市政基础设施工程竣工验收备案"),
        ("GH-03", "建设工程规划许可证核发"),
        ("GH-13", "长输管道（行业）A级许可"),
        ("SC-01", "个体工商户登记"),
    )
]
FOUND = [
    ("sgxk", ["JS-01"]),
    ("SGXK", ["JS-01"]),
    ("施工许可", ["JS-01"]),
    ("jzgc", ["JS-01"]),
    ("js-01", ["JS-01"]),
    ("js", ["JS-01", "JS-02", "GH-03"]),
    ("csgd", ["GH-13"]),
    ("zsgd", ["GH-13"]),
    ("hyaj", ["GH-13"]),
    ("xy", ["GH-13"]),
    ("个体工商户登记", ["SC-01"]),
    ("xk", ["JS-01", "GH-03", "GH-13"]),
    ("qqqq", []),
    ("gh-9", []),
    ("", []),
]


@pytest.mark.parametrize(("typed", "codes"), FOUND)
def test_an_item_is_found_by_name_code_or_initials(typed: str, codes: list[str]) -> None:
    assert [item.code for item in found(ITEMS, typed)] == codes


def test_a_name_that_holds_another_whole_name_does_not_hide_it() -> None:
    items = [Known("A-1", "登记", "d j"), Known("A-2", "婚姻登记", "h y d j")]
    assert [item.code for item in found(items, "登记")] == ["A-1"]
    assert [item.code for item in found(items, "dj")] == ["A-1", "A-2"]
