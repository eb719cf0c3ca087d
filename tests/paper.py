"""What stands on paper: the texts of a PDF, read by the tables of its own fonts, and those of a DOCX."""

import re
from io import BytesIO
from typing import Any

import pikepdf
from docx import Document


def squeezed(text: str) -> str:
    """Return a text without white space: lines are broken where a page ends them."""
    return re.sub(r"\s+", "", text)


def pdf_pages(made: bytes) -> list[str]:
    """Return the text of each page, in the order in which it is drawn, without white space."""
    with pikepdf.open(BytesIO(made)) as paper:
        return [squeezed(_text_of(page)) for page in paper.pages]


def docx_text(made: bytes) -> str:
    """Return all the text of the body of a DOCX without white space."""
    return squeezed("".join(Document(BytesIO(made)).element.body.itertext()))


def archive_faults(made: bytes) -> list[str]:
    """Return what a PDF lacks of what PDF/A-2a asks of its structure."""
    with pikepdf.open(BytesIO(made)) as paper, paper.open_metadata() as metadata:
        root: Any = paper.Root
        intents = [intent for intent in root.get("/OutputIntents", []) if intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent]
        fonts = [font for page in paper.pages for font in page.resources.get("/Font", {}).values()]
        known = {
            "XMP part 2": metadata.get("pdfaid:part") == "2",
            "XMP conformance A": metadata.get("pdfaid:conformance") == "A",
            "OutputIntent with its colour profile": bool(intents),
            "Lang": str(root.get("/Lang", "")).startswith("zh"),
            "MarkInfo": bool(root.get("/MarkInfo", {}).get("/Marked")),
            "StructTreeRoot": "/K" in root.get("/StructTreeRoot", {}),
            "ID": "/ID" in paper.trailer,
            "no encryption": not paper.is_encrypted,
            "no scripts": not ({"/OpenAction", "/AA"} & set(root.keys())) and "/JavaScript" not in root.get("/Names", {}),
            "every page tagged": all("/StructParents" in page for page in paper.pages),
            "every font inside": all(_inside(font) for font in fonts),
            "every font tells its characters": all("/ToUnicode" in font for font in fonts),
            "title": bool(metadata.get("dc:title")),
        }
    return [name for name, found in known.items() if not found]


def _inside(font: pikepdf.Object) -> bool:
    return all({"/FontFile2", "/FontFile3"} & set(part.FontDescriptor.keys()) for part in font.DescendantFonts)


def _text_of(page: pikepdf.Page) -> str:
    tables = {name: _unicode_table(bytes(font.ToUnicode.read_bytes())) for name, font in page.resources.Font.items()}
    shown: list[str] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tf":
            font = tables[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            strings = operands[0] if str(operator) == "TJ" else [operands[0]]
            for string in strings:
                if isinstance(string, pikepdf.String):
                    codes = bytes(string)
                    shown += [font.get(int.from_bytes(codes[place : place + 2], "big"), "") for place in range(0, len(codes), 2)]
    return "".join(shown)


def _unicode_table(content: bytes) -> dict[int, str]:
    """Return the characters of a ToUnicode table by the codes of their glyphs."""
    pairs = re.findall(rb"^<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>$", content, re.MULTILINE)
    table = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", content, re.DOTALL):
        for first, last, text in re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", block):
            start = bytes.fromhex(text.decode()).decode("utf-16-be")
            for code in range(int(first, 16), int(last, 16) + 1):
                table[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return table
