"""In what a text file is written, found from its bytes."""

import codecs
from pathlib import Path

from approvals.core.rules.problem import Problem, error
from approvals.language import N_

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(path: Path, declared: str) -> str:
    """Return the encoding to read a file in: the declared one, but GB18030 where that is UTF-8 and the file is not.

    A file that holds more lines of UTF-8 than of anything else stays UTF-8, so that a few foreign lines are refused and not misread.
    """
    if declared != "utf-8":
        return declared
    return "gb18030" if _is_chinese(path) else "utf-8-sig"


def _is_chinese(path: Path) -> bool:
    known = foreign = 0
    with path.open("rb") as stream:
        for line in stream:
            if line.isascii():
                continue
            if _reads(line, "utf-8"):
                known += 1
            elif _reads(line, "gb18030"):
                foreign += 1
            else:
                return False
    return foreign > known


def _reads(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def undeclared(path: Path, declared: str) -> Problem | None:
    """Return that a file is written in UTF-16 where nobody said so."""
    with path.open("rb") as stream:
        start = stream.read(2)
    if declared == "utf-8" and start in _UTF16:
        return error((), "encoding", N_('the file is written in UTF-16: write encoding = "utf-16" in the mapping, or save the file as UTF-8'))
    return None
