"""`approvals login`, `logout`, `register pin`: persons at shared machines."""

from typing import Annotated

import typer

from approvals.cli import destination, output, words
from approvals.cli.room import desk
from approvals.language import N_, say

Person = Annotated[str, typer.Argument(metavar=words.PERSON, help=N_("The id of a person in staff.toml."), show_default=False)]


def login(
    person: Person,
    hours: Annotated[int, typer.Option("--hours", metavar=words.COUNT, min=1, max=12, help=N_("How many hours the shift lasts at most."))] = 9,
) -> None:
    """Begin a shift at this machine; the PIN is asked for, or read from standard input."""
    with desk(told=False) as opened:
        from approvals.desk.shift import begin_shift  # noqa: PLC0415 - the desk opens only for commands that need it

        begin_shift(opened, person, secret(N_("PIN: ")), hours)
    output.say(N_("{person} works here for {hours} hours at most, or until `approvals logout`."), person=person, hours=hours)


def logout() -> None:
    """End the shift at this machine."""
    with desk(told=False) as opened:
        from approvals.desk.shift import end_shift  # noqa: PLC0415

        output.say(N_("The shift of {person} ended."), person=end_shift(opened))


def pin(person: Person) -> None:
    """Set the PIN of a person; it is asked for, or read from standard input."""
    with desk(told=False) as opened:
        from approvals.desk.shift import set_pin  # noqa: PLC0415

        set_pin(opened, person, secret(N_("New PIN: ")))
    output.say(N_("The PIN of {person} is set: `approvals login {person}` begins a shift."), person=person)


def secret(prompt: str, /, **values: object) -> str:
    """Read what is not to be seen without showing it where it is typed; from a pipe, the first line."""
    import sys  # noqa: PLC0415
    from getpass import getpass  # noqa: PLC0415

    destination.live()
    return getpass(say(prompt, values), sys.stderr) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
