"""The table of commands: for each its place, its sentence, and an example that works on the sample register."""

from collections.abc import Callable, Sequence

import click
from typer.core import TyperOption

from approvals.cli import destination, options, output, words
from approvals.cli.lazy import Menu, Noun, Verb
from approvals.cli.oversight import OVERSIGHT
from approvals.core.words import checked_words
from approvals.errors import WrongUsage
from approvals.files.place import find_register
from approvals.language import N_, _, named

PROGRAM = Noun(
    N_("The register of administrative approvals and their time limits."),
    {
        "help": Verb("helping:help_", N_("Explain a topic, like receiving, cards or backups, or a command."), "help receiving"),
        "init": Verb("init:init", N_("Make a new register in a folder."), "init my-register"),
        "adopt": Verb("adopt:adopt", N_("Put edited files into force: guide, calendar, policy …"), "adopt calendar --yes"),
        "today": Verb("today:today", N_("Show what you have to do, the most pressing first."), "today --today 2026-03-27"),
        "find": Verb("find:find", N_("Find requests and items by parts of a name, an item, a number or a notice."), "find 云岭"),
        "due": Verb("due:due", N_("Count a time limit and say on which day it ends."), 'due --limit "20 工作日" --from 2026-03-02'),
        "check": Verb("check:check", N_("Raise the warnings and cards that became due; prints only what is new."), "check --today 2026-04-01"),
        "notify": Verb("notify:notify", N_("Hand on the messages about cards, each until it is taken."), "notify --status"),
        "login": Verb("shift:login", N_("Begin a shift at a shared machine, with a PIN."), "login liwen --hours 9"),
        "logout": Verb("shift:logout", N_("End the shift at this machine."), "logout"),
        "demo": Verb("demo:demo", N_("Build the sample register, fill it, and run the nightly check before your eyes."), "demo demo-register"),
        "board": Verb("board.command:board", N_("The full-screen board: the list, every verb by one key, live."), "board --today 2026-04-01"),
        "request": Noun(
            N_("Requests: their events, their stage, their deadlines."),
            {
                "receive": Verb(
                    "receipt:receive", N_("Receive an application; it gets its number at once."), "request receive GH-03 --applicant 云岭科技有限公司"
                ),
                "settle": Verb("receipt:settle", N_("Settle an on-the-spot item, from receipt to completion."), "request settle SC-01 --applicant 王伟"),
                "mend": Verb(
                    "receipt:mend", N_("Record a mistake put right over the counter."), "request mend 2026-0010 申请表漏填电话，当场补填 --on 2026-03-31"
                ),
                "supplement": Verb(
                    "receipt:supplement",
                    N_("Tell the applicant, once and completely, what is missing."),
                    "request supplement 2026-0010 --missing 1,3 --on 2026-03-31",
                ),
                "supplied": Verb("receipt:supplied", N_("Record what was supplied; all of it is acceptance."), "request supplied 2026-0011"),
                "accept": Verb("receipt:accept", N_("Accept requests: their clock starts."), "request accept 2026-0010 --on 2026-03-31"),
                "decline": Verb(
                    "receipt:decline", N_("Do not accept a request, and say why."), "request decline 2026-0010 --ground 不需要取得许可 --on 2026-03-31"
                ),
                "assign": Verb("handling:assign", N_("Hand a request over to a person."), "request assign 2026-0003 liwen"),
                "hand-over": Verb(
                    "hand_over:hand_over",
                    N_("Hand papers over to a department, with a timed slip."),
                    "request hand-over 2026-0003 2026-0010 --to GH --taker 李文",
                ),
                "case": Verb("handling:case", N_("Establish which of the item's cases it is."), "request case 2026-0013 实行排污许可重点管理，需要现场核查"),
                "step": Verb("handling:step", N_("Begin a step, or end it."), "request step 2026-0003 审查"),
                "inspect": Verb("handling:inspect", N_("Record a check on site by two officers."), "request inspect 2026-0003 --by 李文 --by 周敏"),
                "stop": Verb(
                    "handling:stop",
                    N_("Begin a special procedure: its time is not counted."),
                    "request stop 2026-0003 专家评审 --document 云开资规〔2026〕7号 --days 5",
                ),
                "resume": Verb("handling:resume", N_("End a special procedure: the clock goes on."), "request resume 2026-0012"),
                "extend": Verb(
                    "handling:extend",
                    N_("Extend the statutory limit, once."),
                    "request extend 2026-0003 --days 5 --approver 谭国华 --reason 方案需要论证 --told-on 2026-04-02 --on 2026-04-02",
                ),
                "joint": Verb(
                    "handling:joint",
                    N_("Order joint handling, or record a co-department's answer."),
                    'request joint 2026-0003 --order 云政〔2026〕3号 --with "HB=15 工作日"',
                ),
                "hearing": Verb("handling:hearing", N_("Record that a hearing was asked for, announced, or held."), "request hearing 2026-0003 ask"),
                "forward": Verb(
                    "handling:forward", N_("Forward after the initial review: the own clock ends."), "request forward 2026-0003 云岭市自然资源和规划局"
                ),
                "returned": Verb("handling:returned", N_("Record that the higher authority sent its result back."), "request returned 2026-0014"),
                "decide": Verb("ending:decide", N_("Decide requests: granted, or refused with a reason."), "request decide 2026-0003"),
                "declaration": Verb("ending:check_declaration", N_("Record the check after a grant on declaration."), "request declaration 2026-0015"),
                "complete": Verb("ending:complete", N_("Complete requests."), "request complete 2026-0004 --on 2026-04-03"),
                "deliver": Verb("ending:deliver", N_("Deliver the results of requests."), "request deliver 2026-0001"),
                "publish": Verb("ending:publish", N_("Record a publication: the decision, or the reason of an overrun."), "request publish 2026-0001"),
                "fee": Verb("ending:fee", N_("Record a fee due or paid."), "request fee 2026-0017 --paid 80 --receipt 0012345"),
                "rate": Verb("rating:rate", N_("Record how a finished request is rated, once."), "request rate 2026-0001 satisfied --on 2026-04-01"),
                "withdraw": Verb("ending:withdraw", N_("Record that applicants take their requests back."), "request withdraw 2026-0003"),
                "lapse": Verb("ending:lapse", N_("Close a request whose supplement never came."), "request lapse 2026-0016"),
                "terminate": Verb("ending:terminate", N_("Terminate the review of a request."), "request terminate 2026-0003 --reason 申请人死亡"),
                "void": Verb("ending:void", N_("Void a request: it stays, and is counted."), "request void 2026-0003 --reason 重复录入"),
                "amend": Verb(
                    "ending:amend", N_("Amend an event: the history keeps both."), "request amend 2026-0003 56 --reason 日期笔误 --happened-on 2026-03-05"
                ),
                "undo": Verb("undo:undo", N_("Take back what you typed last, within the hour."), "request undo 2026-0017"),
                "slip": Verb("ending:slip", N_("Print the slip the applicant takes home."), "request slip 2026-0003"),
                "print": Verb("document:print_", N_("List the documents of a request, or print one under its number."), "request print 2026-0001 acceptance"),
                "status": Verb("ending:status", N_("Answer the query code of a slip, with nothing personal."), "request status CODE"),
                "show": Verb("request:show", N_("Show a request with its history and its deadlines."), "request show 2026-0003"),
                "list": Verb("request_list:list_", N_("List requests, the most urgent first."), "request list --level red"),
                "explain": Verb("request:explain", N_("Tell the deadlines of a request day by day."), "request explain 2026-0003"),
                "import": Verb(
                    "importing:import_requests",
                    N_("Load requests or their events from another system."),
                    "request import log.csv --map permit-receipt-log.toml",
                ),
            },
        ),
        "guide": Noun(
            N_("The guide: departments, their items, and each limit with its law."),
            {
                "list": Verb("guide:list_", N_("List the items."), "guide list --department GH"),
                "show": Verb("guide:show", N_("Show an item as its department publishes it."), "guide show GH-03"),
                "search": Verb("guide:search", N_("Find items by their name."), "guide search 施工许可"),
                "diff": Verb("guide_diff:diff", N_("Show what the edited files change, value by value."), "guide diff GH"),
                "history": Verb("guide_diff:history", N_("Show the versions of an item and what each changed."), "guide history GH-03"),
                "lapsed": Verb("guide_lapsed:lapsed", N_("List the legal bases that have to be read again."), "guide lapsed --before 2027-01-01"),
                "reductions": Verb(
                    "guide_reductions:reductions", N_("Tell by how much time, steps and materials were cut."), "guide reductions --department GH"
                ),
                "simulate": Verb(
                    "guide_simulate:simulate",
                    N_("Tell what another promise would have meant for completed requests."),
                    'guide simulate GH-03 --promised "7 工作日"',
                ),
                "check": Verb("guide:check", N_("Report every problem of every file of the guide."), "guide check"),
                "print": Verb("printing:guide", N_("Print the guide: text, HTML, PDF or DOCX."), "guide print GH-03"),
            },
        ),
        "card": Noun(
            N_("Cards: why each was raised, and what happens to it."),
            {
                "list": Verb("card:list_", N_("List the cards."), "card list --level red"),
                "show": Verb("card:show", N_("Show a card with its rule, its inputs and the count."), "card show 2026-0002"),
                "confirm": Verb("card:confirm", N_("Issue cards that wait for confirmation."), "card confirm CARD --as luoxia"),
                "cancel": Verb("card:cancel", N_("Do not issue a card that waits."), "card cancel CARD --reason 录入有误 --as luoxia"),
                "tell": Verb("card:tell", N_("Record that the department was told."), "card tell 2026-0002 --how 当面送达 --as heqiang"),
                "appeal": Verb(
                    "card:appeal", N_("Appeal against a card, with evidence."), "card appeal 2026-0002 --reason 已按期办结 --evidence 签收单12号 --as heqiang"
                ),
                "rule": Verb("card:rule", N_("Rule on an appeal."), "card rule CARD uphold --reason 证据不足 --as luoxia"),
                "revoke": Verb("card:revoke", N_("Revoke a card of the office's own accord."), "card revoke 2026-0002 --reason 系统时间有误 --as luoxia"),
                "order": Verb("card:order", N_("Issue a follow-up order."), "card order 2026-0002 --text 五日内办结并说明原因 --as luoxia"),
                "reply": Verb("card:reply", N_("Reply to a follow-up order."), "card reply CARD --text 已办结 --as heqiang"),
            },
        ),
        **OVERSIGHT,
        "policy": Noun(
            N_("The card policy: the rules by which cards are raised."),
            {
                "show": Verb("policy:show", N_("Show the rules in force, or a profile that ships."), "policy show"),
                "check": Verb("policy:check", N_("Report every problem of a policy file."), "policy check"),
                "try": Verb("policy:try_", N_("Tell what a policy would change on the present register."), "policy try ninety-per-cent"),
            },
        ),
        "mapping": Noun(
            N_("Mappings: how the tables of other systems are read."),
            {"check": Verb("mapping:check", N_("Report every problem of a mapping."), "mapping check permit-receipt-log.toml")},
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
            {
                "declared": Verb("report:declared", N_("Tell where our computed date differs from the declared one."), "report declared"),
                "score": Verb("report:score", N_("Points for cards, by department or person."), "report score --from 2026-01-01 --to 2026-12-31"),
                "late-entries": Verb("late:late_entries", N_("List what was entered late, by department and person."), "report late-entries --department GH"),
                "sample": Verb("late:sample", N_("Draw a random sample of events for a paper check."), "report sample --size 5 --seed 2026"),
            },
        ),
        "export": Noun(
            N_("The register in the formats of others, no applicant named."),
            {
                "log": Verb("exporting:log", N_("Write an event log for process mining: CSV or XES."), "export log --out log.xes"),
                "national": Verb(
                    "national:national", N_("Write the national upload tables, checked, names masked."), "export national --out national --incomplete"
                ),
                "due": Verb("exporting:due", N_("Write due dates for a calendar (iCalendar)."), "export due --department GH --out due.ics"),
            },
        ),
        "print": Noun(
            N_("Paper: what it is printed with."),
            {"doctor": Verb("printing:doctor", N_("Tell which face serves which role."), "print doctor")},
        ),
        "fleet": Noun(
            N_("Many registers asked at once, read-only."),
            {
                "check": Verb("fleet:check", N_("Show what the next check of each would raise, and how old its last is."), "fleet check --registers '../*'"),
                "list": Verb("fleet:list_", N_("List what is overdue in all of them."), "fleet list --registers '../*' --today 2026-04-01"),
                "report": Verb("fleet:report", N_("Tell how each of them stands."), "fleet report --registers '../*' --today 2026-04-01"),
            },
        ),
        "completion": Noun(
            N_("Words completed by the shell at the Tab key."),
            {
                "install": Verb("completion:install", N_("Let the shell complete commands, items and numbers."), "completion install bash --show"),
                "remove": Verb("completion:remove", N_("Take out what was laid down for the shell."), "completion remove bash"),
            },
        ),
        "sql": Verb("sql:sql", N_("Ask the register's views in SQL, read-only."), "sql overdue-by-department --today 2026-04-01"),
        "register": Noun(
            N_("The register itself."),
            {
                "verify": Verb("register:verify", N_("Prove that no event was changed and that stored dates follow from the events."), "register verify"),
                "head": Verb("register:head", N_("Show the head of the chain, to be kept elsewhere."), "register head --out head.txt"),
                "export": Verb(
                    "transfer:export", N_("Write the events of this register to a file for another."), "register export events.jsonl --without-personal"
                ),
                "merge": Verb("transfer:merge", N_("Carry the events of another register into this one."), "register merge GXQ.jsonl"),
                "backup": Verb("backup:backup", N_("Copy the whole register while others write, and verify the copy."), "register backup"),
                "restore": Verb("backup:restore", N_("Put a backup back."), "register restore backup --yes"),
                "rebuild": Verb("register:rebuild", N_("Write requests, deadlines and cards anew from the events."), "register rebuild"),
                "anonymise": Verb("personal:anonymise", N_("Erase names and codes of closed requests."), "register anonymise --before 2026-03-21 --yes"),
                "pin": Verb("shift:pin", N_("Set the PIN of a person for shared machines."), "register pin liwen"),
            },
        ),
    },
)


def build() -> Menu:
    """Return the program as a group of commands; none of their modules is imported yet."""
    return Menu("approvals", PROGRAM, _everywhere, [*_everywhere(hidden=False), _version()])


def run(arguments: Sequence[str]) -> int:
    """Run a line and return its exit code: 0, or what the command returns. Refusals and usage errors are raised."""
    options.Given.person = options.Given.language = None
    options.Given.late_reason = options.Given.paper = ""
    program = build()
    try:
        with destination.line(), program.make_context("approvals", list(arguments)) as context:
            return program.invoke(context) or 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code


def _everywhere(*, hidden: bool = True) -> list[click.Parameter]:
    return [
        _given("--register", words.FOLDER, _register, N_("The folder of the register. Stands anywhere on the line."), hidden=hidden),
        _given("--as", words.PERSON, _person, N_("Who acts: an id of staff.toml. Stands anywhere on the line."), hidden=hidden),
        _given("--late-reason", words.TEXT, _late_reason, N_("Why an event is entered late. Stands anywhere on the line."), hidden=hidden),
        _given("--paper", words.DOCUMENT, _paper, N_("The paper that proves the day of a late entry. Stands anywhere on the line."), hidden=hidden),
        _given("--lang", words.LANGUAGE, _language, N_("zh_CN or en. Stands anywhere on the line."), hidden=hidden),
        # Read by entry before anything is printed; here only so that it may stand on the line.
        TyperOption(
            param_decls=["--no-pager"], is_flag=True, hidden=hidden, expose_value=False, help=_("Print long lists whole. Stands anywhere on the line.")
        ),
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


def _late_reason(value: str) -> None:
    options.Given.late_reason = checked_words(value, "--late-reason")


def _paper(value: str) -> None:
    options.Given.paper = checked_words(value, "--paper")


def _language(value: str) -> None:
    options.Given.language = named(value)
    if options.Given.language is None:
        raise WrongUsage(N_("There is no language {value} here: write zh_CN or en."), value=value)


def _version() -> TyperOption:
    def callback(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's signature
        if value and not context.resilient_parsing:
            from approvals import __version__  # noqa: PLC0415 - reading the package's metadata takes a while

            output.lines([f"approvals {__version__}"])
            context.exit()

    return TyperOption(param_decls=["--version"], is_flag=True, is_eager=True, expose_value=False, callback=callback, help=_("Show the version and exit."))
