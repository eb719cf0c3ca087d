"""The Chinese catalogue: `python tests/catalogue.py` takes new sentences up into approvals.po and compiles both files into approvals.mo.

approvals.po holds our own sentences, click.po those that Click and Typer bring along; the program reads one compiled file.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import click
import typer
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).parents[1] / "src" / "approvals"
FOLDER = SOURCE / "locale" / "zh_CN" / "LC_MESSAGES"
OWN, CLICK, COMPILED = FOLDER / "approvals.po", FOLDER / "click.po", FOLDER / "approvals.mo"
HEADER = """msgid ""
msgstr ""
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
# A date of its own, so that the same sentences compile to the same bytes.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
# The functions that mark a sentence, and how many sentences each takes.
MARKS = {"_": 1, "N_": 1, "say": 1, "note": 1, "ngettext": 2}


def own_sentences() -> Catalog:
    """Return every sentence marked in our source, without translations."""
    return _extracted([SOURCE], SOURCE.parents[1])


def sentences_of_click() -> Catalog:
    """Return every sentence that the installed Click and Typer can say, without translations."""
    folders = [Path(module.__file__ or "").parent for module in (click, typer)]
    return _extracted(folders, folders[0].parent)


def _extracted(folders: list[Path], root: Path) -> Catalog:
    catalogue = Catalog(locale="zh_CN")
    for file in sorted(file for folder in folders for file in folder.rglob("*.py")):
        for message in _marked(file):
            catalogue.add(message, locations=[(file.relative_to(root).as_posix(), 0)])
    return catalogue


def _marked(file: Path) -> Iterator[str | tuple[str, ...]]:
    """Yield the marked sentences of a file; read as syntax, so that a mark inside an f-string counts under every Python."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            texts = [part.value for part in node.args[: MARKS.get(name, 0)] if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value]
            if texts and len(texts) == MARKS[name]:
                yield tuple(texts) if len(texts) > 1 else texts[0]


def translations(file: Path) -> Catalog:
    """Return the sentences of a file with their translations."""
    if not file.exists():
        return Catalog(locale="zh_CN")
    with file.open("rb") as stream:
        return read_po(stream, locale="zh_CN")


def missing(known: Catalog, wanted: Catalog) -> Iterator[str]:
    """Yield each sentence that has no translation, or one of another sentence like it."""
    for message in wanted:
        if message.id:
            found = known.get(message.id)
            if not found or not all(texts(found.string)) or found.fuzzy:
                yield str(message.id)


def texts(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the forms of a sentence, singular and plural, or its only one."""
    return [string] if isinstance(string, str) else list(string or ())


def update(file: Path, wanted: Catalog) -> None:
    """Take new sentences up, untranslated, and drop those that nobody says any more."""
    catalogue = translations(file)
    catalogue.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    buffer = BytesIO()
    write_po(buffer, catalogue, width=0, omit_header=True, ignore_obsolete=True, sort_by_file=True, include_lineno=False)
    file.write_text(HEADER + buffer.getvalue().decode(), encoding="utf-8")


def compile_all() -> None:
    """Compile both files into the one that the program reads; where both know a sentence, ours counts."""
    merged = Catalog(locale="zh_CN", creation_date=NEVER, revision_date=NEVER)
    for file in (CLICK, OWN):
        for message in translations(file):
            if message.id:
                merged.add(message.id, message.string)
    with COMPILED.open("wb") as stream:
        write_mo(stream, merged)


def main() -> int:
    """Update and compile; tell what is still to be translated."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    left: list[str] = []
    for file, wanted in ((OWN, own_sentences()), (CLICK, sentences_of_click())):
        update(file, wanted)
        left += missing(translations(file), wanted)
    compile_all()
    sys.stdout.writelines(f"{sentence}\n" for sentence in left)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
