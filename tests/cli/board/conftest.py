"""A stage for the board: the sample register on a morning of its spring."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from approvals import language
from approvals.cli import options, room
from stage import Play, Staged, opened


@pytest.fixture
def staged(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Staged:
    """Return a function that plays keys on the board of the sample register on 1 April 2026."""
    monkeypatch.setattr(options, "wall_clock", lambda: datetime(2026, 4, 1, 2, 30, tzinfo=UTC))
    monkeypatch.setattr(options.Given, "offset", timezone(timedelta(hours=8)))

    def stage(play: Play, *, columns: int = 80, person: str = "liwen", spoken: str = "en") -> None:
        async def whole() -> None:
            with opened(sample) as board:
                async with board.run_test(size=(columns, 24)) as pilot:
                    await pilot.pause()
                    await play(pilot)

        monkeypatch.setattr(room, "login", lambda: person)
        language.choose(spoken)
        asyncio.run(whole())

    return stage
