"""How a line ends that did not end well: one sentence on standard error, and the exit code that goes with it."""

import errno
import os
import sys

import click

from approvals.cli import output
from approvals.errors import MachineFailed, Refusal
from approvals.language import N_, say

USAGE, BUG, INTERRUPTED, BROKEN_PIPE = 2, 3, 130, 141
"""Exit codes besides those that refusals own; the last two are 128 and the number of the signal, as shells have it."""

_DAMAGES = ("OperationalError", "DatabaseError")

_DISK = {
    errno.ENOSPC: N_("The disk is full, and nothing was half written: free some space and try again."),
    errno.EDQUOT: N_("Your share of the disk is used up, and nothing was half written: free some space and try again."),
    errno.EROFS: N_("{file} lies on a disk that is mounted read-only: make it writable, or name another register with --register."),
    errno.EACCES: N_("You may not open {file}: ask its owner for the right to read and write it."),
    errno.EPERM: N_("You may not open {file}: ask its owner for the right to read and write it."),
    errno.ENOENT: N_("There is no file {file}: check its name."),
    errno.EISDIR: N_("{file} is a folder: name a file."),
    errno.ENOTDIR: N_("{file} lies below something that is no folder: check its name."),
    errno.EEXIST: N_("{file} is there already: name another."),
    errno.ENAMETOOLONG: N_("{file} is too long for the name of a file: choose a shorter one."),
}
_DATABASE = (
    ("SQLITE_BUSY", N_("Another command is writing to the register: wait until it has ended, and try again.")),
    ("SQLITE_LOCKED", N_("Another command is writing to the register: wait until it has ended, and try again.")),
    ("SQLITE_FULL", _DISK[errno.ENOSPC]),
    ("SQLITE_READONLY", N_("The register cannot be written: see whether the disk is full, and give yourself the right to write its folder and register.db.")),
    ("SQLITE_CANTOPEN", N_("The register's database cannot be opened: check that register.db and its folder can be read and written.")),
    ("SQLITE_NOTADB", N_("register.db is no database, or a damaged one: put back a backup with `approvals register restore BACKUP`.")),
    ("SQLITE_CORRUPT", N_("register.db is damaged: put back a backup with `approvals register restore BACKUP`.")),
)


def ended(error: BaseException) -> int:
    """Say how the line ended and return its exit code."""
    try:
        sys.stdout.flush()
    except OSError:
        _silence()
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return INTERRUPTED
    if isinstance(error, OSError) and error.errno == errno.EPIPE:
        return BROKEN_PIPE
    if isinstance(error, Refusal):
        output.refuse(say(error.template, error.values))
        return error.exit_code
    if isinstance(error, click.ClickException):
        from approvals.cli.usage import usage_sentence  # noqa: PLC0415 - only a wrong line pays for it

        output.refuse(usage_sentence(error))
        return USAGE
    if failure := _machine(error):
        output.refuse(say(failure.template, failure.values))
        return failure.exit_code
    return _bug(error)


def _silence() -> None:
    """Let nothing be written any more: the reader of standard output has gone (`| head`), or its disk is full."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _machine(error: BaseException) -> MachineFailed | None:
    # By its name: commands that open no database do not import sqlite3 for this. Its other errors are bugs of ours.
    if type(error).__module__ == "sqlite3" and type(error).__name__ in _DAMAGES:
        name = str(getattr(error, "sqlite_errorname", ""))
        template = next((sentence for start, sentence in _DATABASE if name.startswith(start)), None)
        return MachineFailed(
            template
            or N_("The register's database failed ({name}): check the disk, and put back a backup with `approvals register restore BACKUP` if it fails again."),
            name=name,
        )
    if isinstance(error, OSError):
        file = str(error.filename or "?")
        template = _DISK.get(error.errno or 0)
        return MachineFailed(template or N_("The machine failed at {file} (error {number}): try again."), file=file, number=error.errno)
    return None


def _bug(error: BaseException) -> int:
    import traceback  # noqa: PLC0415 - only a bug pays for it
    from tempfile import mkstemp  # noqa: PLC0415

    handle, file = mkstemp(prefix="approvals-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as details:
        details.write(f"{sys.version}\n{sys.argv}\n")
        traceback.print_exception(error, file=details)
    output.refuse(say(N_("This is a bug of the program. The details stand in {file}: send them to whoever maintains it."), {"file": file}))
    return BUG
