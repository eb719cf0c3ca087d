"""HTML by Jinja: a template and values in, one page out that needs nothing beside it."""

from collections.abc import Mapping
from pathlib import Path
from traceback import extract_tb

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from approvals.render.paper.template import TEMPLATES, failed, read_template


def html(template: str | Path, data: Mapping[str, object]) -> str:
    """Return a page: `template` names one of ours, or is the file of another. Every value is escaped; a template that fails is `RegisterUnfit`."""
    file = template if isinstance(template, Path) else TEMPLATES / f"{template}.html"
    # The template may be another's: it sees the values and nothing of the program.
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    try:
        return environment.from_string(read_template(file)).render(data)
    except (TemplateError, TypeError, ValueError) as error:
        raise failed(file, str(error), f"{file.name}:{_line(error)}:1") from error


def _line(error: Exception) -> int:
    """Return the line of the template at which it fails: Jinja writes it into the error, or into its traceback."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    return [frame.lineno or 0 for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"][-1]
