"""Templates of papers: ours, and those of a register, which have ours and the files of their own folder at hand."""

import re
import shutil
from pathlib import Path

from approvals.errors import RegisterUnfit
from approvals.language import N_

TEMPLATES = Path(__file__).parents[1] / "templates"
_FETCHED = re.compile(r'"(@preview/[^"]*)"')
_PLACED = re.compile(r"([^\s/\\]+\.(?:typ|html)):(\d+):\d+")


def laid(template: str | Path, folder: Path) -> Path:
    """Return a Typst template in a folder that holds all it may read: ours, and over them the files that lie beside another's.

    One that is not UTF-8, or takes what Typst would fetch from the network, is `RegisterUnfit`.
    """
    shutil.copytree(TEMPLATES, folder, ignore=shutil.ignore_patterns("*.docx", "*.html"))
    if not isinstance(template, Path):
        return folder / f"{template}.typ"
    shutil.copytree(template.parent, folder, ignore=shutil.ignore_patterns("*.docx", "*.html"), dirs_exist_ok=True)
    for file in folder.rglob("*.typ"):
        if found := _FETCHED.search(read_template(file)):
            sentence = N_("The template {file} takes {package} from the network: copy the files that it needs into its folder.")
            raise RegisterUnfit(sentence, file=file.name, package=found[1])
    return folder / template.name


def read_template(file: Path) -> str:
    """Return the text of a template; one that is not UTF-8 is `RegisterUnfit`."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise failed(file, str(error)) from error


def failed(file: Path, reason: str, told: str = "") -> RegisterUnfit:
    """Return the refusal of a template; `told` is where it fails, in words that hold file, line and column."""
    place = _PLACED.search(told)
    return RegisterUnfit(N_("The template {file} fails: {reason}"), file=f"{place[1]}:{place[2]}" if place else file.name, reason=reason)
