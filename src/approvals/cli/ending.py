"""`approvals request`, the verbs at the end: decision, completion, delivery, publication, fees, and every other way a request closes."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.choosing import Worded
from approvals.cli.recording import record, show_after
from approvals.cli.room import desk
from approvals.core import events
from approvals.core.dates import read_day, read_moment
from approvals.core.events import Outcome
from approvals.core.manner import DELIVERIES, Completion, Delivery
from approvals.core.words import checked_words
from approvals.errors import WrongUsage
from approvals.language import N_

if TYPE_CHECKING:
    from approvals.core.request import Request

Reason = Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why."), show_default=False)]


def decide(  # noqa: PLR0913, PLR0917 - one parameter an option
    numbers: options.Numbers,
    refused: Annotated[bool, typer.Option("--refused", help=N_("The decision is a refusal; without it, granted."))] = False,  # noqa: FBT002 - Typer's form of a flag
    reason: Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why it is refused."), show_default=False)] = "",
    remedies: Annotated[str, typer.Option("--remedies", metavar=words.TEXT, help=N_("The remedies told; those of the policy, if left out."))] = "",
    check_by: Annotated[
        date | None, typer.Option("--check-by", metavar=words.DATE, parser=read_day, help=N_("Granted on declaration, checked by this day."))
    ] = None,
    document: options.Document = "",
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Decide requests."""
    if reason and not refused:
        raise WrongUsage(N_("--reason says why something is refused: add --refused, or leave it out to grant."))
    event = events.Decided(
        Outcome.REFUSED if refused else Outcome.GRANTED,
        checked_words(reason, "--reason") if reason else "",
        checked_words(remedies, "--remedies") if remedies else "",
        document,
        check_by,
    )
    sentence = N_("{number} refused: {item_name}, {applicant}.") if refused else N_("{number} granted: {item_name}, {applicant}.")
    record(numbers, event, on, shape, sentence, prints=prints)


def check_declaration(
    number: options.Number,
    broken: Annotated[bool, typer.Option("--broken", help=N_("What was declared is not true."))] = False,  # noqa: FBT002 - Typer's form of a flag
    document: options.Document = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record the check after a grant on declaration."""
    record([number], events.DeclarationChecked(not broken, document), on, shape, N_("{number}: the declaration was checked."))


def complete(
    numbers: options.Numbers,
    kind: Annotated[
        str, typer.Option("--kind", click_type=Worded(Completion), metavar=words.COMPLETION, help=N_("certificate, returned, forwarded, plain or paper."))
    ] = "",
    certificate: Annotated[str, typer.Option("--certificate", metavar=words.DOCUMENT, help=N_("The number of the certificate."))] = "",
    valid_from: Annotated[
        date | None, typer.Option("--valid-from", metavar=words.DATE, parser=read_day, help=N_("From when the certificate is valid."))
    ] = None,
    valid_to: Annotated[date | None, typer.Option("--valid-to", metavar=words.DATE, parser=read_day, help=N_("Until when the certificate is valid."))] = None,
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Complete requests."""
    if certificate and len(numbers) > 1:
        raise WrongUsage(N_("A certificate belongs to one request: name one number."))
    event = events.Completed(kind or ("certificate" if certificate else ""), certificate, valid_from, valid_to)
    record(numbers, event, on, shape, N_("{number} completed: {item_name}, {applicant}."))


def deliver(
    numbers: options.Numbers,
    how: Annotated[
        str, typer.Option("--how", click_type=Worded(Delivery, also=DELIVERIES), metavar=words.DELIVERY, help=N_("handed, told, post, electronic or notice."))
    ] = "",
    record_number: Annotated[str, typer.Option("--record", metavar=words.DOCUMENT, help=N_("The number of the delivery record."))] = "",
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Deliver results."""
    record(numbers, events.Delivered(how, record_number), on, shape, N_("{number} delivered: {item_name}, {applicant}."), prints=prints)


def publish(
    numbers: options.Numbers,
    where: Annotated[str, typer.Option("--where", metavar=words.TEXT, help=N_("Where the decision was published."))] = "",
    reason: Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Publish instead why the promise was overrun."))] = "",
    prints: options.Print = False,  # noqa: FBT002 - Typer's form of a flag
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record a publication: the decision, or the reason of an overrun."""
    if prints and not reason:
        raise WrongUsage(N_("Only the reason of an overrun is a document: add --reason, or leave out --print."))
    event = events.Published(where, checked_words(reason, "--reason") if reason else "")
    record(numbers, event, on, shape, N_("{number}: publication recorded."), prints=prints)


def fee(
    number: options.Number,
    due: Annotated[str, typer.Option("--due", metavar=words.AMOUNT, help=N_("A fee that falls due, in yuan."))] = "",
    paid: Annotated[str, typer.Option("--paid", metavar=words.AMOUNT, help=N_("A fee that was paid, in yuan."))] = "",
    receipt: Annotated[str, typer.Option("--receipt", metavar=words.DOCUMENT, help=N_("The number of the receipt."))] = "",
    basis: Annotated[str, typer.Option("--basis", metavar=words.TEXT, help=N_("The law that allows the fee."))] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record a fee due or paid."""
    if bool(due) == bool(paid):
        raise WrongUsage(N_("Say either what falls due with --due, or what was paid with --paid."))
    amount = _amount(due or paid)
    if paid and not receipt:
        raise WrongUsage(N_("A payment has a receipt: add --receipt with its number."))
    record([number], events.FeeDue(amount, basis) if due else events.FeePaid(amount, receipt), on, shape, N_("{number}: fee recorded."))


def _amount(text: str) -> str:
    whole, _point, cents = text.partition(".")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 12 and (not cents or (cents.isascii() and cents.isdigit() and len(cents) <= 2))):  # noqa: PLR2004 - yuan and cents
        raise WrongUsage(N_("“{text}” is no amount: write yuan like 80 or 80.50."), text=text[:40])
    return text


def withdraw(
    numbers: options.Numbers,
    reason: Annotated[str, typer.Option("--reason", metavar=words.TEXT, help=N_("Why the applicant takes it back."), show_default=False)] = "",
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Record that applicants take their application back."""
    record(numbers, events.Withdrawn(checked_words(reason, "--reason") if reason else ""), on, shape, N_("{number} withdrawn: {item_name}, {applicant}."))


def lapse(number: options.Number, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Close a request whose supplement never came, where a law or the policy allows it."""
    with desk() as opened:
        from approvals.desk.request import record_made as write  # noqa: PLC0415

        def made(request: "Request") -> events.Event:
            law = opened.law(request.item)
            rule = law.supplement(request)
            return events.Lapsed((rule.lapse_basis if rule else "") or law.practice.lapse_basis)

        row = write(opened, number, made, on or options.today())
        show_after(opened, [row], shape, N_("{number} closed: the supplement never came."), on, single=True)


def terminate(number: options.Number, reason: Reason, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Terminate the review of a request."""
    record([number], events.Terminated(checked_words(reason, "--reason")), on, shape, N_("{number} terminated: {item_name}, {applicant}."))


def void(number: options.Number, reason: Reason, on: options.On = None, shape: options.Format = options.Shape.TABLE) -> None:
    """Void a request: it stays, with its reason, and is counted."""
    record([number], events.Voided(checked_words(reason, "--reason")), on, shape, N_("{number} is void: {item_name}, {applicant}."))


def _name(text: str, option: str) -> str:
    return checked_words(text, option) if text else ""


def amend(  # noqa: PLR0913, PLR0917 - one parameter an option
    number: options.Number,
    reason: Reason,
    sequence: Annotated[
        int, typer.Argument(metavar=words.SEQUENCE, help=N_("Which event, by its number in the history; the receipt, if left out."), show_default=False)
    ] = 0,
    happened_on: Annotated[date | None, typer.Option("--happened-on", metavar=words.DATE, parser=read_moment, help=N_("When it really happened."))] = None,
    struck: Annotated[bool, typer.Option("--struck", help=N_("It never happened."))] = False,  # noqa: FBT002 - Typer's form of a flag
    applicant: Annotated[str, typer.Option("--applicant", metavar=words.NAME, help=N_("The applicant's right name."))] = "",
    contact: Annotated[str, typer.Option("--contact", metavar=words.NAME, help=N_("The right name of the contact."))] = "",
    legal_representative: Annotated[
        str, typer.Option("--legal-representative", metavar=words.NAME, help=N_("The right name of the legal representative."))
    ] = "",
    fields: Annotated[
        list[str] | None,
        typer.Option("--set", metavar=words.SETTING, help=N_("A word of the event put right, like document=云开资规〔2026〕7号; once for each.")),
    ] = None,
    on: options.On = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Amend an event: the history keeps both, the deadlines follow."""
    if not (happened_on or struck or applicant or contact or legal_representative or fields):
        raise WrongUsage(N_("Say what is put right: --happened-on, --applicant, --contact, --legal-representative, --set or --struck."))
    pairs: list[str] = []
    for text in fields or ():
        name, equals, value = text.partition("=")
        if not equals:
            raise WrongUsage(N_("“{text}” sets nothing: write NAME=VALUE."), text=text[:60])
        pairs += [name.strip(), value.strip()]
    if happened_on and happened_on > options.today():
        raise WrongUsage(N_("{date} lies in the future: say when it happened."), date=happened_on)
    change = events.Amended(checked_words(reason, "--reason"), happened_on.isoformat() if happened_on else "", struck, tuple(pairs))
    change = change._replace(
        applicant=_name(applicant, "--applicant"),
        contact=_name(contact, "--contact"),
        legal_representative=_name(legal_representative, "--legal-representative"),
    )
    with desk() as opened:
        from approvals.desk.history import entries_of  # noqa: PLC0415
        from approvals.desk.listing import row_of  # noqa: PLC0415
        from approvals.desk.request import amend as write  # noqa: PLC0415

        entries = entries_of(opened, row_of(opened, number).number)
        event = sequence or entries[0].sequence or 0
        row = write(opened, number, event, change, on or options.today())
        show_after(opened, [row], shape, N_("{number}: event amended."), None, single=True, leads=False)
        if shape is options.Shape.TABLE:
            from approvals.cli.amended import say_changes  # noqa: PLC0415

            say_changes(next(entry for entry in entries if entry.sequence == event), change)


def slip(number: options.Number) -> None:
    """Print the slip that the applicant takes home: both dates and a query code."""
    with desk() as opened:
        from approvals.cli.request_pages import slip_page  # noqa: PLC0415
        from approvals.desk.listing import row_of  # noqa: PLC0415

        slip_page(opened, row_of(opened, number), opened.today)


def status(
    code: Annotated[str, typer.Argument(metavar=words.CODE, help=N_("The query code on the slip."), show_default=False)],
    today: options.Today = None,
    shape: options.Format = options.Shape.TABLE,
) -> None:
    """Answer a query code, with nothing personal."""
    with desk(today) as opened:
        from approvals.cli.request_pages import dates_of  # noqa: PLC0415
        from approvals.core.stage import Stage  # noqa: PLC0415
        from approvals.desk.history import by_query_code  # noqa: PLC0415
        from approvals.desk.listing import view  # noqa: PLC0415

        seen = view(opened, by_query_code(opened, code), opened.today)
        if shape is options.Shape.JSON:
            names = ("number", "item_name", "department_name", "stage", "received_on", "accepted_on", "promised_due", "statutory_due", "completed_on")
            output.data({name: value for name, value in seen._asdict().items() if name in names})
            return
        output.say(N_("{number}  {item_name}, {department_name}"), **seen._asdict())
        output.say(N_("  stage: {stage}"), stage=Stage(seen.stage))
        for template, values in dates_of(seen):
            output.say(template, **values)
