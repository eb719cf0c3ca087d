"""Resident identity numbers (GB 11643) and unified social credit codes (GB 32100), checked with their check characters."""

from approvals.errors import WrongUsage
from approvals.language import N_


def checked_code(text: str) -> str:
    """Return an identity number or a credit code in its plain form; refuse one whose form or check character is wrong."""
    from stdnum.cn import ric, uscc  # noqa: PLC0415 - only a receipt with a code pays for it

    for kind in (ric, uscc):
        code: str = kind.compact(text)
        if kind.is_valid(code):
            return code
    raise WrongUsage(N_("That is neither an identity number nor a credit code: check each character, there are eighteen."))
