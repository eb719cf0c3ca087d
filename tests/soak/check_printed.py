"""Prints the whole sample guide in every form and looks for every word of its 148 items: `python tests/soak/check_printed.py [--web]`.

The suite does the same with one department.
"""

import sys
import tempfile
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from re import sub

sys.path.insert(0, str(Path(__file__).parents[1]))

from approvals.desk.founding import found
from approvals.desk.printing import Form, Sheets, guide_leaflet, printed
from approvals.desk.register import open_register
from approvals.render.paper.typeset import texts
from paper import docx_text, pdf_pages, squeezed


def main(*, web: bool) -> int:
    """Return 0 when nothing is missing from any form."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "register"
        found(root, date(2026, 11, 24), "keeper", guide=True)
        if web:
            with (root / "register.toml").open("a", encoding="utf-8") as settings:
                settings.write('web = "https://www.example.org/guide.html"\n')
        desk = open_register(root, date(2026, 11, 24))
        leaflet = guide_leaflet(desk, "")
        shown = {form: _shown(printed(desk, leaflet, form, Sheets()), form) for form in Form}
        wrong = 0
        for chapter in leaflet.chapters:
            for sheet in chapter.sheets:
                told = [(part.title, part.pairs, part.rows, part.lines) for part in sheet.sections]
                wanted = {squeezed(text) for text in texts((sheet.code, sheet.name, sheet.department, sheet.remark, told)) if text}
                for form, text in shown.items():
                    # Cells of the screen are wrapped side by side: of them every character is there.
                    lost = [] if form is Form.TEXT and not Counter("".join(wanted)) - Counter(text) else [word for word in wanted if word not in text]
                    wrong += len(lost)
                    sys.stdout.writelines(f"{form} {sheet.code}: {word}\n" for word in lost)
    sys.stdout.write(f"{leaflet.items} items, {sum(map(len, shown.values()))} characters in {len(shown)} forms, {wrong} texts missing\n")
    return 1 if wrong else 0


def _shown(made: str | bytes, form: Form) -> str:
    """Return all the text of a form without white space."""
    if isinstance(made, str):
        return squeezed(unescape(sub(r"<[^>]+>", "", made)) if form is Form.HTML else made)
    return "".join(pdf_pages(made)) if form is Form.PDF else docx_text(made)


if __name__ == "__main__":
    sys.exit(main(web="--web" in sys.argv))
