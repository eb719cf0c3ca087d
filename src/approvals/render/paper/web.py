"""HTML by Jinja: a template and values in, one page out that needs nothing beside it."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from approvals.errors import RegisterUnfit
from approvals.language import N_
from approvals.render.paper.typeset import TEMPLATES


def html(template: str | Path, data: Mapping[str, object]) -> str:
    """Return a page: `template` names one of ours, or is the file of another. Every value is escaped; a template that fails is `RegisterUnfit`."""
    file = template if isinstance(template, Path) else TEMPLATES / f"{template}.html"
    # The template may be another's: it sees the values and nothing of the program.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    try:
        return environment.from_string(file.read_text(encoding="utf-8")).render(data)
    except (TemplateError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise RegisterUnfit(N_("The template {file} fails: {reason}"), file=file.name, reason=str(error)) from error
