"""Makes the DOCX template of a document anew: `python tests/templates.py`. Departments change a copy of it in WPS or Word, in `templates/` of the register."""

from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FILE = Path(__file__).parents[1] / "src" / "approvals" / "render" / "templates" / "document.docx"
BODY, HEAD, TITLE = "仿宋", "黑体", "方正小标宋简体"


def make() -> None:
    """Write the template."""
    paper: Any = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin, section.bottom_margin = Mm(34), Mm(28)
    _faced(paper.styles["Normal"], BODY, 14)
    section.header.paragraphs[0].text = "{{ sample }}"
    _line(paper, "{% if mark %}【{{ mark }}】{% endif %}", HEAD, 14, WD_ALIGN_PARAGRAPH.RIGHT)
    _line(paper, "{{ signed }}", TITLE, 18, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, "{{ title }}", TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, "{{ number }}", BODY, 14, WD_ALIGN_PARAGRAPH.CENTER)
    _line(paper, "{%p if addressee %}")
    _line(paper, "{{ addressee }}：")
    _line(paper, "{%p endif %}")
    _each(paper, "paragraphs", "{{ one }}", indent=True)
    _pairs(paper, "form")
    _sheet(paper)
    _pairs(paper, "dates")
    _each(paper, "closing", "{{ one }}", indent=True)
    _line(paper, "{%p if remedies %}")
    _line(paper, "救济途径", HEAD, 14, indent=True)
    _line(paper, "{%p endif %}")
    _each(paper, "remedies", "{{ one }}", indent=True)
    for text in ("", "{{ signed }}", "（印章）", "{{ signed_on }}"):
        _line(paper, text, align=WD_ALIGN_PARAGRAPH.RIGHT, together=True)
    _line(paper, "{{ blanks | join('　　　　') }}", BODY, 12)
    _line(paper, "{% for name, value in contacts %}{{ name }}：{{ value }}　{% endfor %}", BODY, 10)
    paper.save(FILE)


def _line(paper: Any, text: str, face: str = BODY, size: float = 14, align: Any = None, *, indent: bool = False, together: bool = False) -> None:  # noqa: ANN401 - python-docx tells no types
    paragraph = paper.add_paragraph()
    _faced(paragraph.add_run(text), face, size)
    shape = paragraph.paragraph_format
    shape.alignment, shape.space_before, shape.space_after, shape.line_spacing = align, Pt(0), Pt(0), 1.4
    shape.first_line_indent, shape.keep_with_next = Pt(2 * size) if indent else None, together


def _faced(thing: Any, face: str, size: float) -> None:  # noqa: ANN401 - see _line
    thing.font.name, thing.font.size = face, Pt(size)
    thing.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _each(paper: Any, name: str, text: str, *, indent: bool = False) -> None:  # noqa: ANN401 - see _line
    _line(paper, f"{{%p for one in {name} %}}")
    _line(paper, text, indent=indent)
    _line(paper, "{%p endfor %}")


def _pairs(paper: Any, name: str) -> None:  # noqa: ANN401 - see _line
    _line(paper, f"{{%p if {name} %}}")
    table = paper.add_table(rows=3, cols=2)
    table.style = "Table Grid"
    _cells(table, 0, [f"{{%tr for one in {name} %}}", ""])
    _cells(table, 1, ["{{ one[0] }}", "{{ one[1] }}"], heads=1)
    _cells(table, 2, ["{%tr endfor %}", ""])
    _wide(table, (Mm(48), Mm(110)))
    _line(paper, "{%p endif %}")


def _sheet(paper: Any) -> None:  # noqa: ANN401 - see _line
    _line(paper, "{%p if sheet %}")
    table = paper.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    # docxtpl takes away the cell, and the row, that such a tag stands in.
    _cells(table, 0, ["{%tc for name in sheet.columns %}", "{{ name }}", "{%tc endfor %}"], heads=3)
    _cells(table, 1, ["{%tr for row in sheet.rows %}", "", ""])
    _cells(table, 2, ["{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"])
    _cells(table, 3, ["{%tr endfor %}", "", ""])
    _line(paper, "{%p endif %}")


def _cells(table: Any, row: int, texts: list[str], heads: int = 0) -> None:  # noqa: ANN401 - see _line
    for at, text in enumerate(texts):
        paragraph = table.cell(row, at).paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(4)
        _faced(paragraph.add_run(text), HEAD if at < heads else BODY, 12)


def _wide(table: Any, widths: tuple[Any, ...]) -> None:  # noqa: ANN401 - see _line
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


if __name__ == "__main__":
    make()
