"""A text as a QR code, with the error correction that a folded or photocopied sheet needs (level M: 15 % may be lost)."""

import struct
import zlib
from typing import Any

import zxingcpp

# White around the code, in modules: four belong to it (GB/T 18284), and our sheets are white themselves.
_EDGE = 2
_SCALE = 6


def svg(text: str) -> str:
    """Return the code as an SVG drawing, black on white, for HTML and for PDF: one path, however large it is printed."""
    rows = _modules(text)
    side = len(rows) + 2 * _EDGE
    drawn = "".join(f"M{left + _EDGE} {row + _EDGE}h{right - left}v1H{left + _EDGE}z" for row, line in enumerate(rows) for left, right in _runs(line))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{drawn}"/></svg>'


def png(text: str) -> bytes:
    """Return the code as a PNG of two colours, for DOCX."""
    rows = _modules(text)
    side = (len(rows) + 2 * _EDGE) * _SCALE
    blank = bytes(len(rows))
    lines = [line for row in (*[blank] * _EDGE, *rows, *[blank] * _EDGE) for line in [_line(row)] * _SCALE]
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _line(row: bytes) -> bytes:
    """Return a row of modules as a line of pixels, a bit each, 1 where it is white, after the byte that says that it stands for itself."""
    pixels = "".join(("1" * _SCALE, "0" * _SCALE)[dark] for dark in (*bytes(_EDGE), *row, *bytes(_EDGE)))
    width = (len(pixels) + 7) // 8
    return b"\0" + (int(pixels, 2) << (8 * width - len(pixels))).to_bytes(width)


def _modules(text: str) -> list[bytes]:
    """Return the rows of the code, a byte a module, 1 where it is dark."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn: Any = code.to_image(scale=1, add_quiet_zones=False)
    side, dark = drawn.shape[0], bytes(memoryview(drawn)).translate(bytes([1]) + bytes(255))
    return [dark[side * row : side * (row + 1)] for row in range(side)]


def _runs(line: bytes) -> list[tuple[int, int]]:
    """Return where dark modules that touch begin and end."""
    found, left = [], line.find(1)
    while left >= 0:
        right = line.find(0, left)
        right = len(line) if right < 0 else right
        found.append((left, right))
        left = line.find(1, right)
    return found


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
