"""Commands that texts name: whether the program has them, with these options."""

import click

from approvals.cli.app import build
from approvals.cli.lazy import Menu


def known(words: list[str]) -> bool:
    """Tell whether a line begins with a command of the program and names none but its options."""
    command: click.Command = build()
    context = click.Context(command, info_name="approvals")
    options = _options(command)
    for word in words:
        name = command.usual if isinstance(command, Menu) and word.startswith("-") else word
        if isinstance(command, click.Group) and name:
            inner = command.get_command(context, name)
            if inner is None:
                return False
            command, context = inner, click.Context(inner, info_name=name, parent=context)
            options |= _options(command)
    return {word.partition("=")[0] for word in words if word.startswith("--")} <= options | {"--help"}


def _options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
