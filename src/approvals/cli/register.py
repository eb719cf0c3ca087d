"""`approvals register`: the register itself."""

from approvals.cli import options, output
from approvals.cli.room import desk, examined
from approvals.language import N_, spoken


def verify(shape: options.Format = options.Shape.TABLE) -> int:
    """Prove that no event was changed and that stored dates follow from the events."""
    with examined() as opened:
        from approvals.desk.verify import verify as verified  # noqa: PLC0415 - the desk opens only for commands that need it

        found = verified(opened)
    told, noticed = ([spoken(sentence) for sentence in sentences] for sentences in (found.broken, found.noticed))
    if shape is options.Shape.JSON:
        output.data({"events": found.events, "requests": found.requests, "head": found.head, "broken": told, "noticed": noticed})
    else:
        output.lines([*told, *noticed])
        output.say(
            N_("{events} events and {requests} requests verified. Head of the chain: {head}"), events=found.events, requests=found.requests, head=found.head
        )
    return 1 if found.broken else 0


def rebuild() -> None:
    """Write every row that follows from events anew: requests, deadlines, cards and what the nightly check looks at."""
    with desk() as opened:
        from approvals.core.permission import Duty  # noqa: PLC0415
        from approvals.desk.permission import may_run  # noqa: PLC0415 - see verify
        from approvals.desk.rebuilding import rebuild as rebuilt  # noqa: PLC0415

        may_run(opened, Duty.ADOPT)
        output.say(N_("{requests} requests and their cards were written anew from the events."), requests=rebuilt(opened))
