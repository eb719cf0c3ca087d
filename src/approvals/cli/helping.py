"""`approvals help`: what a clerk asks about, on one screen, and the help of every command."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import click
import typer

from approvals.cli import output, words
from approvals.cli.formatter import Formatter
from approvals.errors import NoSuchThing
from approvals.files.topics import Kind, Part, Topic, found, near, topics
from approvals.language import N_, _, current

if TYPE_CHECKING:
    from approvals.cli.lazy import Menu

_WIDEST = 80
_TOPIC = N_("A topic, or a command as it is typed; the list, if left out.")


def help_(asked: Annotated[list[str] | None, typer.Argument(metavar=words.TOPIC, help=_TOPIC, show_default=False)] = None) -> None:
    """Show the list of topics, a topic, or the help of a command."""
    known, said = topics(current()), [word for word in asked or () if word.strip()]
    if not said:
        output.lines([_listed(known)])
    elif topic := found("-".join(said), current()):
        output.lines([page(topic)])
    else:
        output.lines([_of_command(said, known)])


def page(topic: Topic) -> str:
    """Return a topic laid out for the terminal, 80 columns at most."""
    formatter = _formatter()
    formatter.write(f"{topic.headline}\n")
    for part in topic.parts:
        formatter.write_paragraph()
        _write(formatter, part)
    return formatter.getvalue().rstrip("\n")


def _formatter() -> Formatter:
    return Formatter(max_width=_WIDEST)


def _write(formatter: Formatter, part: Part) -> None:
    if part.kind is Kind.PARAGRAPH:
        formatter.write_text(" ".join(part.lines))
        return
    with formatter.indentation():
        if part.kind is Kind.ROWS:
            formatter.write_dl(part.rows)
        else:
            # Never broken, so that they can be copied.
            formatter.write("".join(f"{' ' * formatter.current_indent}{line}\n" for line in part.lines))


def _listed(known: Sequence[Topic]) -> str:
    formatter = _formatter()
    with formatter.section(_("Topics")):
        formatter.write_dl([(topic.name if topic.word == topic.name else f"{topic.name} {topic.word}", topic.title) for topic in known])
    formatter.write_paragraph()
    formatter.write_text(_("A topic: `approvals help receiving`. A command: `approvals help request receive`. All commands: `approvals --help`."))
    return formatter.getvalue().rstrip("\n")


def _of_command(asked: Sequence[str], known: list[Topic]) -> str:
    from approvals.cli.app import build  # noqa: PLC0415 - the table of commands names this one

    path = asked[1:] if asked[0] == "approvals" else asked
    program = build()
    if path and path[0] not in program.entries:
        raise _unknown(" ".join(asked), known, program.entries)
    context, command = _descended(program, path)
    return command.get_help(context)


def _descended(program: "Menu", path: Sequence[str]) -> tuple[click.Context, click.Command]:
    command: click.Command = program
    context = program.make_context("approvals", [], resilient_parsing=True)
    context.resilient_parsing = False
    for word in path:
        if not isinstance(command, click.Group):
            break  # words behind a command are its values
        name, inner, _rest = command.resolve_command(context, [word])
        if inner is None:
            break
        command, context = inner, inner.context_class(inner, info_name=name, parent=context)
    return context, command


def _unknown(asked: str, known: list[Topic], commands: Iterable[str]) -> NoSuchThing:
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip of the finger pays for it

    from approvals.core.rules.problem import one_line  # noqa: PLC0415

    name, names = one_line(asked), [topic.word for topic in known]
    guess = [*near(asked, known), *get_close_matches(asked, commands)][:3]
    if guess:
        template = N_("There is no topic and no command {name}; did you mean {guess}? Topics: {topics}.")
        return NoSuchThing(template, name=name, guess=guess, topics=names)
    return NoSuchThing(N_("There is no topic and no command {name}. Topics: {topics}."), name=name, topics=names)
