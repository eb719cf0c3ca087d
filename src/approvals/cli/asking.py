"""Questions on a terminal that have few answers: yes or no, one of a short list."""

import sys
from collections.abc import Sequence
from typing import TypeVar

from approvals.cli import output
from approvals.errors import WrongUsage
from approvals.language import N_, Sentence

_T = TypeVar("_T")
_YES, _NO, _AGAIN = frozenset({"", "y", "yes", "是", "好"}), frozenset({"n", "no", "否", "不"}), frozenset({"c", "改"})


def answering() -> bool:
    """Tell whether somebody sits at a terminal who can be asked, and sees the question."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str) -> bool:
    """Ask whether to do something: Enter means yes."""
    while True:
        text = output.ask(N_("{question} (Enter yes, n no) "), question=Sentence(question)).lower()
        if text in _YES or text in _NO:
            return text in _YES


def confirmed(question: str) -> bool:
    """Ask before what is not easily taken back: Enter means no. It is asked on standard error, so that machine output stays whole."""
    while True:
        text = output.ask_aside(N_("{question} (y yes, Enter no) "), question=Sentence(question)).lower()
        if not text or text in _NO or text in _YES:
            return bool(text) and text in _YES


def agreed_or_corrected(question: str) -> bool | None:
    """Ask whether to do something, None where the answer before is to be corrected."""
    while True:
        text = output.ask(N_("{question} (Enter yes, n no, c correct the list) "), question=Sentence(question)).lower()
        if text in _AGAIN:
            return None
        if text in _YES or text in _NO:
            return text in _YES


def chosen(things: Sequence[_T], names: Sequence[str], count: int) -> _T:
    """Ask which of a short list is meant; anything else than one of its numbers refuses, so that the question before is asked anew."""
    output.lines(f"  {place} {name}" for place, name in enumerate(names, 1))
    if count > len(things):
        output.say(N_("  … and {more} more: type more of the name."), more=count - len(things))
    text = output.ask(N_("Number: "))
    if not text.isdecimal() or not 1 <= int(text) <= len(things):
        raise WrongUsage(N_("Type a number from 1 to {most}."), most=len(things))
    return things[int(text) - 1]
