"""A problem of a file: where its key stands, which rule found it, and its sentence."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.record import NamedTuple

Path = tuple[str | int, ...]
"""The way to a value: keys of tables and places in lists (from 0), `("item", 2, "limits", "promised")`."""

_LONGEST_WORD = 60


class Severity(StrEnum):
    """Errors keep a file from being adopted; warnings are for a person to judge."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """What is wrong at a key: `rule` is a stable short name, `template` an English sentence and `values` what fills it."""

    path: Path
    rule: str
    template: str
    values: Mapping[str, object]
    severity: Severity = Severity.ERROR

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the sentence, to be put into the reader's language."""
        return self.template, self.values


def error(path: Path, rule: str, template: str, /, **values: object) -> Problem:
    """Return a contradiction, or a missing necessity."""
    return Problem(path, rule, template, _short(values))


def warning(path: Path, rule: str, template: str, /, **values: object) -> Problem:
    """Return what is possible but not plausible."""
    return Problem(path, rule, template, _short(values), Severity.WARNING)


def _short(values: Mapping[str, object]) -> dict[str, object]:
    return {name: one_line(value) if type(value) is str else value for name, value in values.items()}


def one_line(text: str) -> str:
    """Return a text of a file as a sentence can quote it: without control characters or lone surrogates, cut when long."""
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[: _LONGEST_WORD + 1])
    return shown if len(text) <= _LONGEST_WORD else shown[:_LONGEST_WORD] + "…"
