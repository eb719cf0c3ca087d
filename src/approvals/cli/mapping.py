"""`approvals mapping`: how the tables of other systems are read."""

from pathlib import Path
from typing import Annotated

import typer

from approvals.cli import options, output, words
from approvals.language import N_

_FILE = N_("A mapping, here or in the folder mappings of the register.")


def check(file: Annotated[Path, typer.Argument(metavar=words.FILE, help=_FILE, show_default=False)]) -> int:
    """Check a mapping; no register is needed."""
    from approvals.desk.importing import mapping_in  # noqa: PLC0415 - the desk is imported only by commands that need it

    findings = mapping_in(options.Given.register, file, options.today()).findings
    output.findings(findings)
    return int(bool(findings))
