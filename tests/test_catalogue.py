"""Every sentence the program can say has its Chinese, and the compiled catalogue is the one that the files hold."""

import gettext
import re
import string
import struct
import sys
from datetime import date
from pathlib import Path

import pytest
from babel.messages import Catalog

import catalogue
from approvals import language
from approvals.catalogue import Catalogue

# What stands in Latin letters in a Chinese sentence: commands, options, file names, keys, formats, and the names of programs.
LATIN = {
    *("approvals", "init", "adopt", "guide", "list", "check", "search", "calendar", "policy", "staff", "register", "verify", "request", "import", "receive"),
    *("toml", "db", "csv", "CSV", "JSON", "Lines", "TOML", "UTF", "MiB", "CN", "zh", "en", "DIR", "DATE", "FROM", "TO", "DAYS", "CODE", "FILE", "YEAR", "MAP"),
    *("HTML", "PDF", "DOCX", "SQLite", "chinesecalendar", "Bash", "Windows", "UUID", "NaN", "true", "false", "id", "Esc", "Tab", "Space", "textual"),
}


@pytest.fixture(scope="module")
def own() -> Catalog:
    return catalogue.translations(catalogue.OWN)


def test_every_own_sentence_has_its_chinese(own: Catalog) -> None:
    assert list(catalogue.missing(own, catalogue.own_sentences())) == []


def test_no_sentence_is_kept_that_nobody_says(own: Catalog) -> None:
    said = catalogue.own_sentences()
    assert [message.id for message in own if message.id and message.id not in said] == []


def test_every_sentence_of_click_and_typer_has_its_chinese() -> None:
    known = catalogue.translations(catalogue.CLICK)
    assert list(catalogue.missing(known, catalogue.sentences_of_click())) == []


@pytest.mark.parametrize("file", [catalogue.OWN, catalogue.CLICK], ids=lambda file: file.name)
def test_a_translation_fills_in_the_same_values(file: Path) -> None:
    assert [
        message.id
        for message in catalogue.translations(file)
        if message.id and not _fields(catalogue.texts(message.string)) <= _fields(catalogue.texts(message.id))
    ] == []


@pytest.mark.parametrize("file", [catalogue.OWN, catalogue.CLICK], ids=lambda file: file.name)
def test_chinese_has_no_english_words_but_commands_and_names(file: Path) -> None:
    assert {word: message.id for message in catalogue.translations(file) if message.id for word in _words(catalogue.texts(message.string))} == {}


def test_the_compiled_catalogue_holds_exactly_the_translations() -> None:
    wanted: dict[tuple[str, ...], list[str]] = {}
    for file in (catalogue.CLICK, catalogue.OWN):
        wanted.update({tuple(catalogue.texts(message.id)): catalogue.texts(message.string) for message in catalogue.translations(file) if message.id})
    with catalogue.COMPILED.open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    assert {sentence: [_said(compiled, sentence)] for sentence in wanted} == wanted
    held = Catalogue(catalogue.COMPILED)
    assert {sentence: [_said(held, sentence)] for sentence in wanted} == wanted


@pytest.mark.parametrize("sentence", ["", "\0", "A", "一", "zzz", "no such sentence", "{number} accepted"])
def test_a_sentence_that_no_catalogue_holds_stays_as_it_is(sentence: str) -> None:
    assert Catalogue(catalogue.COMPILED).gettext(sentence or "\n") == (sentence or "\n")


def test_a_catalogue_compiled_on_a_machine_of_the_other_order_is_read_too(tmp_path: Path) -> None:
    """A minimal catalogue, both ways: its head, one sentence beside its header, each number of four bytes."""
    for order, straight in ((">", sys.byteorder == "big"), ("<", sys.byteorder == "little")):
        texts = [(b"", b"Content-Type: text/plain; charset=UTF-8\n"), (b"Number", "编号".encode())]
        head, tables, body, place = struct.pack(f"{order}7I", 0x950412DE, 0, 2, 28, 44, 0, 60), b"", b"", 60
        for column in (0, 1):
            for pair in texts:
                tables += struct.pack(f"{order}2I", len(pair[column]), place)
                body, place = body + pair[column] + b"\0", place + len(pair[column]) + 1
        (tmp_path / "one.mo").write_bytes(head + tables + body)
        held = Catalogue(tmp_path / "one.mo")
        assert (held.gettext("Number"), held.gettext("Date"), held._straight) == ("编号", "Date", straight)


def _said(compiled: gettext.NullTranslations, sentence: tuple[str, ...]) -> str:
    return compiled.gettext(sentence[0]) if len(sentence) == 1 else compiled.ngettext(sentence[0], sentence[1], 2)


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_every_sentence_is_said_with_its_values(own: Catalog, tongue: str) -> None:
    """Each field is filled with a day, the widest of the values that sentences hold; a day is said as people say it."""
    language.choose(tongue)
    day = {"zh_CN": "2026年3月30日 周一", "en": "Mon 2026-03-30"}[tongue]
    for message in own:
        for form in catalogue.texts(message.id) if message.id else ():
            fields = _fields([form])
            said = language.say(form, dict.fromkeys(fields, date(2026, 3, 30)) or {"": ""})
            assert "{" not in said.replace("{" + day, ""), form
            assert (day in said) is bool(fields), form


def _fields(forms: list[str]) -> set[str]:
    return {field for form in forms for _literal, field, _format, _conversion in string.Formatter().parse(form) if field}


def _words(forms: list[str]) -> set[str]:
    """Return the words in Latin letters that are no value, option, or quoted command."""
    # A value of an option stands beside its Chinese: received（已收件）.
    plain = re.sub(r"\{[^}]*\}|[a-z]+（|`[^`]*`|%\(\w+\)s|\[/?blue\]|--[a-z-]+|\S+\.(?:toml|jsonl|db|csv)|\\[a-z]|[A-Z]{2}-\d+", " ", " ".join(forms))
    return {word for word in re.findall(r"[A-Za-z]{2,}", plain) if word not in LATIN}
