"""The sheets that papers are printed on."""

from enum import StrEnum


class Size(StrEnum):
    """The size of a sheet."""

    A4 = "a4"
    A5 = "a5"
