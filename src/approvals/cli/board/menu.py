"""All keys on one page: what each verb does, and why the others are not possible now."""

from collections.abc import Iterator, Sequence

from approvals.cli.app import PROGRAM
from approvals.cli.board.verbs import Key
from approvals.cli.lazy import Noun
from approvals.errors import Refusal
from approvals.language import _, say


def menu(noun: str, offered: Sequence[Key], refused: Sequence[tuple[Key, Refusal]]) -> str:
    """Return the page of keys."""
    return "\n".join(_lines(noun, offered, refused))


def _lines(noun: str, offered: Sequence[Key], refused: Sequence[tuple[Key, Refusal]]) -> Iterator[str]:
    entry = PROGRAM.verbs[noun]
    verbs = entry.verbs if isinstance(entry, Noun) else {}
    for key in offered:
        yield f"  {key.key}  {_(key.word)}: {_(verbs[key.verb].help)}"
    if refused:
        yield ""
        yield _("Not possible now:")
    for key, refusal in refused:
        yield f"  {key.key}  {_(key.word)}: {say(refusal.template, refusal.values)}"
