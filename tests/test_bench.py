"""The registers of the benches are ones that the program could have made, and what `tests/bench/sizes.py` says of its samples is so."""

import json
from pathlib import Path

import pytest
from registers import RARE, TODAY, Size, built, number_of
from results import BEGIN, END, Results, Sample, page, written

from console import run_line


def test_a_register_of_the_benches_is_as_its_events_say(tmp_path: Path) -> None:
    built(tmp_path / "register", Size.usual(60))
    register = ("--register", str(tmp_path / "register"))
    assert [row["number"] for row in json.loads(run_line("request", "list", "--format", "json", *register).out)] == [number_of(n) for n in (60, 20, 40)]
    assert [row["applicant"] for row in json.loads(run_line("find", RARE, "--format", "json", *register).out)] == [RARE] * 3
    raised = json.loads(run_line("check", "--today", TODAY.isoformat(), "--format", "json", *register).out)["new"]
    assert [card["number"] for card in raised] == [number_of(60)]
    assert run_line("register", "verify", *register).code == 0


@pytest.fixture
def results() -> Results:
    found = Results()
    found.told = ["taskwarrior is missing"]
    for turn, noise in enumerate((1.0, 1.4, 0.8)):
        for size, ratio in ((100, 6.0), (1000, 9.0)):
            found.add("`request show`", size, Sample(0.07, 30, ratio * noise))
            found.add("`request accept`", size, Sample(0.07, 30, 8.0 + turn))
    return found


def test_growth_is_that_of_samples_of_the_same_turn(results: Results) -> None:
    made = page(results, [100, 1000])
    assert "taskwarrior is missing" in made
    assert "| `request show` | 6.0 | 9.0 | +50% |" in made
    assert "| `request accept` | 9.0 | 9.0 | +0% |" in made
    assert "More than a tenth slower at 1,000 requests: `request show`." in made


def test_the_table_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    file.write_text(f"# Performance\n\n{BEGIN}\nold\n{END}\n\nmore\n", encoding="utf-8")
    written(file, "| new |\n")
    assert file.read_text(encoding="utf-8") == f"# Performance\n\n{BEGIN}\n| new |\n{END}\n\nmore\n"
    with pytest.raises(SystemExit, match="has no <!-- sizes -->"):
        written(Path(__file__), "")
