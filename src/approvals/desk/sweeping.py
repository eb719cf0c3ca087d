"""Long walks through a register without the garbage collector."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def nothing_swept() -> Iterator[None]:
    """Leave the garbage collector out: it would walk through everything that is held, again and again, and find nothing."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()
