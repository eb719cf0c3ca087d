"""The pictures of the README are of the program as it is."""

from pathlib import Path

import pictures

UPDATE = "run: python tests/docs/documents.py update"


def test_the_list_is_what_a_terminal_shows(demo: Path) -> None:
    assert pictures.LIST.read_text(encoding="utf-8") == pictures.list_picture(demo), UPDATE


def test_the_page_has_the_words_that_are_printed_and_is_laid_out_by_these_templates() -> None:
    assert pictures.marked(pictures.PAGE.read_bytes()) == pictures.page_made_of(), UPDATE


def test_a_picture_without_a_fingerprint_is_none_of_ours() -> None:
    assert pictures.marked(b"\x89PNG") == ""
