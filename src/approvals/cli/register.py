"""`approvals register`: the register itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import destination, options, output, words
from approvals.cli.room import desk, examined
from approvals.errors import NoSuchThing, WrongUsage
from approvals.language import N_, spoken

if TYPE_CHECKING:
    from approvals.core.anchor import Anchor


def verify(
    anchor: Annotated[
        str,
        typer.Option(
            "--anchor", metavar=words.ANCHOR, help=N_("A head kept elsewhere: the file, or its number and hash as on paper. The chain must lead there.")
        ),
    ] = "",
    signers: Annotated[
        Path | None,
        typer.Option("--signers", metavar=words.FILE, help=N_("Also check who signed the file of --anchor: allowed signers, as ssh-keygen has them.")),
    ] = None,
    shape: options.Format = options.Shape.TABLE,
) -> int:
    """Prove that no event was changed and that stored dates follow from the events."""
    kept, signer = _kept(anchor, signers)
    with examined() as opened:
        from approvals.desk.verify import verify as verified  # noqa: PLC0415 - the desk opens only for commands that need it

        found = verified(opened, kept)
    told, noticed = ([spoken(sentence) for sentence in sentences] for sentences in (found.broken, found.noticed))
    if shape is options.Shape.JSON:
        anchored = {"anchor": kept.sequence if kept else None, "signer": signer or None}
        output.data({"events": found.events, "requests": found.requests, "head": found.head, "broken": told, "noticed": noticed, **anchored})
    else:
        output.lines([*told, *noticed])
        if kept and not found.broken:
            template = N_("Nothing up to event {sequence} was rewritten or cut off since that head was kept.")
            output.say(template, sequence=kept.sequence)
        if signer:
            output.say(N_("The head was signed by {signer}."), signer=signer)
        output.say(
            N_("{events} events and {requests} requests verified. Head of the chain: {head}"), events=found.events, requests=found.requests, head=found.head
        )
    return 1 if found.broken else 0


def _kept(anchor: str, signers: Path | None) -> "tuple[Anchor | None, str]":
    """Return the anchor that was given and who signed it; one typed from paper was signed by nobody."""
    if not anchor:
        if signers:
            raise WrongUsage(N_("--signers tells who may sign the file of --anchor: give that too."))
        return None, ""
    from approvals.core.anchor import anchor_from, written  # noqa: PLC0415 - few verifications have one

    file = Path(anchor)
    if typed := written(anchor):
        if signers:
            raise WrongUsage(N_("--signers tells who may sign the file of --anchor: give that too."))
        return typed, ""
    if not file.is_file():
        raise NoSuchThing(N_("There is no file {file}: check its name."), file=anchor)
    kept = anchor_from(file.read_bytes().decode("utf-8", "replace"), anchor)
    if not signers:
        return kept, ""
    from approvals.exchange.signature import signer_of  # noqa: PLC0415 - see above

    return kept, signer_of(file, signers)


def head(
    out: Annotated[Path | None, typer.Option("--out", metavar=words.FILE, help=N_("Write the head to this file, to be kept elsewhere."))] = None,
    sign: Annotated[Path | None, typer.Option("--sign", metavar=words.FILE, help=N_("Sign that file with this SSH key, by ssh-keygen."))] = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Show the head of the chain: kept elsewhere, it proves later that nothing before it was rewritten or cut off."""
    if sign and not out:
        raise WrongUsage(N_("--sign signs the file of --out: give that too."))
    with desk(told=False) as opened:
        from approvals.desk.anchoring import head as found  # noqa: PLC0415 - see verify

        last = found(opened)
    signature = _written(last, out, sign) if out else None
    if shape is options.Shape.JSON:
        files = {"file": str(out) if out else None, "signature": str(signature) if signature else None}
        output.data({"register": last.register, "name": last.name, "sequence": last.sequence, "hash": last.hash, "recorded_at": last.recorded_at, **files})
        return
    output.say(N_("{name}, event {sequence} of {recorded}"), name=last.name, sequence=last.sequence, recorded=last.recorded_at)
    output.lines([last.line])
    if signature:
        output.say(
            N_("Written to {file}, signed in {signature}: keep both where whoever writes to the register cannot."), file=str(out), signature=str(signature)
        )
    elif out:
        output.say(N_("Written to {file}: keep it where whoever writes to the register cannot."), file=str(out))


def _written(last: "Anchor", out: Path, key: Path | None) -> Path | None:
    """Write a head to a new file and sign it; a file that could not be signed is not left behind."""
    from approvals.core.anchor import anchor_text  # noqa: PLC0415 - see verify

    with out.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(anchor_text(last))
    destination.close_inside(out)
    if not key:
        return None
    from approvals.exchange.signature import sign  # noqa: PLC0415

    destination.live()  # for ssh-keygen may ask for the passphrase of the key
    try:
        signature = sign(out, key)
        destination.close_inside(signature)
    except BaseException:
        out.unlink()
        raise
    return signature


def rebuild() -> None:
    """Write every row that follows from events anew: requests, deadlines, cards and what the nightly check looks at."""
    with desk() as opened:
        from approvals.core.permission import Duty  # noqa: PLC0415
        from approvals.desk.permission import may_run  # noqa: PLC0415 - see verify
        from approvals.desk.rebuilding import rebuild as rebuilt  # noqa: PLC0415

        may_run(opened, Duty.REBUILD)
        output.say(N_("{requests} requests and their cards were written anew from the events."), requests=rebuilt(opened))
