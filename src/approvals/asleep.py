"""Modules of the standard library that our libraries name at their top and a short command never asks for anything: read when first asked.

Typer and Click name them for what they do seldom: open a browser, guess a shell, wrap a help text. Unread they cost nothing; read, they are
a twentieth of what `approvals request show` costs.
"""

import sys
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType

SELDOM = ("bz2", "ipaddress", "locale", "lzma", "shellingham", "subprocess", "textwrap", "tokenize")
"""Used only inside functions by whatever names them, and written in Python: an extension is read when it is made."""


class Asleep(ModuleType):
    """A module in its place that is read when it is first asked for something it would hold, by whichever thread asks first."""

    _lock = RLock()
    _being_read: set[str] = set()  # noqa: RUF012 - one for all of them

    def __getattr__(self, name: str) -> object:
        """Read the module and return what it holds."""
        with self._lock:
            if isinstance(self, Asleep):
                if self.__name__ in self._being_read:  # by this thread, which is not done with it
                    raise AttributeError(name)
                self._being_read.add(self.__name__)
                if self.__spec__ and self.__spec__.loader:
                    self.__spec__.loader.exec_module(self)
                object.__setattr__(self, "__class__", ModuleType)
        return getattr(self, name)


def lay_asleep() -> None:
    """Put each module that is not read yet into its place."""
    for name in SELDOM:
        if name not in sys.modules and (spec := find_spec(name)) and spec.loader:
            sys.modules[name] = module = module_from_spec(spec)
            module.__class__ = Asleep
