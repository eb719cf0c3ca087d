"""The verbs of the board: a key and a short word for each, in the order in which they are offered."""

from collections.abc import Sequence

from approvals.language import N_
from approvals.record import NamedTuple


class Key(NamedTuple):
    """A verb of a noun of the table of commands, the key that calls it, and the word that stands beside the key."""

    key: str
    verb: str
    word: str


ON_REQUEST: Sequence[Key] = (
    Key("a", "accept", N_("accept")),
    Key("s", "supplement", N_("supplement")),
    Key("u", "supplied", N_("supplements in")),
    Key("x", "decline", N_("decline")),
    Key("m", "mend", N_("mend")),
    Key("d", "decide", N_("decide")),
    Key("c", "complete", N_("complete")),
    Key("v", "deliver", N_("deliver")),
    Key("p", "print", N_("print")),
    Key("h", "hand-over", N_("hand over")),
    Key("t", "step", N_("step")),
    Key("z", "stop", N_("stop")),
    Key("r", "resume", N_("resume")),
    Key("e", "extend", N_("extend")),
    Key("g", "assign", N_("assign")),
    Key("i", "inspect", N_("inspect")),
    Key("b", "publish", N_("publish")),
    Key("f", "fee", N_("fee")),
    Key("w", "withdraw", N_("withdraw")),
    Key("j", "joint", N_("joint")),
    Key("y", "hearing", N_("hearing")),
    Key("k", "case", N_("case")),
    Key("o", "forward", N_("forward")),
    Key("R", "returned", N_("returned")),
    Key("D", "declaration", N_("declaration")),
    Key("L", "lapse", N_("lapse")),
    Key("T", "terminate", N_("terminate")),
    Key("A", "amend", N_("amend")),
    Key("V", "void", N_("void")),
    Key("U", "undo", N_("undo")),
    Key("E", "rate", N_("rate")),
    Key("l", "slip", N_("slip")),
)
NEW: Sequence[Key] = (Key("n", "receive", N_("receive")), Key("N", "settle", N_("settle")))
"""What needs no request."""
ON_CARD: Sequence[Key] = (
    Key("t", "tell", N_("tell")),
    Key("a", "appeal", N_("appeal")),
    Key("p", "reply", N_("reply")),
    Key("c", "confirm", N_("confirm")),
    Key("x", "cancel", N_("cancel")),
    Key("u", "rule", N_("rule")),
    Key("o", "order", N_("issue an order")),
    Key("v", "revoke", N_("revoke")),
)
