"""Draws the Word template of a page of figures: `python tests/bulletin_template.py` writes `render/templates/bulletin.docx` anew."""

import sys
from pathlib import Path

from docx import Document
from docx.document import Document as Draft
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from word_template import draw_rows, draw_running, draw_styles, draw_tag

FILE = Path(__file__).parents[1] / "src" / "approvals" / "render" / "templates" / "bulletin.docx"


def draw() -> Draft:
    """Return the template."""
    draft = Document()
    section = draft.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(29), Mm(24), Mm(23), Mm(23)
    draw_styles(draft)
    draft.styles["Title"].paragraph_format.space_before, draft.styles["Title"].font.size = Pt(4), Pt(20)
    draw_running(draft, "{% if sample %}【{{ sample }}】{% else %}{{ left }}{% endif %}\t{{ right }}")
    draft.add_paragraph("{{ title }}", "Title")
    draw_tag(draft, "if subtitle")
    draft.add_paragraph("{{ subtitle }}").alignment = WD_ALIGN_PARAGRAPH.CENTER
    draw_tag(draft, "endif")
    draw_tag(draft, "for part in parts")
    draft.add_paragraph("{{ part.heading }}", "Heading 3")
    draw_tag(draft, "for paragraph in part.paragraphs")
    draft.add_paragraph("{{ paragraph }}").paragraph_format.first_line_indent = Pt(21)
    draw_tag(draft, "endfor")
    draw_tag(draft, "if part.rows")
    draw_rows(draft, "part")
    draw_tag(draft, "endif")
    draw_tag(draft, "for piece in part.pieces")
    draft.add_paragraph("{{ picture(piece.picture, 162) }}")
    draw_tag(draft, "endfor")
    draw_tag(draft, "if part.note")
    draft.add_paragraph("注：{{ part.note }}", "Remark")
    draw_tag(draft, "endif")
    draw_tag(draft, "endfor")
    return draft


if __name__ == "__main__":
    draw().save(str(FILE))
    sys.stdout.write(f"{FILE}\n")
