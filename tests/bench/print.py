"""Times the printing of the whole sample guide: `python tests/bench/print.py [--runs N] [--web]`.

Each form is printed by a process of its own, the way a user prints it; told are the medians of seconds, of processor seconds (what remains of them on a
busy machine) and of the most memory, and the range.
`--web` gives the register an address, so that every item bears a QR code.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from registers import approvals
from timing import run

FORMS = ("txt", "html", "docx", "pdf")


def main() -> None:
    """Print and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--web", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "register"
        subprocess.run(approvals("init", str(register)), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program
        if chosen.web:
            with (register / "register.toml").open("a", encoding="utf-8") as settings:
                settings.write('web = "https://www.example.org/guide.html"\n')
        for target in ("GH-03", ""):
            for form in FORMS:
                line = ["guide", "print", *([target] if target else []), "--out", str(Path(folder) / f"guide.{form}"), "--register", str(register)]
                runs = [run(approvals(*line)) for _run_number in range(chosen.runs)]
                seconds, worked, memory = zip(*runs, strict=True)
                sys.stdout.write(
                    f"{target or 'all':6} {form:5} {statistics.median(seconds):.2f} s ({min(seconds):.2f}-{max(seconds):.2f})"
                    f"  {statistics.median(worked):.2f} s of the processor ({min(worked):.2f}-{max(worked):.2f})"
                    f"  {statistics.median(memory):.0f} MB ({min(memory):.0f}-{max(memory):.0f})\n"
                )


if __name__ == "__main__":
    main()
