"""The lines of keys at the foot of the board, in as many columns as there are."""

from collections.abc import Iterable, Sequence

from approvals.cli.board.verbs import Key
from approvals.language import _
from approvals.render.text import width


def offered_line(offered: Sequence[Key], columns: int, *, page: bool = False) -> str:
    """Return the verbs that are possible, as many as fit, those at the desk every day first."""
    first = [_("Esc back")] if page else []
    return _fitting([*first, *(f"{key.key} {_(key.word)}" for key in offered)], columns)


def general(noun: str, columns: int) -> str:
    """Return the keys of the board itself, the ones that matter most first."""
    if noun == "card":
        return _fitting([_("Enter details"), _("/ filter"), _("Space keys"), _("Tab requests"), _("q quit")], columns)
    return _fitting([_("Enter details"), _("/ filter"), _("Space keys"), _("Tab cards"), _("q quit"), f"n {_('receive')}", _(". completed")], columns)


def _fitting(parts: Iterable[str], columns: int) -> str:
    line = ""
    for part in parts:
        longer = f"{line}  {part}" if line else part
        if width(longer) > columns:
            break
        line = longer
    return line
