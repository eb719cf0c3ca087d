import json
import sqlite3
from pathlib import Path

import pytest
from textual.pilot import Pilot

from approvals.cli import room
from approvals.cli.app import PROGRAM
from approvals.cli.board import command
from approvals.cli.board.app import Board
from approvals.cli.board.verbs import NEW, ON_CARD, ON_REQUEST
from approvals.cli.lazy import Noun
from approvals.core.refusals.probing import TRIALS
from approvals.render.text import width
from console import run_line
from stage import Staged, choose, lines, press, text


def on(pilot: Pilot[None]) -> Board:
    assert isinstance(pilot.app, Board)
    return pilot.app


def listed(sample: Path, *more: str) -> list[dict[str, str]]:
    return list(json.loads(run_line("request", "list", "--format", "json", "--register", str(sample), *more).out))


def test_the_board_opens_with_the_requests_in_the_order_of_the_list(staged: Staged, sample: Path) -> None:
    async def play(pilot: Pilot[None]) -> None:
        assert [line.split()[0] for line in lines(pilot)[3:] if line.startswith("2026-")] == [row["number"] for row in listed(sample)]

    staged(play)


def test_a_filter_keeps_what_holds_every_word_as_it_is_typed(staged: Staged) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await press(pilot, "slash", "g", "h", "space", "晨")
        assert on(pilot).rows.names() == ["2026-0010"]
        await press(pilot, "escape")
        assert len(on(pilot).rows.names()) == 14

    staged(play)


def test_finished_requests_are_found_by_their_number_or_listed_until_they_are_delivered(staged: Staged, sample: Path) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await press(pilot, "full_stop")
        assert on(pilot).rows.names() == [row["number"] for row in listed(sample, "--stage", "completed")]
        assert "Completed, not delivered 3/3" in text(pilot)
        await press(pilot, "full_stop")
        await choose(pilot, "2026-0001")
        assert on(pilot).rows.names() == ["2026-0001"]
        assert "2026-0001" in text(pilot)

    staged(play)


def test_a_verb_says_what_the_command_line_says(staged: Staged, sample: Path) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await choose(pilot, "2026-0010")
        await press(pilot, "a")
        assert "approvals request accept 2026-0010" in text(pilot)
        await press(pilot, "enter")
        assert "2026-0010 accepted: 建设工程规划许可证核发" in text(pilot)

    staged(play)
    assert [row["stage"] for row in listed(sample) if row["number"] == "2026-0010"] == ["accepted"]
    assert run_line("register", "verify", "--register", str(sample)).code == 0


def test_a_refusal_stays_in_the_form_in_the_words_of_the_command_line(staged: Staged, sample: Path) -> None:
    line = ["request", "stop", "2026-0003", "喝茶", "--register", str(sample), "--lang", "en"]

    async def play(pilot: Pilot[None]) -> None:
        await choose(pilot, "2026-0003")
        await press(pilot, "z", "喝", "茶", "enter")
        assert " ".join(run_line(*line).err.split()) in text(pilot)
        await press(pilot, "escape")
        assert "stop" in text(pilot)

    staged(play)


@pytest.mark.parametrize("number", ["2026-0003", "2026-0012", "2026-0017"])
def test_what_is_not_offered_is_refused_by_the_command_line_too(staged: Staged, sample: Path, number: str) -> None:
    plain = {"accept", "supplied", "resume", "returned", "complete", "deliver", "decide"}

    async def play(pilot: Pilot[None]) -> None:
        await choose(pilot, number)
        on(pilot).judge()
        offered = {key.verb for key in on(pilot).judged.offered}
        assert plain - offered
        assert "slip" in offered
        for key in ON_REQUEST:
            if key.verb in plain - offered:
                ended = run_line("request", key.verb, number, "--register", str(sample), "--lang", "en")
                await press(pilot, key.key)
                assert ended.code == 5
                assert " ".join(ended.err.split()) in text(pilot)

    staged(play)


def test_nobody_is_offered_what_the_role_forbids(staged: Staged) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await choose(pilot, "2026-0003")
        on(pilot).judge()
        assert {key.verb for key in on(pilot).judged.offered} == {"print", "slip"}

    staged(play, person="luoxia")


def test_a_late_entry_is_asked_for_its_reason_and_its_paper(staged: Staged, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "login", lambda: "xiongwei")
    policy = sample / "policy.toml"
    policy.write_text(policy.read_text(encoding="utf-8") + '\n[late]\nafter = "1 工作日"\n', encoding="utf-8")
    assert run_line("adopt", "policy", "--yes", "--register", str(sample)).code == 0

    async def play(pilot: Pilot[None]) -> None:
        await choose(pilot, "2026-0003")
        await press(pilot, "t", "审", "查", "down", "down", *"2026-03-30", "enter")
        assert "Why an event is entered late" in text(pilot)
        await press(pilot, "停", "电", "down", "簿", "enter")
        assert "2026-0003: step begun" in text(pilot)

    staged(play)
    shown = run_line("request", "show", "2026-0003", "--register", str(sample), "--lang", "en").out
    assert "entered late (停电, 簿)" in shown


def test_what_somebody_else_writes_appears(staged: Staged, sample: Path) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await choose(pilot, "2026-0017")
        await press(pilot, "escape")
        assert on(pilot).listing.chosen == "2026-0017"
        line = ["request", "receive", "GH-03", "--applicant", "云岭科技有限公司"]
        assert run_line(*line, "--register", str(sample)).code == 0
        on(pilot).look()
        await pilot.pause()
        assert "Requests 15/15" in text(pilot)
        assert on(pilot).listing.chosen == "2026-0017"

    staged(play)


def test_details_show_history_and_explanation(staged: Staged) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await choose(pilot, "2026-0012")
        await press(pilot, "enter")
        assert "stage: stopped by a special procedure" in text(pilot)
        await press(pilot, "end")
        assert "What moved the dates" in text(pilot)
        await press(pilot, "r")
        assert "approvals request resume 2026-0012" in text(pilot)
        await press(pilot, "enter")
        assert "2026-0012: the clock runs again" in text(pilot)
        await press(pilot, "home")
        assert "stage: being handled" in text(pilot)
        await press(pilot, "space", "z")
        assert "approvals request stop 2026-0012" in text(pilot)

    staged(play)


def test_cards_of_the_own_department_have_their_verbs(staged: Staged, sample: Path) -> None:
    async def play(pilot: Pilot[None]) -> None:
        await press(pilot, "tab")
        assert "Cards " in text(pilot)
        assert {"JS"} == {row["department"] for row in _cards(sample) if str(row["card"]) in on(pilot).rows.names()}
        await press(pilot, "a", "已", "down", "据", "enter")
        assert "the appeal is with the efficiency office" in text(pilot)

    staged(play, person="heqiang")


def _cards(sample: Path) -> list[dict[str, str]]:
    return list(json.loads(run_line("card", "list", "--format", "json", "--register", str(sample)).out))


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_columns_stand_straight(staged: Staged, columns: int, spoken: str) -> None:
    async def play(pilot: Pilot[None]) -> None:
        shown = lines(pilot)
        assert {width(line) for line in shown} == {columns}
        places = {width(line[: line.index(day)]) for line, day in ((line, _first_day(line)) for line in shown[3:]) if day and _both_dates(line)}
        assert len(places) == 1

    staged(play, columns=columns, spoken=spoken)


def _first_day(line: str) -> str:
    return next((word for word in line.split()[1:] if len(word) == 10 and word[4] == word[7] == "-"), "")


def _both_dates(line: str) -> bool:
    """Tell whether both dates are there, so that the first is that of the promise."""
    return sum(len(word) == 10 and word[4] == word[7] == "-" for word in line.split()[1:]) == 2


def test_every_verb_has_a_key_of_its_own() -> None:
    entry = PROGRAM.verbs["request"]
    assert isinstance(entry, Noun)
    keys = [key.key for key in (*ON_REQUEST, *NEW)]
    assert len(set(keys)) == len(keys)
    assert {key.verb for key in (*ON_REQUEST, *NEW)} == entry.verbs.keys() - {"show", "list", "explain", "import", "status"}
    cards = PROGRAM.verbs["card"]
    assert isinstance(cards, Noun)
    assert {key.verb for key in ON_CARD} == cards.verbs.keys() - {"show", "list"}
    assert TRIALS.keys() <= entry.verbs.keys()


def test_without_textual_one_sentence_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, sample: Path) -> None:
    monkeypatch.setattr(command, "_on_screen", lambda: True)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    ended = run_line("board", "--register", str(sample))
    assert (ended.code, ended.out) == (7, "")
    assert ended.err.startswith("Error: The board needs the package textual: run `pip install 'approvals[board]'`.")


def test_where_nothing_shows_a_screen_the_list_is_printed(sample: Path) -> None:
    printed = run_line("board", "--department", "GH", "--today", "2026-04-01", "--register", str(sample))
    assert printed == run_line("request", "list", "--department", "GH", "--today", "2026-04-01", "--register", str(sample))


def test_an_unknown_department_is_refused_before_anything_is_drawn(monkeypatch: pytest.MonkeyPatch, sample: Path) -> None:
    monkeypatch.setattr(command, "_on_screen", lambda: True)
    ended = run_line("board", "--department", "XX", "--register", str(sample))
    assert (ended.code, ended.out) == (2, "")
    assert "There is no department XX" in ended.err


def test_a_failure_ends_the_board_without_a_traceback(staged: Staged, capsys: pytest.CaptureFixture[str]) -> None:
    async def play(pilot: Pilot[None]) -> None:
        on(pilot).desk.connection.close()
        on(pilot).look()

    with pytest.raises(sqlite3.ProgrammingError):
        staged(play)
    assert "Traceback" not in "".join(capsys.readouterr())
