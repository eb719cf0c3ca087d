"""Whoever waits for a long piece of work, and is told how far it is: nobody, unless the command line puts somebody in the place."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

T = TypeVar("T")
Total = int | Callable[[], int]
"""How many pieces there are; a function, where it takes a question to know it and nobody may be waiting."""


class Waiting:
    """Nobody waits: nothing is counted, and nothing told."""

    def part(self, total: Total) -> "AbstractContextManager[Callable[[int], object]]":
        """Begin a piece of work of so many pieces; call what it returns for pieces that are done."""
        del total
        return nullcontext(_nobody)

    def through(self, things: Iterable[T], total: Total) -> Iterable[T]:
        """Return the things, each a piece of work that is done when the next is asked for."""
        del total
        return things


NOBODY = Waiting()


class Told(Waiting):
    """Somebody waits: `begin` makes of a total what is called for pieces that are done."""

    def __init__(self, begin: "Callable[[int], AbstractContextManager[Callable[[int], object]]]") -> None:
        """Take what tells."""
        self._begin = begin

    def part(self, total: Total) -> "AbstractContextManager[Callable[[int], object]]":
        """Begin a piece of work."""
        return self._begin(total if isinstance(total, int) else total())

    def through(self, things: Iterable[T], total: Total) -> Iterable[T]:
        """Tell of each thing when the next is asked for."""
        return self._told(things, total)

    def _told(self, things: Iterable[T], total: Total) -> Iterator[T]:
        with self.part(total) as done:
            for thing in things:
                yield thing
                done(1)


def _nobody(_pieces: int) -> None:
    """Take a number of pieces that nobody waits for."""
