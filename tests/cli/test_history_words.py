"""The history on a page: words and names for people, codes and ids for programs."""

import json
import shlex
from datetime import date
from pathlib import Path

import pytest

from approvals.cli.history_words import person_told, told
from approvals.core import events
from approvals.core.events import Event
from approvals.language import choose, spoken
from console import run_line

TOLD: list[tuple[Event, str, str]] = [
    (events.Completed("certificate", "证1"), "kind", "出证"),
    (events.Completed("自办", "证1"), "kind", "自办"),
    (events.Delivered("handed"), "how", "当面送达"),
    (events.Delivered("托人捎去"), "how", "托人捎去"),
    (events.Stopped("专家评审", "", 5), "days", "告知 5 个工作日"),
    (events.StopNoticed("专家评审", 8), "days", "告知 8 个工作日"),
    (events.Extended(5, "谭国华", "论证", date(2026, 4, 2)), "days", "延长 5 日"),
    (events.Assigned("liwen"), "person", "liwen"),
]


@pytest.mark.parametrize(("event", "field", "words"), TOLD)
def test_a_value_is_told_in_words(event: Event, field: str, words: str) -> None:
    choose("zh_CN")
    try:
        assert spoken(told(event, field, getattr(event, field))) == words
    finally:
        choose("en")


def test_without_a_register_nobody_has_a_name() -> None:
    assert person_told("liwen") == "liwen"


def page(root: Path, line: str) -> str:
    ended = run_line(*shlex.split(line), "--register", str(root), "--lang", "zh_CN")
    assert ended.code == 0, ended
    return ended.out


def test_names_stand_on_the_page_and_ids_in_machine_output(sample: Path) -> None:
    page(sample, "inspection record C01 --finding absent --person liwen --as luoxia --on 2026-04-02")
    shown = page(sample, "inspection show JC-2026-0003 --as luoxia").splitlines()[-1]
    assert shown.endswith("罗霞")
    assert "脱岗" in shown
    assert "李文" in shown
    (happened,) = json.loads(page(sample, "inspection show JC-2026-0003 --as luoxia --format json"))["history"]
    assert (happened["by"], happened["details"]["findings"], happened["details"]["person"]) == ("luoxia", ["absent"], "liwen")


def test_somebody_who_has_left_the_staff_file_stays_as_the_record_has_it(sample: Path) -> None:
    page(sample, "request assign 2026-0003 liwen --as liwen --on 2026-04-02")
    assert page(sample, "request show 2026-0003").splitlines()[-1].split()[-2:] == ["李文", "李文"]
    file = sample / "staff.toml"
    people = file.read_text(encoding="utf-8").split("[[person]]")
    file.write_text("[[person]]".join(part for part in people if '"liwen"' not in part), encoding="utf-8")
    page(sample, "adopt staff --yes --as root")
    assert page(sample, "request show 2026-0003").splitlines()[-1].split()[-2:] == ["liwen", "liwen"]
