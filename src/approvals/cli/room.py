"""Opening the register a command stands in, and the sentences that go with it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.cli import options, output
from approvals.core.acting import Reason
from approvals.errors import RegisterUnfit
from approvals.language import N_, ngettext

if TYPE_CHECKING:
    from approvals.core.calendar import Calendar
    from approvals.desk.register import Desk
    from approvals.desk.waiting import Waiting


_AT_WORK: "list[Desk]" = []


def at_work() -> "Sequence[Desk]":
    """Return the register that the command has open, in a list that is empty where none is."""
    return _AT_WORK[-1:]


def _told_of_rebuilding() -> "Waiting":
    output.note(N_("The register is brought to this version of approvals, its events stay: about twenty seconds for each fifty thousand requests."))
    return output.waiting()


def folder() -> Path:
    """Return the folder of the register a command stands in."""
    if options.Given.register is None:
        raise RegisterUnfit(N_("There is no register here: make one with `approvals init DIR`, or name one with --register DIR."))
    return options.Given.register


@contextmanager
def desk(today: date | None = None, *, told: bool = True) -> Iterator["Desk"]:
    """Open the register for one command; rule files edited since their adoption are named, for they count for nothing yet."""
    from approvals.desk.register import open_register, touched  # noqa: PLC0415 - the desk opens only for commands that need it

    if options.Given.register is None:
        raise RegisterUnfit(N_("There is no register here: make one with `approvals init DIR`, or name one with --register DIR."))
    opened = open_register(options.Given.register, today or options.today(), options.Given.offset, _told_of_rebuilding)
    try:
        opened.act_as(options.Given.person, login(), options.today())
        opened.waiting = output.waiting()
        opened.late = Reason(options.Given.late_reason, options.Given.paper)
        if told and (names := touched(opened)):
            sentence = ngettext(
                "{files} was edited but not adopted and counts for nothing yet: approvals adopt",
                "{files} were edited but not adopted and count for nothing yet: approvals adopt",
                len(names),
            )
            output.note(sentence, files=tuple(names[:3]) + (("…",) if len(names) > 3 else ()))  # noqa: PLR2004 - one line
        _AT_WORK.append(opened)
        yield opened
    finally:
        _AT_WORK[:] = [one for one in _AT_WORK if one is not opened]
        opened.connection.close()


@contextmanager
def examined() -> Iterator["Desk"]:
    """Open the register only to examine it: nobody acts, and nothing that is wrong in it keeps it shut."""
    from approvals.desk.register import Desk as Opened  # noqa: PLC0415 - see desk
    from approvals.store.database import open_database  # noqa: PLC0415

    if options.Given.register is None:
        raise RegisterUnfit(N_("There is no register here: make one with `approvals init DIR`, or name one with --register DIR."))
    opened = Opened(options.Given.register, open_database(options.Given.register), options.today())
    opened.offset, opened.waiting = options.Given.offset, output.waiting()
    try:
        yield opened
    finally:
        opened.connection.close()


def sound_settings() -> None:
    """Refuse a register whose register.toml is wrong: what it says of language and time would be lost in silence."""
    from approvals.core.rules.problem import Severity  # noqa: PLC0415 - only the nightly job and adoption ask
    from approvals.files.settings import read_register  # noqa: PLC0415

    findings = read_register(options.Given.register).findings if options.Given.register else []
    for finding in findings:
        if finding.problem.severity is Severity.ERROR:
            raise RegisterUnfit(N_("register.toml fails its check: {first}"), first=finding)


def calendar() -> "Calendar":
    """Return the adopted calendar of the register a command stands in, with the note on edited files; the shipped one where no register stands."""
    from approvals.desk.shipped import calendar_in, founded  # noqa: PLC0415 - only commands that count days

    if not founded(options.Given.register):
        return calendar_in(options.Given.register, options.today())
    with desk() as opened:
        return opened.calendar


def login() -> str:
    """Return the name of the operating-system user, from the account and not from a variable that anybody can set."""
    try:
        import pwd  # noqa: PLC0415 - not on Windows

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        import getpass  # noqa: PLC0415

        return getpass.getuser()
