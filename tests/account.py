"""Whose account a line is typed from."""

from types import SimpleNamespace

import pytest


def act_from(person: str, patch: pytest.MonkeyPatch) -> None:
    """Let every line come from the account of a person.

    The system's answer is replaced and not `login` of `cli/room.py`: a command imported meanwhile would keep the replaced one.
    """
    patch.setattr("pwd.getpwuid", lambda _user: SimpleNamespace(pw_name=person))
