"""The table of commands: for each its place, its sentence, and an example that works on the sample register."""

from collections.abc import Callable, Sequence

import click
from typer.core import TyperOption

from approvals.cli import options, output, words
from approvals.cli.lazy import Menu, Noun, Verb
from approvals.errors import WrongUsage
from approvals.files.place import find_register
from approvals.language import N_, _, named

PROGRAM = Noun(
    N_("The register of administrative approvals and their time limits."),
    {
        "init": Verb("init:init", N_("Make a new register in a folder."), "init my-register"),
        "adopt": Verb("adopt:adopt", N_("Put edited files into force: guide, calendar, policy, staff."), "adopt calendar --yes"),
        "due": Verb("due:due", N_("Count a time limit and say on which day it ends."), 'due --limit "20 工作日" --from 2026-03-02'),
        "check": Verb("check:check", N_("Raise the warnings and cards that became due; prints only what is new."), "check --today 2026-04-01"),
        "demo": Verb("demo:demo", N_("Build the sample register, fill it, and run the nightly check before your eyes."), "demo demo-register"),
        "request": Noun(
            N_("Requests: their events, their stage, their deadlines."),
            {
                "receive": Verb(
                    "request:receive", N_("Receive an application; it gets its number at once."), "request receive GH-03 --applicant 云岭科技有限公司"
                ),
                "accept": Verb("request:accept", N_("Accept requests: their clock starts."), "request accept 2026-0005"),
                "decline": Verb("request:decline", N_("Do not accept a request, and say why."), "request decline 2026-0005 --ground 不属本机关职权"),
                "decide": Verb("request:decide", N_("Decide requests: granted, or refused with a reason."), "request decide 2026-0003"),
                "complete": Verb("request:complete", N_("Complete requests."), "request complete 2026-0004"),
                "deliver": Verb("request:deliver", N_("Deliver the results of requests."), "request deliver 2026-0001"),
                "withdraw": Verb("request:withdraw", N_("Record that applicants take their requests back."), "request withdraw 2026-0005"),
                "settle": Verb("request:settle", N_("Settle an on-the-spot item, from receipt to completion."), "request settle SC-01 --applicant 王伟"),
                "show": Verb("request:show", N_("Show a request with its history and its deadlines."), "request show 2026-0003"),
                "list": Verb("request:list_", N_("List requests, the most urgent first."), "request list --level red"),
                "explain": Verb("request:explain", N_("Tell the deadlines of a request day by day."), "request explain 2026-0003"),
                "import": Verb(
                    "importing:import_requests", N_("Load requests or their events from a CSV file."), "request import log.csv --map permit-receipt-log.toml"
                ),
            },
        ),
        "guide": Noun(
            N_("The guide: departments, their items, and each limit with its law."),
            {
                "list": Verb("guide:list_", N_("List the items."), "guide list --department GH"),
                "show": Verb("guide:show", N_("Show an item as its department publishes it."), "guide show GH-03"),
                "search": Verb("guide:search", N_("Find items by their name."), "guide search 施工许可"),
                "check": Verb("guide:check", N_("Report every problem of every file of the guide."), "guide check"),
            },
        ),
        "calendar": Noun(
            N_("The calendar: holidays and make-up workdays by circular."),
            {
                "add": Verb("calendar:add", N_("Draft the file of a year."), "calendar add 2006"),
                "show": Verb("calendar:show", N_("Show a year at a glance."), "calendar show 2026"),
                "check": Verb("calendar:check", N_("Report every problem of every file of the calendar."), "calendar check"),
            },
        ),
        "report": Noun(
            N_("Reports."),
            {"declared": Verb("report:declared", N_("Tell where our computed date differs from the declared one."), "report declared")},
        ),
        "register": Noun(
            N_("The register itself."),
            {"verify": Verb("register:verify", N_("Prove that no event was changed and that stored dates follow from the events."), "register verify")},
        ),
    },
)


def build() -> Menu:
    """Return the program as a group of commands; none of their modules is imported yet."""
    return Menu("approvals", PROGRAM, _everywhere, [*_everywhere(hidden=False), _version()])


def run(arguments: Sequence[str]) -> int:
    """Run a line and return its exit code: 0, or what the command returns. Refusals and usage errors are raised."""
    options.Given.person = options.Given.language = None
    program = build()
    try:
        with program.make_context("approvals", list(arguments)) as context:
            return program.invoke(context) or 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code


def _everywhere(*, hidden: bool = True) -> list[click.Parameter]:
    return [
        _given("--register", words.FOLDER, _register, N_("The folder of the register. Stands anywhere on the line."), hidden=hidden),
        _given("--as", words.PERSON, _person, N_("Who acts: an id of staff.toml. Stands anywhere on the line."), hidden=hidden),
        _given("--lang", words.LANGUAGE, _language, N_("zh_CN or en. Stands anywhere on the line."), hidden=hidden),
    ]


def _given(option: str, metavar: str, take: Callable[[str], None], help_: str, *, hidden: bool) -> TyperOption:
    def callback(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
        if value is not None:
            take(value)

    return TyperOption(param_decls=[option], type=click.STRING, metavar=_(metavar), callback=callback, help=_(help_), hidden=hidden, expose_value=False)


def _register(value: str) -> None:
    options.Given.register = find_register(value)


def _person(value: str) -> None:
    options.Given.person = value


def _language(value: str) -> None:
    options.Given.language = named(value)
    if options.Given.language is None:
        raise WrongUsage(N_("There is no language {value} here: write zh_CN or en."), value=value)


def _version() -> TyperOption:
    def callback(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's signature
        if value:
            from approvals import __version__  # noqa: PLC0415 - reading the package's metadata takes a while

            output.lines([f"approvals {__version__}"])
            context.exit()

    return TyperOption(param_decls=["--version"], is_flag=True, is_eager=True, expose_value=False, callback=callback, help=_("Show the version and exit."))
