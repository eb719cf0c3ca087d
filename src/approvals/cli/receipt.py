"""`approvals request`, the verbs up to acceptance: receipt, supplements, acceptance, non-acceptance."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, words
from approvals.cli.choosing import Worded
from approvals.cli.recording import record, record_made, show_after
from approvals.cli.room import desk
from approvals.core import events
from approvals.core.applicant import ApplicantType
from approvals.core.dates import day_of, read_day
from approvals.core.stage import Stage
from approvals.core.words import checked_words
from approvals.errors import NotAllowed, WrongUsage
from approvals.language import N_, _

if TYPE_CHECKING:
    from approvals.core.request import Request
    from approvals.desk.listing import RequestView

ItemCode = Annotated[str, typer.Argument(metavar=words.ITEM, help=N_("The code of the item, like GH-03."), show_default=False)]
Applicant = Annotated[str, typer.Option("--applicant", metavar=words.NAME, help=N_("Who applies."), show_default=False)]
Missing = Annotated[
    list[str] | None,
    typer.Option("--missing", metavar=words.MATERIAL, help=N_("A material of the item, by its number or name; once for each, or with commas.")),
]


IdCode = Annotated[
    str,
    typer.Option(
        "--id-code", metavar=words.CODE, help=N_("The applicant's identity number or credit code; shown masked. `-` asks for it, so that no history keeps it.")
    ),
]

RECEIVED = N_("{number} received: {item} {item_name}, {applicant}.")
SETTLED = N_("{number} settled: {item} {item_name}, {applicant}.")


Kind = Annotated[
    ApplicantType | None, typer.Option("--applicant-type", click_type=Worded(ApplicantType), help=N_("What kind of applicant; the code tells it, if left out."))
]
Contact = Annotated[str, typer.Option("--contact", metavar=words.NAME, help=N_("Whom to ask on the applicant's side."))]
Representative = Annotated[str, typer.Option("--legal-representative", metavar=words.NAME, help=N_("The legal representative of an organisation."))]


def receive(  # noqa: PLR0913, PLR0917 - one parameter an option
    item: Annotated[
        str,
        typer.Argument(
            metavar=words.ITEM,
            help=N_("The item, by its code, like GH-03; asked for in a terminal, where nothing is given."),
            show_default=False,
        ),
    ] = "",
    applicant: Annotated[str, typer.Option("--applicant", metavar=words.NAME, help=N_("Who applies."), show_default=False)] = "",
    channel: Annotated[str, typer.Option("--channel", metavar=words.TEXT, help=N_("How it came in: counter, online, post …"))] = "",
    agent: Annotated[str, typer.Option("--agent", metavar=words.NAME, help=N_("Who acts for the applicant."))] = "",
    third_parties: Annotated[
        list[str] | None, typer.Option("--third-party", metavar=words.NAME, help=N_("Somebody whose interests it touches (行政许可法 36, 47)."))
    ] = None,
    electronic: Annotated[bool, typer.Option("--electronic", help=N_("The applicant agrees to electronic delivery."))] = False,  # noqa: FBT002 - Typer's form of a flag
    renews: Annotated[str, typer.Option("--renews", metavar=words.DOCUMENT, help=N_("The certificate to be renewed."))] = "",
    expires: Annotated[date | None, typer.Option("--expires", metavar=words.DATE, parser=read_day, help=N_("When that certificate expires."))] = None,
    id_code: IdCode = "",
    no_input: Annotated[bool, typer.Option("--no-input", help=N_("Never ask; refuse what is missing."))] = False,  # noqa: FBT002 - Typer's form of a flag
    applicant_type: Kind = None,
    contact: Contact = "",
    legal_representative: Representative = "",
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Receive an application; without item and applicant they are asked for, in a terminal."""
    asks = not item and not applicant and _asking(no_input=no_input)
    if not asks and not (item and applicant):
        template = N_("Name item and applicant: `approvals request receive {item} --applicant {applicant}`. Where neither is given, a terminal asks.")
        raise WrongUsage(template, item=item or _(words.ITEM), applicant=applicant or _(words.NAME))
    if bool(renews) != bool(expires):
        raise WrongUsage(N_("A renewal names the certificate and its last day: --renews and --expires go together."))
    event = events.Received(
        item,
        "" if asks else checked_words(applicant, "--applicant"),
        channel=checked_words(channel, "--channel") if channel else "",
        agent=_name(agent, "--agent"),
        third_parties="、".join(checked_words(name, "--third-party") for name in third_parties or ()),
        electronic=electronic,
        renews=renews,
        expires=expires,
        id_code=_asked(id_code),
        applicant_type=applicant_type,
        contact=_name(contact, "--contact"),
        legal_representative=_name(legal_representative, "--legal-representative"),
    )
    with desk() as opened:
        if asks:
            from approvals.cli.receiving import receive_asked  # noqa: PLC0415 - only where somebody is asked

            receive_asked(opened, event, on, shape, prints=prints)
            return
        from approvals.desk.request import receive_request  # noqa: PLC0415

        show_after(opened, [receive_request(opened, event, on or options.today())], shape, RECEIVED, on, single=True, prints=prints)


def _asking(*, no_input: bool) -> bool:
    from approvals.cli.asking import answering  # noqa: PLC0415 - a line with arguments never asks

    return not no_input and answering()


def _name(text: str, option: str) -> str:
    return checked_words(text, option) if text else ""


def _asked(code: str) -> str:
    """Return a code, asked for without showing it where it is `-`."""
    from approvals.cli.shift import secret  # noqa: PLC0415 - hardly any receipt asks

    return secret(N_("Code of the applicant: ")) if code == "-" else code


def settle(  # noqa: PLR0913, PLR0917 - one parameter an option
    item: ItemCode,
    applicant: Applicant,
    id_code: IdCode = "",
    applicant_type: Kind = None,
    contact: Contact = "",
    legal_representative: Representative = "",
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Settle an on-the-spot item."""
    event = events.Received(
        item,
        checked_words(applicant, "--applicant"),
        id_code=_asked(id_code),
        applicant_type=applicant_type,
        contact=_name(contact, "--contact"),
        legal_representative=_name(legal_representative, "--legal-representative"),
    )
    with desk() as opened:
        from approvals.desk.request import settle_request  # noqa: PLC0415

        show_after(
            opened,
            [settle_request(opened, event, on or options.today())],
            shape,
            SETTLED,
            on,
            single=True,
            prints=prints,
        )


def accept(  # noqa: PLR0913, PLR0917 - one parameter an option
    numbers: options.Numbers,
    document: options.Document = "",
    following: Annotated[
        list[str] | None, typer.Option("--following", metavar=words.MATERIAL, help=N_("A material that may follow (容缺受理), by its number or name."))
    ] = None,
    follow_by: Annotated[date | None, typer.Option("--follow-by", metavar=words.DATE, parser=read_day, help=N_("By when the materials follow."))] = None,
    case: Annotated[str, typer.Option("--case", metavar=words.TEXT, help=N_("Which of the item's cases it is."))] = "",
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Accept requests."""
    sentence = N_("{number} accepted: {item_name}, {applicant}.")
    if not following:
        record(numbers, events.Accepted(document, follow_by=follow_by, case=case), on, shape, sentence, prints=prints)
        return
    if len(numbers) > 1:
        raise WrongUsage(N_("Materials to follow belong to one request: name one number."))

    def made(_request: "Request", materials: list[str]) -> events.Event:
        return events.Accepted(document, _named(following, materials), follow_by, case)

    record_made(numbers[0], made, on, shape, sentence, prints=prints)


def decline(
    number: options.Number,
    ground: Annotated[str, typer.Option("--ground", metavar=words.TEXT, help=N_("Why it is not accepted."), show_default=False)],
    authority: Annotated[str, typer.Option("--authority", metavar=words.NAME, help=N_("Which authority is competent, where this one is not."))] = "",
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Decline a request."""
    record(
        [number],
        events.Declined(checked_words(ground, "--ground"), authority),
        on,
        shape,
        N_("{number} not accepted: {item_name}, {applicant}."),
        prints=prints,
    )


def mend(
    number: options.Number,
    what: Annotated[str, typer.Argument(metavar=words.TEXT, help=N_("What was put right."), show_default=False)],
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record a mistake put right over the counter."""
    record([number], events.Mended(checked_words(what, words.TEXT)), on, shape, N_("{number}: mended on the spot, no round of supplements."))


def supplement(  # noqa: PLR0913, PLR0917 - one parameter an option
    number: options.Number,
    missing: Missing = None,
    document: options.Document = "",
    arising: Annotated[bool, typer.Option("--arising", help=N_("The defect first arose in what was supplied."))] = False,  # noqa: FBT002 - Typer's form of a flag
    supply_by: Annotated[date | None, typer.Option("--by", metavar=words.DATE, parser=read_day, help=N_("Until when the applicant is to supply it."))] = None,
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Tell the applicant, once and completely, what is missing."""

    def made(_request: "Request", materials: list[str]) -> events.Event:
        return events.SupplementRequested(_named(missing, materials), document, arising, supply_by)

    record_made(number, made, on, shape, N_("{number}: the applicant is told what is missing."), prints=prints)


def supplied(
    number: options.Number,
    everything: Annotated[bool, typer.Option("--all", help=N_("All that was asked for; the default without --missing."))] = False,  # noqa: FBT002 - Typer's form of a flag
    missing: Missing = None,
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record what the applicant handed in; all of it is acceptance that day."""
    if everything and missing:
        raise WrongUsage(N_("{first} and {second} do not go together: leave one out."), first="--all", second="--missing")

    def made(request: "Request", materials: list[str]) -> events.Event:
        asked = request.rounds[-1].outstanding if request.rounds else ()
        still = _named(missing, materials)
        for material in still:
            if material not in asked:
                raise NotAllowed(N_("“{material}” was not asked for: outstanding are {missing}."), material=material, missing=asked or "—")
        return events.Supplied(tuple(material for material in asked if material not in still), complete=not still)

    def said(seen: "RequestView") -> str:
        accepted = not missing and seen.stage == Stage.ACCEPTED and seen.accepted_on == day_of(on or options.today()).isoformat()
        return N_("{number}: all is supplied, and with it accepted: {item_name}, {applicant}.") if accepted else N_("{number}: supplements recorded.")

    record_made(number, made, on, shape, said, prints=prints)


def _named(texts: list[str] | None, materials: list[str]) -> tuple[str, ...]:
    """Return the materials that people name by number, by name, or by a part of a name that fits just one."""
    found: list[str] = []
    for text in (part.strip() for written in texts or () for part in written.replace("，", ",").split(",")):
        if text.isdigit() and 0 < int(text) <= len(materials):
            found.append(materials[int(text) - 1])
        elif text:
            fitting = [material for material in materials if text in material]
            found.append(fitting[0] if len(fitting) == 1 else checked_words(text, "--missing"))
    return tuple(dict.fromkeys(found))
