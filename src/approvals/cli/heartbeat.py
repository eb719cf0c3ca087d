"""When the check ran last, and the entries by which it runs every night."""

import sys
from datetime import date

from approvals.cli import options, output
from approvals.cli.room import desk, folder, login
from approvals.language import N_, _


def status(shape: options.Shape) -> int:
    """Tell when the check ran last; 1 when that was more than a day ago, or never."""
    with desk(told=False) as opened:
        from approvals.desk.heartbeat import heartbeat  # noqa: PLC0415 - the desk opens only for commands that need it

        found = heartbeat(opened, options.wall_clock())
    if shape is options.Shape.JSON:
        output.data(found.plain())
    elif not found.run or not found.ended:
        output.say(N_("The check never ran in this register."))
    else:
        ended = found.ended.astimezone(options.Given.offset).replace(tzinfo=None, second=0, microsecond=0)
        template = N_("The check ran last on {ended}, as of {today}: {raised} cards raised, {revoked} revoked; head {sequence} {hash}")
        output.say(template, **{**found.run._asdict(), "ended": ended, "today": date.fromisoformat(found.run.today), "hash": found.run.hash[:16]})
        if found.stale:
            output.say(N_("That is more than a day ago: run `approvals check`, and see that its timer works."))
    return int(found.stale)


def entries(kind: str) -> None:
    """Print entries ready to install, with the paths of this program and this register."""
    from approvals.files.settings import read_register  # noqa: PLC0415 - asked for once in the life of a register
    from approvals.render import schedule  # noqa: PLC0415 - see above

    root = folder()
    program, register = [sys.executable, "-m", "approvals"], str(root.resolve())
    title = _("Nightly check of the register of approvals")
    settings = read_register(root)
    tell = bool(settings.source and settings.source.table.get("notify"))
    text = schedule.systemd(program, register, login(), title, tell=tell) if kind == "systemd" else schedule.cron(program, register, tell=tell)
    output.lines(text.splitlines())
