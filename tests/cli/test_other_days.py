"""The sample and what is typed in it say the same on any day: past its calendar, on a leap day, when it is next year in China alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from approvals.cli import options
from console import Run

YEAR = datetime.now(UTC).year
LATER = [datetime(YEAR, 12, 31, 16, 30, tzinfo=UTC), datetime(YEAR // 4 * 4 + 4, 2, 29, 3, tzinfo=UTC), datetime(YEAR + 9, 6, 1, 23, 59, tzinfo=UTC)]


@pytest.fixture(params=LATER, ids=str)
def later(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Return the moment, in UTC, at which everything is typed."""
    moment: datetime = request.param
    monkeypatch.setattr(options, "wall_clock", lambda: moment)
    return moment


@pytest.mark.usefixtures("later")
def test_the_demo_shows_the_same(demo: Path, run: Run) -> None:
    built = run("demo", "register")
    assert built.code == 0
    for line in (("request", "list", "--today", "2026-04-01"), ("card", "list", "--today", "2026-04-01"), ("duty", "list", "--today", "2026-04-01")):
        assert run(*line, "--register", "register") == run(*line, "--register", str(demo))
    assert run("register", "verify", "--register", "register").code == 0


def test_what_is_typed_without_a_day_happens_on_that_of_the_register(later: datetime, sample: Path, run: Run) -> None:
    number = f"{later.astimezone(options.offset('+08:00')).year}-0001"
    for line in ("receive GH-03 --applicant 云岭科技有限公司", f"accept {number}", f"decide {number}", f"complete {number}"):
        ended = run("request", *line.split(), "--register", str(sample))
        assert ended.code == 0, ended
    assert run("check", "--register", str(sample)).code in {0, 1}
    assert run("register", "verify", "--register", str(sample)).code == 0
