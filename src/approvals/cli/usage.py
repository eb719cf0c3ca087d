"""What is wrong with a line, in one sentence: ours where Click's words would be joined with English punctuation."""

import click
from click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption

from approvals.core.rules.problem import one_line
from approvals.language import N_, say

_ENDS = (".", "?", "!", "。", "？", "！")


def usage_sentence(error: click.ClickException) -> str:
    """Return the sentence of a usage error and where the help stands."""
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "approvals"
    sentence = _sentence(error)
    ended = sentence if sentence.endswith(_ENDS) else f"{sentence}."
    return say(N_("{sentence} Help: {path} --help"), {"sentence": ended, "path": path})


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, NoSuchOption):
        template = N_("There is no option {name}; did you mean {guess}?") if error.possibilities else N_("There is no option {name}.")
        return say(template, {"name": one_line(error.option_name), "guess": error.possibilities})
    if isinstance(error, BadOptionUsage):
        template = N_("{name} takes no value.") if _is_flag(error) else N_("{name} needs a value.")
        return say(template, {"name": error.option_name})
    if isinstance(error, BadParameter) and error.param:
        return say(_template(error), {"name": _shown(error), "message": error.message, **_allowed(error.param.type)})
    return error.format_message()


def _template(error: BadParameter) -> str:
    if isinstance(error, MissingParameter):
        return N_("{name} is missing.")
    if error.param and isinstance(error.param.type, click.IntRange):
        bounded = error.param.type.max is not None
        return N_("{name} has to be a whole number from {least} to {most}.") if bounded else N_("{name} has to be a whole number from {least} on.")
    if error.param and isinstance(error.param.type, click.FloatRange):
        return N_("{name} has to be a number from {least} to {most}.")
    if error.param and error.param.type is click.INT:
        return N_("{name} has to be a whole number.")
    return N_("{name} has to be one of {choices}.") if error.param and isinstance(error.param.type, click.Choice) else N_("{name}: {message}")


def _allowed(kind: object) -> dict[str, object]:
    if isinstance(kind, click.Choice):
        return {"choices": [str(choice) for choice in kind.choices]}
    return {"least": kind.min, "most": kind.max} if isinstance(kind, (click.IntRange, click.FloatRange)) else {}


def _is_flag(error: BadOptionUsage) -> bool:
    """Tell whether an option stands alone, so that a value was one too many."""
    known = error.ctx.command.params if error.ctx else []
    return any(isinstance(option, click.Option) and option.is_flag and error.option_name in option.opts for option in known)


def _shown(error: BadParameter) -> str:
    """Return an option as it is typed, an argument as the usage line names it."""
    parameter = error.param
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.make_metavar(error.ctx).strip("[]") if parameter and error.ctx else ""
