"""What changes in a card policy or a staff file, told value by value."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from approvals.core.changes import policy_changes, staff_changes
from approvals.language import Sentence, spoken

Changes = Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[Sentence]]
RULE = '[[rule]]\nid = "T1"\nobject = "delivery"\nover = "0 工作日"\nlevel = "yellow"\n'
LIWEN = '[[person]]\nid = "liwen"\nname = "李文"\nroles = ["clerk"]\n'
TOLD: list[tuple[Changes, str, str, list[str]]] = [
    (policy_changes, "", RULE, ["rule T1: new, object=delivery over=0 工作日 level=yellow"]),
    (policy_changes, RULE, "", ["rule T1: gone, it was object=delivery over=0 工作日 level=yellow"]),
    (
        policy_changes,
        RULE,
        RULE + "confirm = true\n",
        ["T1.confirm: none → true"],
    ),
    (policy_changes, "", "cards_from = 2026-01-01\n", ["cards_from: none → 2026-01-01"]),
    (policy_changes, '[appeal]\nwithin = "5 工作日"\n', '[appeal]\nwithin = "3 工作日"\n', ["appeal.within: 5 工作日 → 3 工作日"]),
    (staff_changes, LIWEN, LIWEN.replace("clerk", "head"), ["liwen.roles: clerk → head"]),
    (staff_changes, LIWEN, "", ["liwen: gone, it was name=李文 roles=clerk"]),
    (staff_changes, LIWEN, LIWEN + 'mail = "a@b"\n', ["liwen.mail: none → a@b"]),
    (staff_changes, LIWEN, LIWEN, []),
]


@pytest.mark.parametrize(("changes", "old", "new", "told"), TOLD)
def test_a_change_is_told(changes: Changes, old: str, new: str, told: list[str]) -> None:
    assert [spoken(change) for change in changes(tomllib.loads(old), tomllib.loads(new))] == told
