"""A text as a QR code, with the error correction that a folded or photocopied sheet needs (level M: 15 % may be lost)."""

from io import BytesIO

import segno


def svg(text: str) -> str:
    """Return the code as an SVG drawing in black, with its quiet zone, for HTML."""
    held = BytesIO()
    segno.make(text, error="m", micro=False).save(held, kind="svg", border=2, light="white", omitsize=True, xmldecl=False, nl=False)
    return held.getvalue().decode()


def png(text: str) -> bytes:
    """Return the code as a PNG, for PDF and DOCX."""
    held = BytesIO()
    segno.make(text, error="m", micro=False).save(held, kind="png", scale=6, border=2)
    return held.getvalue()
