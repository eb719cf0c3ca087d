"""How a request is completed (办结类型), how its result is delivered (送达方式), and what happens to a hearing (听证)."""

from collections.abc import Mapping
from enum import StrEnum

from approvals.language import N_


class Completion(StrEnum):
    """How a request is completed."""

    CERTIFICATE = "certificate"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    PLAIN = "plain"
    PAPER = "paper"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _COMPLETIONS[self], {}


_COMPLETIONS = {
    Completion.CERTIFICATE: N_("certificate issued"),
    Completion.RETURNED: N_("returned to the applicant"),
    Completion.FORWARDED: N_("forwarded upwards"),
    Completion.PLAIN: N_("completed without a certificate"),
    Completion.PAPER: N_("completed on paper"),
}


class Delivery(StrEnum):
    """How a result is delivered."""

    HANDED = "handed"
    TOLD = "told"
    POST = "post"
    ELECTRONIC = "electronic"
    NOTICE = "notice"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _DELIVERIES[self], {}


_DELIVERIES = {
    Delivery.HANDED: N_("handed over in person"),
    Delivery.TOLD: N_("told to fetch it"),
    Delivery.POST: N_("by post"),
    Delivery.ELECTRONIC: N_("electronically"),
    Delivery.NOTICE: N_("by public notice"),
}
DELIVERIES: Mapping[str, Delivery] = {
    "直接送达": Delivery.HANDED,
    "通知领取": Delivery.TOLD,
    "邮寄送达": Delivery.POST,
    "电子送达": Delivery.ELECTRONIC,
    "公告送达": Delivery.NOTICE,
}
"""The words of the law, as papers write them."""


class Hearing(StrEnum):
    """What happens to a hearing."""

    ASK = "ask"
    ANNOUNCE = "announce"
    HOLD = "hold"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _HEARINGS[self], {}


_HEARINGS = {Hearing.ASK: N_("hearing asked for"), Hearing.ANNOUNCE: N_("hearing announced"), Hearing.HOLD: N_("hearing held")}
