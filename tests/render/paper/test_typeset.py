"""The printing room: figures become a page, the same page each time, and a paper for the archive where asked."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from approvals.core.paper import Size
from approvals.errors import RegisterUnfit
from approvals.render.paper.faces import find_faces
from approvals.render.paper.typeset import Job, pdf

FACES = find_faces(system=False)
JOB = Job(date(2026, 7, 1))


def column(title: str, width: int, align: str) -> dict[str, object]:
    return {"title": title, "width": width, "align": align}


def series(name: str, *values: float | None) -> dict[str, object]:
    return {"name": name, "values": values}


def bulletin(**other: object) -> dict[str, object]:
    names = ["自然资源和规划分局", "社会保险经办服务中心（工伤科）"]
    return {
        "title": "行政效能通报",
        "subtitle": "",
        "sample": "",
        "left": "云岭高新区",
        "right": "第2期",
        "parts": [
            {"kind": "text", "title": "总体情况", "paragraphs": ["张䶮、㐂、钱𬬭均已答复。"]},
            {"kind": "table", "title": "各部门", "columns": [column("部门", 3, "left"), column("红牌", 1, "right")], "rows": [[name, "4"] for name in names]},
            {
                "kind": "bars",
                "title": "时限",
                "unit": "工作日",
                "names": names,
                "series": [{"name": "承诺", "values": [7.5, None]}, {"name": "原", "values": [20, 0]}],
            },
            {"kind": "lines", "title": "各月", "names": ["1月", "2月", "3月"], "series": [series("黄牌", 1, None, 3)], "note": "不含节假日。"},
        ],
        **other,
    }


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made))


def test_the_same_values_give_the_same_bytes() -> None:
    assert pdf("bulletin", bulletin(), FACES, JOB) == pdf("bulletin", bulletin(), FACES, JOB)


def test_a_paper_for_the_archive_says_so_and_is_tagged_with_its_fonts_inside() -> None:
    with opened(pdf("bulletin", bulletin(), FACES, JOB._replace(archive=True))) as paper, paper.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "zh-CN"
        assert paper.Root.OutputIntents
        for page in paper.pages:
            for font in page.resources.Font.values():
                assert font.DescendantFonts[0].FontDescriptor.keys() & {"/FontFile2", "/FontFile3"}
                assert "/ToUnicode" in font


def test_a_chart_is_told_in_words_to_those_who_hear_the_page() -> None:
    with opened(pdf("bulletin", bulletin(), FACES, JOB)) as paper:
        told = {str(thing.Alt) for thing in paper.objects if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing}
    assert "黄牌：1月 1，2月 无，3月 3" in told


@pytest.mark.parametrize(("size", "points"), [(Size.A4, (595, 842)), (Size.A5, (420, 595))])
def test_the_size_of_the_sheet(size: Size, points: tuple[int, int]) -> None:
    with opened(pdf("bulletin", bulletin(), FACES, JOB._replace(size=size))) as paper:
        assert tuple(round(float(side)) for side in paper.pages[0].mediabox[2:]) == points


@pytest.mark.parametrize("values", [[0], [None], [0.001], [123456789], []])
def test_every_figure_can_be_drawn(values: list[Any]) -> None:
    parts = [{"kind": kind, "title": "图", "names": ["某局"][: len(values)], "series": [{"name": "数", "values": values}]} for kind in ("bars", "lines")]
    assert pdf("bulletin", bulletin(parts=parts), FACES, JOB)


def test_a_character_that_no_font_has_is_refused() -> None:
    with pytest.raises(RegisterUnfit, match="张𰀀"):
        pdf("bulletin", bulletin(title="张\U00030000"), FACES, JOB)


def test_a_template_of_the_register_may_use_ours_and_is_told_where_it_fails(tmp_path: Path) -> None:
    own = tmp_path / "own.typ"
    own.write_text('#import "/paper.typ": *\n#show: sheet\n#data.title', encoding="utf-8")
    assert pdf(own, {"title": "通知"}, FACES, JOB)
    own.write_text("#data.title", encoding="utf-8")
    with pytest.raises(RegisterUnfit, match=r"own\.typ.*unknown variable"):
        pdf(own, {"title": "通知"}, FACES, JOB)
