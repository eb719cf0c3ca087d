"""SHA-256 as CPython brings it, which `hashlib` falls back on: the two hashes of a short command are not worth loading OpenSSL for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256 as sha256  # noqa: PLC0414 - so that type checkers know what it is
else:
    from importlib import import_module
    from importlib.util import find_spec

    # Its name since Python 3.12, its name before, and what stands in where it was left out.
    sha256 = next(import_module(name) for name in ("_sha2", "_sha256", "hashlib") if find_spec(name)).sha256
