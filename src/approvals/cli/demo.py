"""`approvals demo`: the sample register built, filled and checked before the reader's eyes."""

import shlex
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from approvals.cli import destination, options, output, words
from approvals.language import N_

Folder = Annotated[Path | None, typer.Argument(metavar=words.FOLDER, help=N_("Where to build it; a new temporary folder, if left out."), show_default=False)]


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar=words.FOLDER, help=N_("Where to build it; a new temporary folder, if left out."), show_default=False)
    ] = None,
) -> int:
    """Run the commands of the sample one after the other, each shown before what it prints."""
    from approvals.cli.app import run  # noqa: PLC0415 - the table of commands holds this one
    from approvals.desk.shipped import sample_folder  # noqa: PLC0415

    destination.live()
    root = folder or Path(tempfile.mkdtemp(prefix="approvals-demo-")) / "register"
    script = (sample_folder() / "demo.txt").read_text(encoding="utf-8").splitlines()
    commands = [f"init {shlex.quote(str(root))}", *(line for line in script if line and not line.startswith("#"))]
    for command in commands:
        output.lines([f"$ approvals {command}"])
        code = run(shlex.split(command))
        # The check ends with 1 when it found something, as a nightly job wants it.
        if code and not command.startswith("check"):
            return code
        options.Given.register = root
    output.say(N_("The sample register stays in {folder}. Go on with, for example:"), folder=str(root))
    output.lines([f"  {shlex.quote(sys.argv[0])} request list --all --register {shlex.quote(str(root))}"])
    return 0
