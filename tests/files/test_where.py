from collections.abc import Iterator
from typing import NamedTuple

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from approvals.files.where import locate

Path = tuple[str | int, ...]

GUIDE = '''\ufeff# 指南
department.code = "GH"                  # 2
department . "name" = """
自然资源和规划分局 [item] = "no key"
"""                                     # 5

[[item]]                                # 7
code = 'GH-03'
variants = [
    "新办",                             # 10
    "变更", # ] not the end
]
[item.limits]                           # 13
original  = { limit = "20 工作日" }
promised = { limit = "10 工作日", starts = "受理" }

[[item.step]]                           # 17
name = "受理"

[[item.step]]                           # 20
name = "审查"

[[item]]                                # 23
code = "GH-04"
"quoted \\"key\\"" = 2026-11-24 08:00:00
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("department", "code"), 2),
        (("department", "name"), 3),
        (("item", 0), 7),
        (("item", 0, "code"), 8),
        (("item", 0, "variants", 0), 10),
        (("item", 0, "variants", 1), 11),
        (("item", 0, "limits"), 13),
        (("item", 0, "limits", "promised", "starts"), 15),
        (("item", 0, "step"), 17),
        (("item", 0, "step", 1, "name"), 21),
        (("item", 1, "code"), 24),
        (("item", 1, 'quoted "key"'), 25),
    ],
)
def test_every_key_has_its_line(path: Path, line: int) -> None:
    assert locate(GUIDE.lstrip("\ufeff")).line(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [(("item", 0, "hotline"), 7), (("item", 0, "limits", "statutory", "basis"), 13), (("item", 9, "code"), 7), (("register",), 1)],
)
def test_a_key_that_is_not_written_stands_where_its_table_does(path: Path, line: int) -> None:
    assert locate(GUIDE.lstrip("\ufeff")).line(path) == line


class Written(NamedTuple):
    """A piece of a document, and its values: the path of each inside the piece, and how many lines below its beginning."""

    text: str
    leaves: tuple[tuple[Path, int], ...]


SIGNS = st.text(st.sampled_from("ab键 \t=[]{}#.,'\"\\\n"), max_size=8)
SPACE = st.sampled_from(["", " ", "\t "])


def escaped(text: str, *, newlines: bool = False) -> str:
    """Return a text as a basic string holds it, every quotation mark escaped."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return plain if newlines else plain.replace("\n", "\\n")


KEY_FORMS = st.one_of(
    st.text("abcXYZ-_019", min_size=1, max_size=4).map(lambda key: (key, key)),
    SIGNS.map(lambda key: (key, f'"{escaped(key)}"')),
    SIGNS.map(lambda key: key.translate({ord(sign): None for sign in "'\n"})).map(lambda key: (key, f"'{key}'")),
)
SCALARS = st.one_of(
    st.sampled_from(["1", "-0.5e3", "true", "2026-11-24", "2026-11-24 08:00:00", "08:00:00", "inf", "0x1F"]),
    SIGNS.map(lambda text: f'"{escaped(text)}"'),
    SIGNS.map(lambda text: f'"""\n{escaped(text, newlines=True)}"""'),
    SIGNS.map(lambda text: f'"""{escaped(text, newlines=True)}""""'),
    SIGNS.map(lambda text: f"'''{text.replace(chr(39), '')}'''"),
    SIGNS.map(lambda text: f"'''{text.replace(chr(39), '')}'''''"),
    SIGNS.map(lambda text: "'" + text.translate({ord(sign): None for sign in "'\n"}) + "'"),
).map(lambda text: Written(text, (((), 0),)))
GAPS = st.sampled_from(["", " ", "\n", " # ] } = [\n", "\n\n\t"])


def joined(pieces: list[tuple[str, str | int | None, Written]], end: str) -> Written:
    """Return pieces one after the other, each under its key, with what stands before it."""
    text, leaves = "", []
    for before, key, piece in pieces:
        text += before
        down = text.count("\n")
        leaves += [((key, *path) if key is not None else path, down + line) for path, line in piece.leaves]
        text += piece.text
    return Written(text + end, tuple(leaves))


@st.composite
def lists(draw: st.DrawFn, values: st.SearchStrategy[Written]) -> Written:
    """Draw a list over several lines, with comments and perhaps a comma at the end."""
    elements = draw(st.lists(values, min_size=1, max_size=3))
    pieces: list[tuple[str, str | int | None, Written]] = [
        (("," if place else "[") + draw(GAPS), place, element._replace(text=element.text + draw(GAPS))) for place, element in enumerate(elements)
    ]
    return joined(pieces, draw(st.sampled_from(["]", ",]", ",\n]"])))


@st.composite
def pairs(draw: st.DrawFn, values: st.SearchStrategy[Written], begin: str, between: str, end: str) -> Written:
    """Draw keys with values: a table in braces, or the lines of a table."""
    keys = draw(st.lists(KEY_FORMS, min_size=1, max_size=3, unique_by=lambda form: form[0]))
    pieces: list[tuple[str, str | int | None, Written]] = []
    for place, (key, written) in enumerate(keys):
        value = draw(values)
        dotted = draw(st.booleans())
        sign = f"{draw(SPACE)}.{draw(SPACE)}leaf{draw(SPACE)}={draw(SPACE)}" if dotted else f"{draw(SPACE)}={draw(SPACE)}"
        # What stands between a key and its value has no line of its own: a key and a plain value are on one line.
        leaves = tuple((("leaf", *path) if dotted else path, line) for path, line in value.leaves)
        pieces.append(((between if place else begin) + written + sign, key, Written(value.text, leaves)))
    return joined(pieces, end)


VALUES: st.SearchStrategy[Written] = st.recursive(SCALARS, lambda values: st.one_of(lists(values), pairs(values, "{ ", ", ", " }")), max_leaves=6)
BODIES = st.one_of(pairs(VALUES, "", "\n", "\n"), pairs(VALUES, "\t# = [[\n\n", " # '''\n", "\n"))


@st.composite
def documents(draw: st.DrawFn) -> Written:
    """Draw tables and arrays of tables, some inside the others, under headers of every form."""
    pieces: list[tuple[str, str | int | None, Written]] = [("", None, draw(BODIES))] if draw(st.booleans()) else []
    top = {path[0] for _, _, piece in pieces for path, _ in piece.leaves}
    names = draw(st.lists(KEY_FORMS, max_size=3, unique_by=lambda form: form[0]).filter(lambda forms: not top & {form[0] for form in forms}))
    for name, written in names:
        for number in range(draw(st.integers(0, 2))):
            pieces.append((f"[[ {written} ]]\n", None, under((name, number), draw(BODIES))))
            inner = draw(st.lists(BODIES, max_size=2))
            pieces += [(f"[[{written}.'in ner']] # inside\n", None, under((name, number, "in ner", place), body)) for place, body in enumerate(inner)]
            pieces.append((f"[{written} . sub]\n", None, under((name, number, "sub"), draw(BODIES))))
    return joined(pieces, "")


def under(path: Path, piece: Written) -> Written:
    """Return a piece whose keys stand below a path."""
    return Written(piece.text, tuple(((*path, *inner), line) for inner, line in piece.leaves))


def leaves(value: object, path: Path = ()) -> Iterator[Path]:
    """Yield the paths of all values that are neither table nor list."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path


@given(documents(), st.sampled_from(["\n", "\r\n"]))
def test_the_line_of_every_value_is_found(document: Written, line_end: str) -> None:
    text = document.text.replace("\n", line_end)
    where = locate(text)
    assert {(path, where.line(path)) for path in leaves(tomli.loads(text))} == {(path, line + 1) for path, line in document.leaves}


def test_a_long_text_may_end_with_quotation_marks_of_its_own() -> None:
    text = "list = [\n'''a''''',\n\"\"\"b\"\"\"\"\",\n'''''',\n\"c\"]\n"
    assert tomli.loads(text) == {"list": ["a''", 'b""', "", "c"]}
    assert [locate(text).line(("list", place)) for place in range(5)] == [2, 3, 4, 5, 1]
