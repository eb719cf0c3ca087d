"""QR codes as a telephone reads them: the drawing and the picture are read back by another program."""

import re
import zlib
from typing import Any

import pytest
import zxingcpp

from approvals.render.paper import qr

ADDRESSES = ["https://example.org/guide.html#GH-03", "https://example.org/办事/GH-03", "A", "https://example.org/" + "a" * 400]


def read(rows: list[bytes]) -> list[str]:
    """Return what a reader finds in rows of grey pixels, of which it needs several a module and white around."""
    large = [bytes(grey for grey in b"\xff\xff" + row + b"\xff\xff" for _again in range(4)) for row in rows for _again in range(4)]
    large = [b"\xff" * len(large[0])] * 8 + large + [b"\xff" * len(large[0])] * 8
    view: Any = memoryview(b"".join(large)).cast("B", (len(large), len(large[0])))
    return [found.text for found in zxingcpp.read_barcodes(view)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawing_of_an_address_is_read_as_that_address(address: str) -> None:
    drawn = qr.svg(address)
    side = int(re.findall(r"viewBox=\"0 0 (\d+)", drawn)[0])
    rows = [bytearray(b"\xff" * side) for _row in range(side)]
    for left, row, long in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawn):
        rows[int(row)][int(left) : int(left) + int(long)] = bytes(int(long))
    assert read([bytes(row) for row in rows]) == [address]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_picture_of_an_address_is_read_as_that_address(address: str) -> None:
    made = qr.png(address)
    side = int.from_bytes(made[16:20])
    begin = made.index(b"IDAT") + 4
    pixels, wide = zlib.decompress(made[begin : begin + int.from_bytes(made[begin - 8 : begin - 4])]), 1 + (side + 7) // 8
    bits = [f"{int.from_bytes(pixels[wide * line + 1 : wide * line + wide]):0{8 * wide - 8}b}"[:side] for line in range(side)]
    rows = [bytes(255 * int(bit) for bit in line) for line in bits]
    assert read(rows) == [address]
