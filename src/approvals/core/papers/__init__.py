"""From a request to the words of its documents. All of them are Chinese, whatever language the screen speaks: they are legal papers for citizens."""

from approvals.core.document import Document
from approvals.core.papers import ending, handling, receipt
from approvals.core.papers.brief import Brief

__all__ = ["Brief", "compose"]

_COMPOSE = {**receipt.COMPOSE, **handling.COMPOSE, **ending.COMPOSE}


def compose(brief: Brief) -> Document:
    """Return the document that a brief asks for."""
    return _COMPOSE[brief.kind](brief)
