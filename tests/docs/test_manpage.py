"""The man pages say what help says, and every roff takes them."""

import os
import shutil
import subprocess

import manpage
import pytest

each_language = pytest.mark.parametrize("spoken", manpage.PAGES)


@each_language
def test_it_is_made_of_the_commands_and_topics_as_they_are(spoken: str) -> None:
    assert manpage.PAGES[spoken].read_text(encoding="utf-8") == manpage.made(spoken), "run: python tests/docs/documents.py update"


@each_language
@pytest.mark.skipif(not shutil.which("man") or not shutil.which("groff"), reason="no man here")
def test_man_shows_it_without_a_complaint(spoken: str) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"}
    command = ["man", "--warnings", "-l", str(manpage.PAGES[spoken])]
    shown = subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603 - as whoever reads it calls it
    assert shown.stderr.decode() == ""
    assert {"en": "TOPICS", "zh_CN": "主题"}[spoken] in shown.stdout.decode()
