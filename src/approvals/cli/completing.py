"""What the shell asks when somebody presses Tab: the words that may stand there, through Typer's completion and the program's own parser.

What a value stands for is said by its metavar: where a usage line says NUMBER, numbers are offered. Nothing wrong is ever said here.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, ZshComplete
from typer.core import TyperArgument, TyperOption

from approvals.cli import options, words
from approvals.cli.lazy import Menu
from approvals.language import _, current, spoken

if TYPE_CHECKING:
    from approvals.desk.completing import Offer

_Command = TypeVar("_Command", bound=click.Command)
VARIABLE = "_APPROVALS_COMPLETE"
"""The variable by which a shell asks, as Typer names it."""
SHELLS = ("bash", "zsh", "fish")
_LISTING = frozenset({"63", "33"})
# Bash takes these for patterns of file names, zsh evaluates what it is told: none of them reaches it, whatever an applicant is called.
_BASH = str.maketrans(dict.fromkeys("*?[]\\", " "))
_ZSH = str.maketrans({**dict.fromkeys("\"'`\\$*?[]{}<>|;&!#~^=", " "), "(": "（", ")": "）", ":": " –"})


def _beside(text: str | None, meant: Mapping[int, str] = MappingProxyType({})) -> str:
    """Return what stands beside a word on one line, without what means something to a shell."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in (text or "").translate(meant)).split())


def _plain(value: str) -> bool:
    """Tell whether a value can be typed as it stands."""
    return bool(value) and all(letter.isalnum() or letter in "-_./@," for letter in value)


class _Bash(BashComplete):
    """Bash shows nothing beside a word: what stands beside is shown with it in a list, which is never put on the line."""

    source_template = """
%(complete_func)s() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD COMP_TYPE=$COMP_TYPE %(autocomplete_var)s=complete_bash $1 ) )
    return 0
}

complete -o default -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null || complete -o default -F %(complete_func)s %(prog_name)s
"""

    def complete(self) -> str:
        """Return a word a line, in a list with what stands beside it."""
        found = self.get_completions(*self.get_completion_args())
        listing = len(found) > 1 and os.environ.get("COMP_TYPE") in _LISTING
        return "\n".join(f"{item.value}  {_beside(item.help, _BASH)}" if listing and item.help else str(item.value) for item in found)


class _Zsh(ZshComplete):
    """As Typer has it, without loading Rich to take markup out of texts that have none; and the first Tab, which reads the file, completes already."""

    source_template = f'{ZshComplete.source_template.rstrip()}\n[[ ${{zsh_eval_context[-1]}} == loadautofunc ]] && %(complete_func)s "$@"\n'

    def format_completion(self, item: CompletionItem) -> str:
        """Return a word and what stands beside it."""
        return f'"{item.value}":"{_beside(item.help, _ZSH)}"' if item.help else f'"{item.value}"'


class _Fish(FishComplete):
    """See _Zsh."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return a word and what stands beside it."""
        return f"{item.value}\t{_beside(item.help)}" if item.help else str(item.value)


def prepared(program: Menu) -> Menu:
    """Let the shells that are known ask the program."""
    for shell, kind in zip(SHELLS, (_Bash, _Zsh, _Fish), strict=True):
        add_completion_class(kind, shell)
    return program


def script(program: Menu, shell: str) -> str:
    """Return what a shell has to read, once, to ask the program."""
    kind = dict(zip(SHELLS, (_Bash, _Zsh, _Fish), strict=True))[shell]
    return kind(prepared(program), {}, "approvals", VARIABLE).source().strip() + "\n"


def completed(program: Menu) -> None:
    """Print what the shell asked for; Typer ends the process."""
    offering(prepared(program))._main_shell_completion({}, "approvals", VARIABLE)  # noqa: SLF001 - the entrance that Typer has


def offering(command: _Command) -> _Command:
    """Let the values of a command be completed by what they stand for."""
    for parameter in command.params:
        offers = _OFFERS.get(parameter.metavar or "")
        if offers and isinstance(parameter, (TyperArgument, TyperOption)):
            parameter._custom_shell_complete = _asked(offers)  # noqa: SLF001 - what its constructor's `shell_complete` sets
    return command


def _asked(offers: "Callable[[click.Context, str], Iterable[Offer]]") -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    def found(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        given: Any = context.params.get(parameter.name or "")
        there = set(given) if isinstance(given, (list, tuple)) else set()
        beginning = incomplete.lower()
        return [
            CompletionItem(offer.value, help=spoken(offer.beside))
            for offer in offers(context, incomplete)
            if _plain(offer.value) and offer.value.lower().startswith(beginning) and offer.value not in there
        ]

    return found


def _numbers(context: click.Context, incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import numbers  # noqa: PLC0415 - only where a number stands

    noun = context.parent.info_name if context.parent else ""
    kind = "request" if noun in {"request", "card", "approvals"} else str(noun)
    return numbers(options.Given.register, options.today(), kind, incomplete) if options.Given.register else []


def _items(_context: click.Context, _incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import items  # noqa: PLC0415

    return items(options.Given.register, options.today()) if options.Given.register else []


def _departments(_context: click.Context, _incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import departments  # noqa: PLC0415

    return departments(options.Given.register) if options.Given.register else []


def _persons(_context: click.Context, _incomplete: str) -> "Iterable[Offer]":
    from approvals.desk.completing import persons  # noqa: PLC0415

    return persons(options.Given.register, options.today()) if options.Given.register else []


def _both(context: click.Context, incomplete: str) -> "Iterable[Offer]":
    return [*_departments(context, incomplete), *_items(context, incomplete)]


def _topics(context: click.Context, incomplete: str) -> "Iterable[Offer]":
    """Offer topics and commands; behind a command those that it holds."""
    from approvals.desk.completing import Offer  # noqa: PLC0415
    from approvals.files.topics import topics  # noqa: PLC0415

    root = context.find_root().command
    command = root
    for word in context.params.get("asked") or ():
        command = (command.get_command(context, word) if isinstance(command, Menu) else None) or command
    entries = [Offer(name, _(entry.help)) for name, entry in command.entries.items()] if isinstance(command, Menu) else []
    if command is not root:
        return entries
    return [*(Offer(one.name if incomplete.isascii() else one.word, one.title) for one in topics(current())), *entries]


_OFFERS = {
    _(words.NUMBER): _numbers,
    _(words.NUMBERS): _numbers,
    _(words.ITEM): _items,
    _(words.DEPARTMENT): _departments,
    _(words.PERSON): _persons,
    _(words.ITEM_OR_DEPARTMENT): _both,
    _(words.TOPIC): _topics,
}
