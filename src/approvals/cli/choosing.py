"""Options and arguments that take one of few values, by the value or by its word; what is recorded and printed for programs is the value."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from approvals.core.choosing import NO_SUCH, Names, Said, chosen, names_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Worded(click.Choice[str]):
    """The values of an enumeration; nothing is translated before a word is typed that is none of them.

    `template` is the sentence of a refusal, with `name` and `known`; `also` are further words and what each means.
    """

    def __init__(self, members: Iterable[Said], template: str = NO_SUCH, also: Mapping[str, str] | None = None) -> None:
        """Take the members that are offered, in their order."""
        self.members = tuple(members)
        super().__init__([str(member) for member in self.members])
        self.template, self.also = template, also

    def names(self) -> Names:
        """Return the words of each value, that of the language in use first."""
        return names_of(self.members, self.also)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - Click's signature
        """Return the value that is meant; an empty one is a filter left out."""
        del param, ctx
        return chosen(str(value), self.members, self.template, self.also)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the values with their words; the words, where one of them is begun."""
        del ctx, param
        from approvals.cli.completing import both_ways  # noqa: PLC0415 - only where a shell asks

        return both_ways(((value, words[0]) for value, words in self.names().items()), incomplete)
