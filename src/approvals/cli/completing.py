"""What the shell asks when somebody presses Tab: the words that may stand there, through Typer's completion and the program's own parser.

What a value stands for is said by its metavar: where a usage line says NUMBER, numbers are offered. Nothing wrong is ever said here.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem, add_completion_class
from typer._completion_classes import BashComplete, FishComplete, ZshComplete
from typer.core import TyperArgument, TyperOption

from approvals.cli.lazy import Menu
from approvals.cli.offers import FILES, OFFERS, WORDED
from approvals.language import _, spoken

if TYPE_CHECKING:
    from approvals.desk.completing import Offer

_Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
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
    return bool(value) and all(letter.isalnum() or letter in "-_./@,，" for letter in value)


class _Bash(BashComplete):
    """Bash shows nothing beside a word: what stands beside is shown with it in a list, which is never put on the line.

    It names files where a file is asked for, and nowhere else.
    """

    source_template = """
%(complete_func)s() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD COMP_TYPE=$COMP_TYPE %(autocomplete_var)s=complete_bash $1 ) )
    if [[ "${COMPREPLY[0]}" == :files: ]]; then
        COMPREPLY=()
        compopt -o default 2>/dev/null || COMPREPLY=( $( compgen -f -- "${COMP_WORDS[COMP_CWORD]}" ) )
    fi
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null || complete -F %(complete_func)s %(prog_name)s
"""

    def complete(self) -> str:
        """Return a word a line, in a list with what stands beside it."""
        found = self.get_completions(*self.get_completion_args())
        if _files(found):
            return ":files:"
        listing = len(found) > 1 and os.environ.get("COMP_TYPE") in _LISTING
        return "\n".join(f"{item.value}  {_beside(item.help, _BASH)}" if listing and item.help else str(item.value) for item in found)


class _Zsh(ZshComplete):
    """As Typer has it, without loading Rich to take markup out of texts that have none; and the first Tab, which reads the file, completes already."""

    source_template = f'{ZshComplete.source_template.rstrip()}\n[[ ${{zsh_eval_context[-1]}} == loadautofunc ]] && %(complete_func)s "$@"\n'

    def complete(self) -> str:
        """Return what zsh evaluates: the words, files where one is asked for, or nothing."""
        found = self.get_completions(*self.get_completion_args())
        if _files(found):
            return "_files"
        words = "\n".join(self.format_completion(item) for item in found)
        return f"_arguments '*: :(({words}))'" if words else ":"

    def format_completion(self, item: CompletionItem) -> str:
        """Return a word and what stands beside it."""
        return f'"{item.value}":"{_beside(item.help, _ZSH)}"' if item.help else f'"{item.value}"'


class _Fish(FishComplete):
    """See _Zsh; it asks first whether there are words, and names files where there are none."""

    def complete(self) -> str:
        """Return a word a line; the first question is answered by the exit code."""
        found = self.get_completions(*self.get_completion_args())
        if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
            sys.exit(int(_files(found)))
        return "" if _files(found) else "\n".join(map(self.format_completion, found))

    def format_completion(self, item: CompletionItem) -> str:
        """Return a word and what stands beside it."""
        return f"{item.value}\t{_beside(item.help)}" if item.help else str(item.value)


def _files(found: Iterable[CompletionItem]) -> bool:
    """Tell whether a file or a folder is asked for."""
    return any(item.type != "plain" for item in found)


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
    meant = {_(word): word for word in (*OFFERS, *WORDED, *FILES)}
    for parameter in command.params:
        complete = _completer(meant.get(parameter.metavar or "", ""))
        if complete and isinstance(parameter, (TyperArgument, TyperOption)) and not isinstance(parameter.type, click.Choice):
            parameter._custom_shell_complete = complete  # noqa: SLF001 - what its constructor's `shell_complete` sets
    return command


def _completer(word: str) -> _Completer | None:
    """Return what completes a value, by what it stands for."""
    if offers := OFFERS.get(word):
        return _asked(offers)
    if worded := WORDED.get(word):
        return lambda context, _parameter, incomplete: both_ways([(offer.value, spoken(offer.beside)) for offer in worded(context)], incomplete)
    return (lambda _context, _parameter, incomplete: [CompletionItem(incomplete, type="file")]) if word in FILES else None


def both_ways(pairs: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    """Return values that begin so with their words, or else words that begin so with their values."""
    known, beginning = list(pairs), incomplete.lower()
    found = [CompletionItem(value, help=word) for value, word in known if _plain(value) and value.lower().startswith(beginning)]
    return found or [CompletionItem(word, help=value) for value, word in known if _plain(word) and word.lower().startswith(beginning)]


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
