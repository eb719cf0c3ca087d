"""All keys on one page: what each verb does, and why the others are not possible now."""

from collections.abc import Iterator, Sequence

from approvals.cli.app import PROGRAM
from approvals.cli.board.keys import general
from approvals.cli.board.verbs import Key
from approvals.cli.lazy import Noun
from approvals.errors import Refusal
from approvals.language import N_, _, say


def menu(noun: str, offered: Sequence[Key], refused: Sequence[tuple[Key, Refusal]]) -> str:
    """Return the page of keys."""
    return "\n".join(_lines(noun, offered, refused))


_WIDE = 1000


def _lines(noun: str, offered: Sequence[Key], refused: Sequence[tuple[Key, Refusal]]) -> Iterator[str]:
    entry = PROGRAM.verbs[noun]
    verbs = entry.verbs if isinstance(entry, Noun) else {}
    for key in offered:
        yield say(N_("  {key}  {word}: {told}"), {"key": key.key, "word": _(key.word), "told": _(verbs[key.verb].help)})
    yield f"  {general(noun, _WIDE)}"
    if refused:
        yield ""
        yield _("Not possible now:")
    for key, refusal in refused:
        yield say(N_("  {key}  {word}: {told}"), {"key": key.key, "word": _(key.word), "told": say(refusal.template, refusal.values)})
