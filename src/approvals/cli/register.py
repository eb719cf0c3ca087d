"""`approvals register`: the register itself."""

from approvals.cli import options, output
from approvals.cli.room import desk
from approvals.language import N_, spoken


def verify(shape: options.Format = options.Shape.TABLE) -> int:
    """Prove that no event was changed and that stored dates follow from the events."""
    with desk() as opened:
        from approvals.desk.verify import verify as verified  # noqa: PLC0415 - the desk opens only for commands that need it

        found = verified(opened)
    told = [spoken(sentence) for sentence in found.broken]
    if shape is options.Shape.JSON:
        output.data({"events": found.events, "requests": found.requests, "head": found.head, "broken": told})
    else:
        output.lines(told)
        output.say(
            N_("{events} events and {requests} requests verified. Head of the chain: {head}"), events=found.events, requests=found.requests, head=found.head
        )
    return 1 if found.broken else 0
