"""The views for other people's SQL: as documented, in Chinese beside each code, with nothing personal."""
# ruff: noqa: S608 - names of views and columns of ours

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from approvals import language
from approvals.core import card, entry, events, facts, request, terms
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.level import Level
from approvals.core.limits import Unit
from approvals.core.views import VIEWS
from approvals.language import Spoken, say
from approvals.store.database import create
from approvals.store.schema import labels
from console import run_line


def words(known: Mapping[str, object] | type) -> dict[str, str]:
    """Return the Chinese words of an enumeration or a table of words, by code."""
    language.choose("zh_CN")
    if isinstance(known, type):
        return {str(member): say(*member.said()) for member in known if isinstance(member, Spoken)}  # type: ignore[attr-defined]
    return {code: say(str(word[-1] if isinstance(word, tuple) else word)) for code, word in known.items()}


def test_every_column_is_documented_in_its_order(tmp_path: Path) -> None:
    connection = create(tmp_path)
    found = {
        name: [column[1] for column in connection.execute(f"pragma table_info({name})")]
        for (name,) in connection.execute("select name from sqlite_schema where type = 'view'")
    }
    connection.close()
    assert found == {name: list(view.columns) for name, view in VIEWS.items()}


@pytest.mark.parametrize(
    ("held", "known"),
    [
        (labels.STAGES, request.Stage),
        (labels.DEADLINES, DeadlineKind),
        (labels.STATES, card.CardState),
        (labels.KINDS, terms.Kind),
        (labels.HANDLINGS, terms.Handling),
        (labels.OUTCOMES, events.Outcome),
        (labels.EVENTS["request"], entry.NAMES),
        (labels.EVENTS["card"], card.CARD_EVENTS),
        (labels.FACTS, {name: word for name, (word, _key) in facts.FACTS.items()}),
        (labels.LEVELS, {str(level): level.said()[0] for level in Level if level is not Level.NONE}),
    ],
)
def test_the_labels_are_the_words_of_the_catalogue(held: dict[str, str], known: Mapping[str, object] | type) -> None:
    assert held == words(known)


def test_every_unit_has_a_label() -> None:
    assert list(labels.UNITS) == list(Unit)


def test_every_row_of_the_sample_register_has_its_chinese_words(sample: Path) -> None:
    connection = sqlite3.connect(sample / "register.db")
    for view, shape in VIEWS.items():
        for column in (name for name in shape.columns if name.endswith("_label")):
            code = column.removesuffix("_label")
            bare = connection.execute(f"select {code}, {column} from {view} where {column} = {code}").fetchall()
            assert bare == [], (view, column)
    counts = {view: connection.execute(f"select count(*) from {view}").fetchone()[0] for view in VIEWS}
    connection.close()
    assert all(counts.values()), counts


def test_nothing_personal_stands_in_any_view(sample: Path) -> None:
    assert run_line("request", "terminate", "2026-0003", "--reason", "申请人王伟死亡", "--register", str(sample)).code == 0
    connection = sqlite3.connect(sample / "register.db")
    secret = {value for row in connection.execute("select value, salt from personal") for value in row}
    staff = {person["name"] for (data,) in connection.execute("select data from adopted where kind = 'staff'") for person in json.loads(data)["person"]}
    actors = {actor for (actor,) in connection.execute("select distinct actor from event")}
    reasons = {json.loads(payload).get("reason") for (payload,) in connection.execute("select payload from event")} - {None}
    shown = {cell for view in VIEWS for row in connection.execute(f"select * from {view}") for cell in row}
    connection.close()
    assert secret
    assert reasons
    assert not shown & (secret | staff | actors | reasons)
    assert not any(str(cell).startswith("sha256:") for cell in shown)


def test_an_item_is_shown_as_it_was_adopted(sample: Path) -> None:
    connection = sqlite3.connect(sample / "register.db")
    row = connection.execute("select name, kind, kind_label, handling_label, statutory_limit, promised_limit from v_item where code = 'GH-03'").fetchone()
    connection.close()
    assert row == ("建设工程规划许可证核发", "administrative_licence", "行政许可", "承诺件", "20 工作日", "10 工作日")


def test_a_card_about_a_person_names_nobody(root: Path) -> None:
    connection = sqlite3.connect(root / "register.db")
    key = "fact/closings-in-one-minute/2026-03-02T08:15"
    connection.execute(
        f"insert into card values ('person', 'liwen', '{key}', 'yellow', 1, 'liwen/{key}/yellow', 'r', '', '', '', 'GH', 'liwen', 'issued', null, null, 1)"
    )
    connection.execute(f"insert into deadline values ('order', 'liwen/{key}/yellow/1', 'order', '', '', null, 0, '[]')")
    rows = connection.execute("select kind, kind_label, fact, about, subject from v_card").fetchall()
    orders = connection.execute("select subject from v_deadline where kind = 'order'").fetchall()
    connection.close()
    assert rows == [("fact", "同一分钟办结多件", "closings-in-one-minute", "2026-03-02T08:15", None)]
    assert orders == [(None,)]
