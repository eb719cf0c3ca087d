"""What a form asks for: the words of a command, as its own signature declares them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from approvals.cli.app import build
from approvals.cli.choosing import Worded
from approvals.language import _, spoken
from approvals.record import NamedTuple

# The board names the request or the card, and shows tables.
_KNOWN = frozenset({"number", "numbers", "card", "cards", "shape", "today", "out", "help", "no_input"})
# A form asks for these, where the command line may ask for them in its own way.
_ASKED = frozenset({"item", "applicant"})
_SECRET = frozenset({"id_code"})
_SEVERAL = re.compile("[;；]")


class Field(NamedTuple):
    """A word of a command: `option` is empty for an argument; `choices` are the values it takes and their words; `many` takes several, `flag` none."""

    name: str
    help: str
    option: str = ""
    required: bool = False
    flag: bool = False
    many: bool = False
    secret: bool = False
    choices: tuple[tuple[str, str], ...] = ()


def fields_of(noun: str, verb: str) -> list[Field]:
    """Return what a command asks for: what it cannot do without first, the day last."""
    program = build()
    context = click.Context(program, info_name="approvals")
    group = program.get_command(context, noun)
    command = group.get_command(context, verb) if isinstance(group, click.Group) else None
    asked = [_field(parameter) for parameter in command.params if parameter.expose_value and parameter.name not in _KNOWN] if command else []
    return sorted(asked, key=lambda field: (not field.required, field.name == "on"))


def late_fields() -> list[Field]:
    """Return what an entry that comes late names besides."""
    reason = Field("late_reason", _("Why an event is entered late. Stands anywhere on the line."), "--late-reason", required=True)
    return [reason, Field("paper", _("The paper that proves the day of a late entry. Stands anywhere on the line."), "--paper", required=True)]


def _field(parameter: click.Parameter) -> Field:
    return Field(
        parameter.name or "",
        getattr(parameter, "help", "") or parameter.human_readable_name,
        "" if isinstance(parameter, click.Argument) else parameter.opts[0],
        parameter.required or parameter.name in _ASKED,
        bool(getattr(parameter, "is_flag", False)),
        parameter.multiple or parameter.nargs == -1,
        parameter.name in _SECRET,
        _choices(parameter.type),
    )


def _choices(kind: click.ParamType[Any]) -> tuple[tuple[str, str], ...]:
    if isinstance(kind, Worded):
        return tuple((value, spoken(member)) for value, member in zip(kind.choices, kind.members, strict=True))
    return tuple((str(value), "") for value in kind.choices) if isinstance(kind, click.Choice) else ()


def words_of(command: Sequence[str], subject: str, asked: Sequence[Field], values: Mapping[str, str]) -> list[str]:
    """Return the line that a filled form stands for; what was left empty is left out."""
    options = [word for field in asked if field.option for word in _option(field, values.get(field.name, ""))]
    arguments = [value for field in asked if not field.option for value in _values(field, values.get(field.name, ""))]
    named = [*([subject] if subject else []), *arguments]
    guarded = ["--", *named] if any(word.startswith("-") for word in named) else named
    return [*command, *options, *guarded] if "--" in guarded else [*command, *guarded, *options]


def _option(field: Field, value: str) -> Iterator[str]:
    if field.flag:
        yield from [field.option] if value else []
        return
    for one in _values(field, value):
        yield from (field.option, one)


def _values(field: Field, value: str) -> list[str]:
    parts = _SEVERAL.split(value) if field.many else [value]
    return [part.strip() for part in parts if part.strip()]
