"""`approvals policy`: the rules by which cards are raised."""

from typing import TYPE_CHECKING, Annotated

import typer

from approvals.cli import options, output, words
from approvals.cli.room import desk
from approvals.core.level import Level
from approvals.language import N_, Sentence, spoken
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from approvals.core.policy import Rule
    from approvals.desk.policy import Difference

LISTED = (
    Column(N_("Number"), Kind.CODE, keep=True),
    Column(N_("Item"), priority=2),
    Column(N_("Department"), priority=1),
    Column(N_("About"), priority=3),
    Column(N_("Level"), Kind.LEVEL, keep=True),
    Column(N_("Old"), Kind.DATE, keep=True),
    Column(N_("New"), Kind.DATE, keep=True),
)
_SHOWN = 40
_NAME = N_("A policy file, or the name of a profile that ships.")


def show(
    name: Annotated[str, typer.Argument(metavar=words.PROFILE, help=N_("The name of a profile that ships; the rules in force, if left out."))] = "",
    shape: options.ListFormat = options.Shape.TABLE,
) -> None:
    """Print a policy: the rules in force, or a profile as its file has it, to put in place of policy.toml."""
    from approvals.desk.policy import profile, profile_text, profiles  # noqa: PLC0415

    if name:
        if shape is options.Shape.TABLE and not output.for_spreadsheet():
            output.lines(profile_text(name).splitlines())
        else:
            _rules(profile(name).rules, shape)
        return
    with desk() as opened:
        policy, adopted = opened.policy, opened.rules_sequence("policy")
    if shape is options.Shape.TABLE:
        output.say(N_("{name}, adopted by event {sequence}"), name=policy.name, sequence=adopted)
    _rules(policy.rules, shape)
    if shape is options.Shape.TABLE:
        output.say(N_("Profiles that ship: {profiles}; `approvals policy show NAME` prints one."), profiles=tuple(profiles()))


def _rules(rules: "Sequence[Rule]", shape: options.Shape) -> None:
    from approvals.cli.card_page import told_rule  # noqa: PLC0415 - a profile is printed without it

    if shape is options.Shape.JSON:
        output.data([{"id": rule.id, "level": rule.level, "says": spoken(told_rule(rule)), "confirm": rule.confirm} for rule in rules])
        return
    columns = (Column(N_("Rule"), keep=True), Column(N_("What it says"), Kind.PROSE, keep=True), Column(N_("By hand"), priority=1))
    output.table(columns, [(rule.id, told_rule(rule), Sentence(N_("confirmed by hand")) if rule.confirm else "") for rule in rules])


def check(name: Annotated[str, typer.Argument(metavar=words.FILE, help=_NAME)] = "policy.toml") -> int:
    """Check a policy file, adopted or not."""
    from approvals.desk.policy import read  # noqa: PLC0415

    findings = read(options.Given.register, name).findings
    output.findings(findings)
    return 1 if findings else 0


def try_(
    name: Annotated[str, typer.Argument(metavar=words.FILE, help=_NAME, show_default=False)],
    today: options.Today = None,
    shape: options.ListFormat = options.Shape.TABLE,
) -> int:
    """Tell which cards a policy would raise or drop on the present register; nothing is written."""
    with desk(today, told=False) as opened:
        from approvals.desk.policy import looked_at, read, try_policy  # noqa: PLC0415

        file = read(opened.root, name)
        with output.progress(len(looked_at(opened))) as told:
            tried = try_policy(opened, file, told)
    if tried.findings:
        output.findings(tried.findings)
    if not tried.requests and tried.findings:
        return 1
    if shape is options.Shape.JSON:
        output.data({"requests": tried.requests, "before": tried.before, "after": tried.after, "differences": tried.differences})
        return 0
    _differences(tried.differences)
    output.say(N_("{requests} requests looked at, nothing was written."), requests=tried.requests)
    for level in (Level.WARNING, Level.YELLOW, Level.RED):
        output.say(N_("  {level}: {before} → {after}"), level=level, before=tried.before.get(level, 0), after=tried.after.get(level, 0))
    return 0


def _differences(differences: "list[Difference]") -> None:
    from approvals.cli.card_page import about  # noqa: PLC0415

    if not differences and not output.for_spreadsheet():
        output.say(N_("No card changes."))
        return
    shown = differences if output.for_spreadsheet() else differences[:_SHOWN]
    output.table(LISTED, [(found.number, found.item, found.department, about(found.kind), Level(found.level), found.old, found.new) for found in shown])
    if len(differences) > len(shown):
        output.say(N_("  … and {count} more changes"), count=len(differences) - _SHOWN)
