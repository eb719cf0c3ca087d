"""Every refusal: one sentence that says what to do, and the exit code the program ends with.

A refusal carries an English template and its values; the sentence is put into the reader's language where it is printed.
"""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - the field's word: a wrong request is refused, nothing went wrong in the program
    """A request the program will not carry out.

    `template` is an English format string marked for translation, `values` fill it.
    """

    exit_code: ClassVar[int] = 5

    def __init__(self, template: str, /, **values: object) -> None:
        """Keep the sentence apart from its values, so that it can be said in any language."""
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.template.format(**self.values)


class WrongUsage(Refusal):
    """The words of the request are wrong: an unknown filter value, a date that is none. Exit code 2."""

    exit_code = 2


class NoSuchThing(Refusal):
    """What the request names does not exist. Exit code 4."""

    exit_code = 4


class NotAllowed(Refusal):
    """Law, stage or role forbid it. Exit code 5."""

    exit_code = 5


class RegisterUnfit(Refusal):
    """The files of the register are missing or fail their check. Exit code 6."""

    exit_code = 6


class MachineFailed(Refusal):
    """Disk, lock, or a damaged database: the machine failed us. Exit code 7."""

    exit_code = 7
