"""Draws the Word template of the guide: `python tests/word_template.py` writes `render/templates/guide.docx` anew.

Departments change a copy in WPS or Word; ours is drawn by code, so that a change of it can be read.
"""

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as Draft
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FILE = Path(__file__).parents[1] / "src" / "approvals" / "render" / "templates" / "guide.docx"
SONG, HEI, FANG, KAI = "方正小标宋简体", "黑体", "仿宋", "楷体"
WIDE = Mm(164)


def draw() -> Draft:
    """Return the template."""
    draft = Document()
    section = draft.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(29), Mm(24), Mm(23), Mm(23)
    draw_styles(draft)
    draw_running(draft, "{% if sample %}【{{ sample }}】{% else %}{{ publisher }}{% endif %}\t{{ title }}")
    _foot(draft)
    _front(draft)
    _items(draft)
    _index(draft)
    draft._body._element.remove(draft.paragraphs[0]._p) if not draft.paragraphs[0].text else None
    return draft


def draw_styles(draft: Draft) -> None:
    """Set the styles that our Word templates share."""
    # Without it LibreOffice takes Chinese for that of Taiwan, whose commas stand in the middle.
    language = draft.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), "zh-CN")
    for name, face, points, before, after in (
        ("Normal", FANG, 10.5, 0, 2),
        ("Title", SONG, 26, 120, 12),
        ("Heading 1", HEI, 15, 0, 8),
        ("Heading 2", SONG, 17, 4, 4),
        ("Heading 3", HEI, 11, 9, 4),
    ):
        style = draft.styles[name]
        _face(style, face)
        style.font.size, style.font.color.rgb = Pt(points), RGBColor(0, 0, 0)
        style.font.bold = name.startswith("Heading")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15
    draft.styles["Heading 2"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = draft.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for name, face, points in (("Cell", FANG, 10), ("Head", HEI, 10), ("Remark", KAI, 9.5)):
        style = draft.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = draft.styles["Normal"]
        _face(style, face)
        style.font.size, style.paragraph_format.space_after = Pt(points), Pt(1)
        style.paragraph_format.space_before = Pt(1)
    contents = draft.styles.add_style("Entry", WD_STYLE_TYPE.PARAGRAPH)
    contents.base_style = draft.styles["Normal"]
    contents.paragraph_format.tab_stops.add_tab_stop(WIDE, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _face(style: object, face: str) -> None:
    style.font.name = face  # type: ignore[attr-defined]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for theme in [name for name in fonts.attrib if "Theme" in name]:
        del fonts.attrib[theme]
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), face)


def draw_running(draft: Draft, words: str) -> None:
    """Draw head and foot: `words` at the left and, after a tab, at the right, and the number of the page."""
    head = draft.sections[0].header.paragraphs[0]
    draft.styles["Header"].paragraph_format.tab_stops.clear_all()
    head.paragraph_format.tab_stops.add_tab_stop(WIDE, WD_TAB_ALIGNMENT.RIGHT)
    head.add_run(words).font.size = Pt(9)
    _edge(head, "bottom")
    foot = draft.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    _field(foot, "PAGE", "1")
    foot.add_run(" —")


def _foot(draft: Draft) -> None:
    """Write what stands below the number of each page."""
    line = draft.sections[0].footer.add_paragraph("{% if foot %}{{ foot }}{% endif %}")
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.runs[0].font.size = Pt(7.5)


def _index(draft: Draft) -> None:
    draw_tag(draft, "if items > 1 and indices")
    heading = draft.add_paragraph("索　引", "Heading 1")
    heading.paragraph_format.page_break_before = True
    draw_tag(draft, "for part in indices")
    line = draft.add_paragraph(style="Entry")
    line.add_run("{{ part.title }}").bold = True
    line.paragraph_format.keep_with_next = True
    draw_tag(draft, "for entry in part.entries")
    line = draft.add_paragraph("　{{ entry.code }}　{{ entry.name }}\t", "Entry")
    _field(line, "PAGEREF item_{{ entry.place }} \\h", "…")
    for _loop in range(2):
        draw_tag(draft, "endfor")
    draw_tag(draft, "endif")


def _front(draft: Draft) -> None:
    draw_tag(draft, "if items > 1")
    draft.add_paragraph("{{ title }}", "Title")
    for text in ("{{ publisher }}", "{{ counted }}", "{{ as_of }}有效"):
        draft.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading = draft.add_paragraph("目　录")
    heading.alignment, heading.paragraph_format.page_break_before = WD_ALIGN_PARAGRAPH.CENTER, True
    heading.runs[0].font.size, heading.runs[0].bold = Pt(15), True
    draw_tag(draft, "for chapter in chapters")
    draw_tag(draft, "set outer = loop.index")
    line = draft.add_paragraph(style="Entry")
    line.add_run("{{ chapter.name }}").bold = True
    line.paragraph_format.keep_with_next = True
    draw_tag(draft, "for sheet in chapter.sheets")
    line = draft.add_paragraph("　{{ sheet.name }}\t", "Entry")
    _field(line, "PAGEREF item_{{ outer }}_{{ loop.index }} \\h", "…")
    for _loop in range(2):
        draw_tag(draft, "endfor")
    draw_tag(draft, "endif")


def _items(draft: Draft) -> None:
    draw_tag(draft, "for chapter in chapters")
    draw_tag(draft, "set outer = loop.index")
    draw_tag(draft, "for sheet in chapter.sheets")
    draw_tag(draft, "if items > 1 and loop.first")
    band = draft.add_paragraph("{{ chapter.name }}", "Heading 1")
    band.paragraph_format.page_break_before = True
    draw_tag(draft, "endif")
    draw_tag(draft, "if items > 1 and not loop.first")
    heading = draft.add_paragraph(style="Heading 2")
    heading.paragraph_format.page_break_before = True
    _marked(heading)
    draw_tag(draft, "else")
    _marked(draft.add_paragraph(style="Heading 2"))
    draw_tag(draft, "endif")
    draft.add_paragraph("{{ sheet.code }}　{{ sheet.department }}{% if items == 1 %}　{{ as_of }}有效{% endif %}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    draw_tag(draft, "if sheet.code in pictures")
    draft.add_paragraph("{{ picture(sheet.code, 18) }}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    draw_tag(draft, "endif")
    draw_tag(draft, "for section in sheet.sections")
    draft.add_paragraph("{{ section.number }}、{{ section.title }}", "Heading 3")
    draw_tag(draft, "if section.flow")
    _flow(draft)
    draw_tag(draft, "endif")
    draw_tag(draft, "if section.rows")
    draw_rows(draft, "section")
    draw_tag(draft, "endif")
    draw_tag(draft, "if section.rows and section.pairs")
    draft.add_paragraph().paragraph_format.line_spacing = Pt(6)
    draw_tag(draft, "endif")
    draw_tag(draft, "if section.pairs")
    _pairs(draft)
    draw_tag(draft, "endif")
    draw_tag(draft, "for line in section.lines")
    draft.add_paragraph("{% if section.lines|length > 1 %}{{ loop.index }}. {% endif %}{{ line }}")
    draw_tag(draft, "endfor")
    draw_tag(draft, "endfor")
    draw_tag(draft, "if sheet.remark")
    draft.add_paragraph("注：{{ sheet.remark }}", "Remark").paragraph_format.space_before = Pt(8)
    draw_tag(draft, "endif")
    for _loop in range(2):
        draw_tag(draft, "endfor")


def draw_tag(draft: Draft, words: str) -> None:
    """Draw a paragraph that is a tag of docxtpl, and goes with it."""
    draft.add_paragraph(f"{{%p {words} %}}")


def _marked(heading: Paragraph) -> None:
    """Write the name of the item, with a bookmark that the contents point to."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), "{{ 1000 * outer + loop.index }}")
    begin.set(qn("w:name"), "item_{{ outer }}_{{ loop.index }}")
    heading._p.append(begin)
    heading.add_run("{{ sheet.name }}")
    heading._p.append(end)


def _field(paragraph: Paragraph, words: str, shown: str) -> None:
    """Write a field that Word, WPS and LibreOffice fill: its number stands where they do not."""
    for kind, text in (("begin", ""), ("", words), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            if kind == "begin":
                mark.set(qn("w:dirty"), "true")
            run._r.append(mark)
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)


def _edge(paragraph: Paragraph, side: str) -> None:
    borders, edge = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    paragraph._p.get_or_add_pPr().append(borders)


def _table(draft: Draft, rows: int, columns: int) -> Table:
    table: Table = draft.add_table(rows, columns, "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
    return table


def _write(cell: _Cell, text: str, style: str, *, centred: bool = True) -> None:
    cell.text = text
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    cell.paragraphs[0].style = style
    if centred:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEEEEE")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def draw_rows(draft: Draft, name: str) -> None:
    """Draw a table with as many columns as a section has, its head repeated on every page; `name` is that of the section in the template."""
    table = _table(draft, 4, 3)
    for cell, text in zip(table.rows[0].cells, (f"{{%tc for column in {name}.columns %}}", "{{ column.title }}", "{%tc endfor %}"), strict=True):
        _write(cell, text, "Head")
        _shade(cell)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _write(table.rows[1].cells[0], f"{{%tr for row in {name}.rows %}}", "Cell")
    for cell, text in zip(table.rows[2].cells, ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"), strict=True):
        _write(cell, text, "Cell")
    _write(table.rows[3].cells[0], "{%tr endfor %}", "Cell")


def _pairs(draft: Draft) -> None:
    table = _table(draft, 3, 2)
    _write(table.rows[0].cells[0], "{%tr for pair in section.pairs %}", "Cell")
    _write(table.rows[1].cells[0], "{{ pair.name }}", "Head")
    _shade(table.rows[1].cells[0])
    _write(table.rows[1].cells[1], "{{ pair.value }}", "Cell", centred=False)
    _write(table.rows[2].cells[0], "{%tr endfor %}", "Cell")


def _flow(draft: Draft) -> None:
    """Draw the steps as boxes in a row, or in rows of six where there are more than seven."""
    table = _table(draft, 3, 3)
    box = "{% for step in stage.steps %}{{ step.name }}{% if step.value %}（{{ step.value }}）{% endif %}{% if not loop.last %}、{% endif %}{% endfor %}"
    arrow = "{% if stage and stage != section.flow[-1] %} →{% endif %}"
    across = "section.flow|length if section.flow|length <= 7 else 6"
    _write(table.rows[0].cells[0], f"{{%tr for part in section.flow|batch({across}, '') %}}", "Cell")
    for cell, text in zip(table.rows[1].cells, ("{%tc for stage in part %}", "{% if stage %}" + box + arrow + "{% endif %}", "{%tc endfor %}"), strict=True):
        _write(cell, text, "Cell")
    _write(table.rows[2].cells[0], "{%tr endfor %}", "Cell")
    draft.add_paragraph().paragraph_format.space_after = Pt(0)


if __name__ == "__main__":
    draw().save(str(FILE))
    sys.stdout.write(f"{FILE}\n")
