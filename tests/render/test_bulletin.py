"""A page of figures as text, as PDF and as DOCX: the same words in each, and charts that are told without colours."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from approvals.core.bulletin import Bulletin, Part, PartKind, Series
from approvals.core.leaflet.parts import Align, Column
from approvals.desk.bulletin import printed
from approvals.desk.printing import Form
from paper import archive_faults, docx_text, pdf_pages, squeezed

DAY = date(2026, 7, 1)
NAMES = ("自然资源和规划分局", "社会保险经办服务中心（工伤认定和劳动能力鉴定科）", "建设局")
PAGE = Bulletin(
    "行政效能通报",
    (
        Part(PartKind.TEXT, "总体情况", ("本月收件24件，办结20件。张䶮、㐂、钱𬬭均已答复。",)),
        Part(PartKind.TABLE, "各部门", columns=(Column("部门", 3, Align.LEFT), Column("红牌", 1, Align.RIGHT)), rows=tuple((name, "4") for name in NAMES)),
        Part(
            PartKind.BARS,
            "平均用时",
            names=NAMES,
            series=(Series("承诺", (7.5, None, 0)), Series("原时限", (20, 10, 5), ("20天", "10天", "5天"))),
            unit="工作日",
            note="不含特别程序。",
        ),
        Part(PartKind.LINES, "各月黄牌", names=("1月", "2月", "3月"), series=(Series("黄牌", (1, None, 3)), Series("红牌", (0, 1, 2)))),
        Part(PartKind.BARS, "没有数据的图"),
    ),
    subtitle="2026年第2期",
    left="云岭高新区",
    right="行政效能通报",
    sample="样本",
)
TEXT = """\
[样本]
行政效能通报
2026年第2期

总体情况
  本月收件24件，办结20件。张䶮、㐂、钱𬬭均已答复。

各部门
  部门                                              红牌
  自然资源和规划分局                                4
  社会保险经办服务中心（工伤认定和劳动能力鉴定科）  4
  建设局                                            4

平均用时（工作日）
  █ 承诺  ░ 原时限
  自然资源和规划分局            █████████ 7.5
                                ░░░░░░░░░░░░░░░░░░░░░░░░ 20天
  社会保险经办服务中心（工伤…   无
                                ░░░░░░░░░░░░ 10天
  建设局                        0
                                ░░░░░░ 5天
注：不含特别程序。

各月黄牌
       黄牌  红牌
  1月  1     0
  2月  无    1
  3月  3     2

没有数据的图
  （没有数据）
"""


def test_a_page_as_text() -> None:
    assert printed(None, PAGE, Form.TEXT, DAY) == TEXT


def test_a_page_as_pdf_holds_every_word_and_figure_and_can_go_into_the_archive() -> None:
    made = printed(None, PAGE, Form.PDF, DAY, archive=True)
    assert isinstance(made, bytes)
    assert not archive_faults(made)
    (page,) = pdf_pages(made)
    told = [
        PAGE.title,
        PAGE.subtitle,
        PAGE.left and "样本",
        *NAMES,
        *(part.heading for part in PAGE.parts),
        "20天",
        "7.5",
        "（没有数据）",
        "注：不含特别程序。",
    ]
    assert not [text for text in told if squeezed(text) not in page]


def test_a_page_as_docx_has_its_charts_as_pictures_and_gives_the_same_bytes() -> None:
    made = printed(None, PAGE, Form.DOCX, DAY)
    assert isinstance(made, bytes)
    assert made == printed(None, PAGE, Form.DOCX, DAY)
    body = docx_text(made)
    assert not [text for text in (PAGE.title, "总体情况", *NAMES, "平均用时（工作日）", "注：不含特别程序。") if squeezed(text) not in body]
    with ZipFile(BytesIO(made)) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 2
    # Black, grey, white, and the shades between them that the edges of letters have: no colour is needed to read them.
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.parametrize("form", [Form.PDF, Form.DOCX])
def test_a_chart_longer_than_a_page_goes_on_over_the_page(form: Form) -> None:
    many = tuple(f"第{number}个事项" for number in range(80))
    part = Part(PartKind.BARS, "各事项", names=many, series=(Series("承诺", tuple(map(float, range(80)))), Series("原时限", tuple(map(float, range(80))))))
    made = printed(None, PAGE._replace(parts=(part,)), form, DAY)
    assert isinstance(made, bytes)
    if form is Form.PDF:
        pages = pdf_pages(made)
        assert len(pages) > 1
        assert not [name for name in many if name not in "".join(pages)]
    else:
        with ZipFile(BytesIO(made)) as parts:
            assert len([name for name in parts.namelist() if name.startswith("word/media/")]) == 4


def test_a_template_of_the_register_wins(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "bulletin.typ").write_text('#import "/paper.typ": *\n#show: sheet.with(title: data.title)\n本园区#data.title', encoding="utf-8")
    made = printed(tmp_path, PAGE, Form.PDF, DAY)
    assert isinstance(made, bytes)
    assert "本园区行政效能通报" in pdf_pages(made)[0]
