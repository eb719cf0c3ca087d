"""Commands that are imported when they are named, so that the start does not grow with their number."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info
from typer.models import CommandInfo

from approvals.cli import destination, output, words
from approvals.cli.formatter import Talk
from approvals.errors import WrongUsage
from approvals.language import N_, _, say
from approvals.record import NamedTuple

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Everywhere = Callable[[], Sequence[click.Parameter]]


class Verb(NamedTuple):
    """A command: `module:function` below `approvals.cli`, its sentence, and an example that works on the sample register."""

    target: str
    help: str
    example: str


class Noun(NamedTuple):
    """A group of commands, under the name of what they act on; `usual` is the one that is meant where options stand without a command."""

    help: str
    verbs: "Mapping[str, Verb | Noun]"
    usual: str = ""


@contextmanager
def _placed(context: click.Context) -> Iterator[None]:
    """Give usage errors the command they were made in, where Click leaves it out."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or context
        raise


class _Explained(click.Command):
    """A command whose help is leafed through where it is longer than the screen."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help."""
        option = super().get_help_option(ctx)
        if option:
            option.callback = _help
        return option


def _help(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's signature
    if value and not context.resilient_parsing:
        output.lines([context.get_help()])
        context.exit()


class Action(_Explained, TyperCommand):
    """A command whose help ends with its example on a line of its own, never broken, so that it can be copied."""

    context_class = Talk

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line; an error names the command it was made in."""
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write which columns a narrow screen leaves out, and the example."""
        from approvals.cli.columns import leaving  # noqa: PLC0415 - only help asks

        if titles := leaving(ctx.command_path.partition(" ")[2]):
            formatter.write_paragraph()
            formatter.write_text(say(N_("On a narrow screen texts are cut first, then columns left out in this order: {columns}."), {"columns": tuple(titles)}))
        formatter.write_paragraph()
        formatter.write(f"{self.epilog}\n")


class Menu(_Explained, TyperGroup):
    """A group that knows its commands by name and sentence, and builds the one that is called."""

    context_class = Talk

    def __init__(self, name: str, noun: Noun, everywhere: Everywhere, own: Sequence[click.Parameter]) -> None:
        """Take the entries by name; `everywhere` makes the options that every command takes, `own` are those of this group."""
        super().__init__(
            name=name,
            help=_(noun.help),
            params=list(own),
            callback=_overview,
            invoke_without_command=True,
            options_metavar=_(words.OPTIONS),
            subcommand_metavar=_(words.COMMAND),
            rich_markup_mode=None,
            suggest_commands=False,
        )
        self.entries, self.usual = noun.verbs, noun.usual
        self.everywhere = everywhere

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line; an error names the command it was made in."""
        if self.usual and args and args[0].startswith("-") and not self.entries.keys() & set(args) and not set(ctx.help_option_names) & set(args):
            args = [self.usual, *args]
        with _placed(ctx):
            return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Build the command of a name, None where there is none."""
        entry = self.entries.get(cmd_name)
        if not entry:
            return None
        command = Menu(cmd_name, entry, self.everywhere, self.everywhere()) if isinstance(entry, Noun) else _action(cmd_name, entry, self.everywhere())
        if ctx.resilient_parsing:
            from approvals.cli.completing import offering  # noqa: PLC0415 - only where a shell asks

            offering(command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the names that begin so, with their sentences from the table; no command is imported for it."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only where a shell asks

        found = [CompletionItem(name, help=_(entry.help)) for name, entry in self.entries.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command to call, or refuse with the names that come near."""
        if args[0] not in self.entries and not args[0].startswith("-"):
            raise unknown(args[0], self.entries, ctx.command_path)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing any."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(entry.help)) for name, entry in self.entries.items()])


# The forms that go into a file: a command that has one takes --out.
_FILES = {
    "ics": N_("Write to this file."),
    "csv": N_("Write to this file; without --format its ending says how."),
    "pdf": N_("Write to this file; without --to its ending says how."),
}


def _action(name: str, verb: Verb, everywhere: Sequence[click.Parameter]) -> click.Command:
    module, _colon, function = verb.target.partition(":")
    callback = getattr(import_module(f"approvals.cli.{module}"), function)
    example = _("Example: {command}").format(command=f"approvals {verb.example}")
    info = CommandInfo(name, cls=Action, callback=callback, help=_(verb.help), epilog=example, options_metavar=_(words.OPTIONS))
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    for parameter in command.params:
        parameter.metavar = parameter.metavar and _(parameter.metavar)
        if isinstance(parameter, (TyperArgument, TyperOption)):
            parameter.help = parameter.help and _(parameter.help)
    choices = {choice for parameter in command.params if isinstance(parameter.type, click.Choice) for choice in parameter.type.choices}
    own = any("--out" in parameter.opts for parameter in command.params)
    command.params += [] if own else [_out(help_) for choice, help_ in _FILES.items() if choice in choices][:1]
    command.params += everywhere
    return command


def _out(help_: str) -> click.Parameter:
    """Return the option that every list and report takes: the file to write."""

    def callback(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
        if value is not None:
            destination.open_file(value)

    # Eager, for the form of a list may follow from the ending of its file.
    return TyperOption(
        param_decls=["--out"],
        type=click.Path(path_type=Path),
        metavar=_(words.FILE),
        callback=callback,
        is_eager=True,
        help=_(help_),
        expose_value=False,
    )


@click.pass_context
def _overview(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        output.lines([context.get_help()])


def unknown(word: str, known: Iterable[str], path: str) -> WrongUsage:
    """Return the refusal of a command that does not exist, with the names that come near it."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip of the finger pays for it

    from approvals.core.rules.problem import one_line  # noqa: PLC0415

    name = one_line(word)
    if near := get_close_matches(word, known):
        return WrongUsage(N_("There is no command {name}; did you mean {guess}? All commands: {path} --help"), name=name, guess=near, path=path)
    return WrongUsage(N_("There is no command {name}. All commands: {path} --help"), name=name, path=path)
