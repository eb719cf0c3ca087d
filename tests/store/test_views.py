"""The views for other people's SQL: as documented, in Chinese beside each code, with nothing personal."""
# ruff: noqa: S608 - names of views and columns of ours

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from approvals import language
from approvals.core import card, entry, events, facts, terms
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.level import Level
from approvals.core.limits import Unit
from approvals.core.oversight import complaint_events, stage
from approvals.core.oversight.assessment import REVOKED, STANDS
from approvals.core.oversight.duty import DUTY
from approvals.core.oversight.nouns import NOUNS
from approvals.core.oversight.rating import RATED
from approvals.core.oversight.roster import DISMISSED, SERVING, WAITING
from approvals.core.stage import Stage
from approvals.core.views import VIEWS
from approvals.language import say
from approvals.store.database import create
from approvals.store.schema import labels
from console import run_line


def words(known: Mapping[str, object] | type) -> dict[str, str]:
    """Return the Chinese words of an enumeration or a table of words, by code."""
    language.choose("zh_CN")
    if isinstance(known, type):
        return {str(member): say(*member.said()) for member in known if hasattr(member, "said")}  # type: ignore[attr-defined]
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
        (labels.STAGES, Stage),
        (labels.DEADLINES, DeadlineKind),
        (labels.STATES, card.CardState),
        (labels.KINDS, terms.Kind),
        (labels.HANDLINGS, terms.Handling),
        (labels.OUTCOMES, events.Outcome),
        (labels.EVENTS["request"], entry.NAMES),
        (labels.EVENTS["card"], card.CARD_EVENTS),
        (labels.FACTS, {name: word for name, (word, _key) in facts.FACTS.items()}),
        (labels.COORDINATION, complaint_events.Class),
        (labels.CONCLUSIONS, complaint_events.Conclusion),
        (labels.MATTERS, {"duty": DUTY.word} | {kind: noun.word for kind, noun in NOUNS.items() if kind != "ballot"}),
        (labels.LEVELS, {str(level): level.said()[0] for level in Level if level is not Level.NONE}),
    ],
)
def test_the_labels_are_the_words_of_the_catalogue(held: dict[str, str], known: Mapping[str, object] | type) -> None:
    assert held == words(known)


def test_a_stage_of_matters_has_one_word_whatever_its_kind() -> None:
    stages = words(complaint_events.Stage) | words(stage.Stage)
    assert {code: labels.MATTER_STAGES[code] for code in stages} == stages
    assert set(labels.MATTER_STAGES) - set(stages) == {"running", RATED, SERVING, DISMISSED, WAITING, STANDS, REVOKED}


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


def asked(sample: Path, query: str) -> list[tuple[object, ...]]:
    """Return the answer of a query over the views."""
    connection = sqlite3.connect(sample / "register.db")
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_a_complaint_is_shown_with_its_days_and_what_was_found(sample: Path) -> None:
    query = """
        select channel, type, coordination_label, way, stage_label, recorded_on, accepted_on, handled_on, concluded_on, replied_on,
            conclusion_label, remedy, anonymous from v_complaint where number = 'TS-2026-0005'
    """
    days = ("2026-03-26", "2026-03-26", "2026-03-27", "2026-03-27", "2026-03-30")
    assert asked(sample, query) == [("12345", "attitude", "一般", "self", "已答复", *days, "部分属实", "explained", 0)]


def test_the_request_of_a_complaint_is_shown_with_consent_alone(sample: Path) -> None:
    assert asked(sample, "select request from v_complaint where number = 'TS-2026-0001'") == [("",)]
    agreed = ("complaint", "record", "又超时", "--channel", "web", "--request", "2026-0002", "--consent", "--on", "2026-04-01", "--as", "luoxia")
    assert run_line(*agreed, "--register", str(sample)).code == 0
    assert asked(sample, "select request from v_complaint where number = 'TS-2026-0006'") == [("2026-0002",)]
    assert "2026-0015" not in str(asked(sample, "select * from v_matter where kind = 'rating'"))


def test_an_inspection_is_shown_with_the_days_of_its_rectification(sample: Path) -> None:
    for words_ in (("rectified", "JC-2026-0001", "--measure", "已补岗", "--on", "2026-04-01"), ("recheck", "JC-2026-0001", "--passed", "--on", "2026-04-02")):
        assert run_line("inspection", *words_, "--as", "luoxia", "--register", str(sample)).code == 0
    query = "select counter, findings, stage_label, fixed, rectify_by, rectified_on, rechecked_on, passed, closed_on from v_inspection order by number"
    assert asked(sample, query) == [
        ("C01", '["absent"]', "了结", 0, "2026-12-31", "2026-04-01", "2026-04-02", 1, "2026-04-02"),
        ("C02", '["none"]', "了结", 0, None, None, None, None, "2026-04-01"),
    ]


def test_what_people_typed_about_a_matter_is_no_title(sample: Path) -> None:
    for line in (
        ("supervision", "plan", "王伟任期内事项", "--object", "云溪镇", "--content", "…"),
        ("visit", "record", "云岭市应急管理局", "王伟石材加工店", "--purpose", "检查"),
        ("audit", "record", "王伟任期经济责任", "--kind", "revenue-expenditure"),
        ("inspection", "record", "C01", "--finding", "late", "--person", "王伟", "--text", "王伟迟到", "--fixed", "王伟已到岗"),
        ("accountability", "record", "JS", "--measure", "talk", "--reason", "王伟脱岗", "--decided-by", "党工委会议", "--person", "王伟"),
        ("complaint", "record", "王伟态度差", "--channel", "web", "--target", "王伟", "--complainant", "王伟"),
        ("complaint", "meeting", "TS-2026-0001", "TS-2026-0002", "--decision", "王伟到会说明"),
    ):
        assert run_line(*line, "--on", "2026-04-01", "--as", "luoxia", "--register", str(sample)).code == 0, line
    assert not [row for view in VIEWS for row in asked(sample, f"select * from {view}") if "王伟" in str(row)]
    assert {kind for (kind,) in asked(sample, "select distinct kind from v_matter")} == set(labels.MATTERS)
    assert asked(sample, "select distinct type_label from v_matter_event where type = 'met'") == [("集中调度",)]
