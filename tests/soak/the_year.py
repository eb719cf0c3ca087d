"""Lives the zone's own year at its full size and times what is asked of it: `python tests/soak/the_year.py [REQUESTS] [RESPONDENTS]`.

20,000 requests and 120 of each roster answering for each of 24 departments, if not said. Printed are the seconds of one run each.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from approvals import language

language.choose("en")

from approvals import nightly  # noqa: E402 - Click takes the translation when it is imported
from approvals.core.period import Every, period_of  # noqa: E402
from approvals.desk.assessment import assess, basis_of  # noqa: E402
from approvals.desk.periodic import counted, figures, queries  # noqa: E402
from approvals.desk.register import open_register  # noqa: E402
from approvals.desk.verify import verify  # noqa: E402
from approvals.store.asking import ask  # noqa: E402
from console import run_line  # noqa: E402
from the_year import DAY, lived  # noqa: E402

Result = TypeVar("Result")


def main(requests: str = "20000", respondents: str = "120") -> int:
    """Return 0 when every number was found again and the register verifies."""
    with tempfile.TemporaryDirectory() as scratch:
        run_line("demo", f"{scratch}/demo")
        root = Path(shutil.copytree(f"{scratch}/demo", f"{scratch}/register"))
        _timed("the year", lambda: lived(root, requests=int(requests), respondents=int(respondents)))
        desk = open_register(root, DAY)
        wrong = 0
        for every in Every:
            counts = _timed(f"bulletin, {every}", lambda every=every: counted(desk, period_of(every, date(2026, 9, 1), DAY), ""))  # type: ignore[misc]
            asked = queries(desk, counts)
            wrong += sum(next(ask(root, asked[figure], 60, {}).rows)[0] != value for figure, value in figures(counts).items())
        _timed("assessment", lambda: assess(desk, basis_of(desk, 2026, None)))
        _timed("check of the next day", lambda: nightly.check(desk, DAY + timedelta(1)))
        _timed("check with no news", lambda: nightly.check(desk, DAY + timedelta(1)))
        broken = _timed("verify", lambda: verify(desk)).broken
        events = desk.connection.execute("select count(*) from event").fetchone()[0]
        desk.connection.close()
    print(f"{events:,} events; {wrong} numbers of bulletins not found again, {len(broken)} broken places")  # noqa: T201 - a script
    return int(bool(wrong or broken))


def _timed(what: str, work: Callable[[], Result]) -> Result:
    start = time.perf_counter()
    result = work()
    print(f"{time.perf_counter() - start:8.2f} s  {what}", flush=True)  # noqa: T201
    return result


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
