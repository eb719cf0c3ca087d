"""Tables on screens of every width, looked at."""

from hypothesis import given
from hypothesis import strategies as st

from approvals.render.table import Cell, Column, Kind, fitted, going_on, lines
from approvals.render.text import width

COLUMNS = (
    Column("编号", Kind.CODE, keep=True),
    Column("事项", priority=2),
    Column("申请人", priority=1),
    Column("剩余", Kind.NUMBER, keep=True),
    Column("到期", Kind.DATE, keep=True),
    Column("级别", Kind.LEVEL, priority=3),
)
ROWS = [
    [Cell(text, level) for text, level in zip(row, ("", "", "", "", "", level), strict=True)]
    for level, row in (
        ("red", ("2026-0002", "建筑工程施工许可证核发", "岭南建设集团有限公司", "-26", "2026-03-10", "红牌")),
        ("none", ("2026-0005", "公共场所卫生许可", "Wang Wei", "4", "2026-04-08", "正常")),
    )
]


def _shown(screen: int | None) -> str:
    return "\n".join(lines(fitted(COLUMNS, ROWS, screen)))


def test_a_pipe_gets_every_column_whole() -> None:
    assert (
        _shown(None)
        == """\
编号       事项                    申请人                剩余  到期        级别
2026-0002  建筑工程施工许可证核发  岭南建设集团有限公司   -26  2026-03-10  红牌
2026-0005  公共场所卫生许可        Wang Wei                 4  2026-04-08  正常"""
    )


def test_a_narrow_screen_cuts_the_longest_texts_first() -> None:
    assert (
        _shown(70)
        == """\
编号       事项              申请人             剩余  到期        级别
2026-0002  建筑工程施工许…   岭南建设集团有限…   -26  2026-03-10  红牌
2026-0005  公共场所卫生许可  Wang Wei              4  2026-04-08  正常"""
    )


def test_a_narrower_one_loses_the_least_important_column_first() -> None:
    assert (
        _shown(60)
        == """\
编号       事项                    剩余  到期        级别
2026-0002  建筑工程施工许可证核发   -26  2026-03-10  红牌
2026-0005  公共场所卫生许可           4  2026-04-08  正常"""
    )
    assert (
        _shown(40)
        == """\
编号       剩余  到期        级别
2026-0002   -26  2026-03-10  红牌
2026-0005     4  2026-04-08  正常"""
    )


def test_what_is_kept_is_kept_on_the_narrowest_screen() -> None:
    assert (
        _shown(24)
        == """\
编号       剩余  到期
2026-0002   -26  2026-03-10
2026-0005     4  2026-04-08"""
    )


def test_prose_goes_on_in_the_next_line() -> None:
    columns = (Column("编号", Kind.CODE, keep=True), Column("内容", Kind.PROSE, keep=True), Column("人", keep=True))
    row = [Cell("1"), Cell("申请表漏填电话，当场补填"), Cell("李文")]
    assert list(lines(fitted(columns, [row], 30))) == [
        "编号  内容                人",
        "1     申请表漏填电话，当  李文",
        "      场补填",
    ]


def test_a_long_text_that_is_kept_is_cut_to_the_screen() -> None:
    table = fitted([Column("事项", keep=True), Column("剩余", Kind.NUMBER, keep=True)], [row[1:4:2] for row in ROWS], 20)
    assert list(lines(table)) == ["事项            剩余", "建筑工程施工…    -26", "公共场所卫生…      4"]


def test_rows_that_follow_keep_to_the_columns_and_lose_nothing_that_is_kept() -> None:
    later = [[Cell("2026-10000"), Cell("民用核设施安全许可证变更登记核发"), Cell("李文"), Cell("-1204", ""), Cell("2022-03-10"), Cell("红牌", "red")]]
    assert "\n".join(lines(going_on(fitted(COLUMNS, ROWS, 60), COLUMNS, later))) == (
        """\
编号       事项                    剩余  到期        级别
2026-0002  建筑工程施工许可证核发   -26  2026-03-10  红牌
2026-0005  公共场所卫生许可           4  2026-04-08  正常
2026-10000  民用核设施安全许可证…   -1204  2022-03-10  红牌"""
    )
    assert list(lines(going_on(fitted(COLUMNS, ROWS, 24), COLUMNS, later)))[-1] == "2026-10000  -1204  2022-03-10"


def test_only_levels_are_painted() -> None:
    painted = list(lines(fitted(COLUMNS, ROWS, None), lambda text, level: f"<{level}>{text}" if level else text))
    assert [line.count("<") for line in painted] == [0, 1, 1]
    assert painted[1].endswith("<red>红牌")


@given(st.lists(st.lists(st.text(max_size=20), min_size=3, max_size=3), max_size=5), st.integers(30, 100))
def test_every_row_fits_the_screen_whatever_it_holds(rows: list[list[str]], screen: int) -> None:
    columns = [Column("a", keep=True), Column("b"), Column("c", priority=1)]
    shown = list(lines(fitted(columns, [[Cell(text) for text in row] for row in rows], screen)))
    assert len(shown) == len(rows) + 1
    assert max(width(line) for line in shown) <= screen
