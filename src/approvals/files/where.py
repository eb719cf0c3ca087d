"""Where a key of a TOML text stands: TOML parsers tell no positions, so the text is walked once more.

The text has passed the parser before; the walk finds keys and skips values, and need not judge either.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_LINE_END = re.compile(r"[^\n]*")
_KEY = re.compile(r"""(?P<bare>[^\s"'.=\[\]{},#]+)|(?P<basic>"(?:[^"\\]|\\.)*")|'(?P<literal>[^']*)'""")
# A closing mark of three may be preceded by one or two quotation marks of the text itself.
_STRING = re.compile(r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:'{0,2})|"(?:[^"\\]|\\.)*"|'[^']*\'''', re.DOTALL)
_PLAIN = re.compile(r"[^,\[\]{}#\r\n]*")


class _Node:
    """A place in the text; the latest table of an array of tables is the one a later header means."""

    __slots__ = ("children", "line", "many")

    def __init__(self, line: int) -> None:
        self.line = line
        self.children: dict[str | int, _Node] = {}
        self.many = False

    def child(self, key: str | int, line: int) -> "_Node":
        return self.children.setdefault(key, _Node(line))

    def latest(self) -> "_Node":
        return self.children[len(self.children) - 1] if self.many else self


class Where:
    """The lines of the keys of a text, counted from 1."""

    def __init__(self, root: _Node) -> None:
        """Take the tree that `locate` has built."""
        self._root = root

    def line(self, path: tuple[str | int, ...]) -> int:
        """Return the line of a key or list element; of what holds it where it is not written itself."""
        node = self._root
        for part in path:
            if part not in node.children:
                break
            node = node.children[part]
        return node.line


def locate(text: str) -> Where:
    """Walk a text that a TOML parser has accepted."""
    return Where(_Walk(text).document())


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._at = 0

    def document(self) -> _Node:
        root = table = _Node(1)
        while self._pass(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header(root)
            else:
                self._pair(table)
            self._pass(_LINE_END)
        return root

    def _header(self, root: _Node) -> _Node:
        line, many = self._line(), self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        *parents, last = self._keys()
        table = root
        for key in parents:
            table = table.child(key, line).latest()
        table = table.child(last, line)
        if many:
            table.many = True
            return table.child(len(table.children), line)
        table.line = line
        return table

    def _pair(self, table: _Node) -> None:
        line = self._line()
        for key in self._keys():
            table = table.child(key, line)
        self._at += 1
        self._value(table)

    def _value(self, node: _Node) -> None:
        self._pass(_SPACE)
        opening = self._text[self._at : self._at + 1]
        if opening == "[":
            for place, _ in enumerate(self._members("]")):
                self._value(node.child(place, self._line()))
        elif opening == "{":
            for _ in self._members("}"):
                self._pair(node)
        else:
            self._pass(_STRING if opening and opening in "\"'" else _PLAIN)

    def _members(self, closing: str) -> Iterator[None]:
        """Stop at each member of a list or inline table, and behind the closing bracket at last."""
        self._at += 1
        while self._text[self._pass(_BLANK)] != closing:
            if self._text[self._at] == ",":
                self._at += 1
            else:
                yield
        self._at += 1

    def _keys(self) -> list[str]:
        """Read a dotted key and stop at what follows it."""
        keys = []
        while part := _KEY.match(self._text, self._pass(_SPACE)):
            keys.append(_plain(part))
            self._at = part.end()
            if self._text[self._pass(_SPACE)] != ".":
                break
            self._at += 1
        return keys

    def _pass(self, pattern: re.Pattern[str]) -> int:
        if found := pattern.match(self._text, self._at):
            self._at = found.end()
        return self._at

    def _line(self) -> int:
        return bisect_left(self._ends, self._at) + 1


def _plain(part: re.Match[str]) -> str:
    quoted = part["basic"]
    if quoted is None:
        return part["bare"] if part["bare"] is not None else part["literal"]
    if "\\" not in quoted:
        return quoted[1:-1]
    import tomli  # noqa: PLC0415 - only an escaped key needs the parser's own reading

    value: str = tomli.loads(f"key = {quoted}")["key"]
    return value
