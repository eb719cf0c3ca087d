"""Entries for cron and systemd, ready to install: the nightly check, and handing on what it raised."""

import shlex
from collections.abc import Sequence

_SERVICE = """\
# /etc/systemd/system/approvals-check.service
[Unit]
Description={title}

[Service]
Type=oneshot
User={user}
UMask=0007
ExecStart={check}
{notify}
# 1 says that it found something, or that a message was not taken yet: the job itself did its work.
SuccessExitStatus=1
"""
_TIMER = """\
# /etc/systemd/system/approvals-check.timer
[Unit]
Description={title}

[Timer]
OnCalendar=*-*-* 01:00:00
Persistent=true

[Install]
WantedBy=timers.target

# systemctl daemon-reload && systemctl enable --now approvals-check.timer
"""


def systemd(program: Sequence[str], register: str, user: str, title: str, *, tell: bool = True) -> str:
    """Return the service and the timer; words are quoted as systemd reads them.

    `tell` says whether the register names a command for messages: without one `notify` fails, and the service with it. It is a comment then.
    """
    check, notify = (" ".join(map(_unit_word, (*program, verb, "--register", register))) for verb in ("check", "notify"))
    second = f"ExecStart={notify}" if tell else f"# When register.toml has [notify]:\n# ExecStart={notify}"
    return _SERVICE.format(title=title, user=user, check=check, notify=second) + "\n" + _TIMER.format(title=title)


def _unit_word(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if escaped != word or any(character.isspace() or character in "';" for character in word) else word


def cron(program: Sequence[str], register: str, *, tell: bool = True) -> str:
    """Return the line of a crontab, with `notify` only if there is whom to tell; cron reads % as the end of the line unless it is escaped."""
    check, notify = (" ".join(map(shlex.quote, (*program, verb, "--register", register))) for verb in ("check", "notify"))
    log = shlex.quote(f"{register}/check.log")
    both = f"{check}; {notify};" if tell else f"{check};"
    return f"0 1 * * * {{ {both} }} >> {log} 2>&1".replace("%", "\\%") + "\n"
