"""By what a rule file is known again."""

from approvals.sha256 import sha256


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a file's text in UTF-8, without the mark (BOM) some editors put before it."""
    return sha256(content.removeprefix(b"\xef\xbb\xbf")).hexdigest()
