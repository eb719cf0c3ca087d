"""Event logs as other people read them: the very lines of a small one, and XES by its own rules."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from xml.etree import ElementTree as ET

import pytest

from approvals.core.entry import Entry
from approvals.core.events import Amended, Decided, Noted, Outcome, Received, Resumed, StepBegun, StepDone, Stopped
from approvals.core.trace import Trace, trace
from approvals.exchange.event_log import LogForm, written
from approvals.store.schema.labels import EVENTS

CHINA = timezone(timedelta(hours=8))
CASE = {"item": "GH-03", "item_name": "建设工程规划许可证核发", "department": "GH", "department_name": "自然资源和规划分局"}
XES = "{http://www.xes-standard.org/}"


def entries() -> list[Entry]:
    """Return a request that was handled, stopped and refused, one of its days put right."""
    return [
        Entry(date(2026, 3, 2), Received("GH-03", "王伟", channel="窗口"), 1, actor="liwen"),
        Entry(date(2026, 3, 5), StepBegun("审查"), 2, actor="zhoumin"),
        Entry(date(2026, 3, 4), Stopped("专家评审"), 3, actor="liwen"),
        Entry(datetime(2026, 3, 6, 9, 30, tzinfo=None), Resumed("专家评审"), 4, actor="liwen"),  # noqa: DTZ001 - local, as in the ledger
        Entry(date(2026, 3, 9), StepDone("审查"), 5, actor="zhoumin"),
        Entry(date(2026, 3, 9), Noted("=1+1", "Resource7", "schedule"), 6, actor="tanguohua", origin="import:elsewhere/0001"),
        Entry(date(2026, 3, 10), Decided(Outcome.REFUSED, "不符合规划"), 7, actor="zhoumin"),
        Entry(date(2026, 3, 12), Amended("日期笔误", "2026-03-11"), 8, actor="liwen", amends=7),
    ]


def traces() -> Iterator[Trace]:
    yield trace("2026-0001", entries(), CASE, EVENTS["request"])


def test_csv_has_the_column_names_of_xes_no_names_and_no_formulas() -> None:
    told = "".join(written(LogForm.CSV, traces(), CHINA))
    assert told.splitlines() == [
        (
            "case:concept:name,concept:name,time:timestamp,org:resource,lifecycle:transition,"
            "case:item,case:item_name,case:department,case:department_name,case:channel,case:declared_due,case:outcome"
        ),
        *(
            f"2026-0001,{line},GH-03,建设工程规划许可证核发,GH,自然资源和规划分局,窗口,,refused"
            for line in (
                "收件,2026-03-02T00:00:00.000+08:00,P1,complete",
                "特别程序：专家评审,2026-03-04T00:00:00.000+08:00,P1,start",
                "环节：审查,2026-03-05T00:00:00.000+08:00,P2,start",
                "特别程序：专家评审,2026-03-06T09:30:00.000+08:00,P1,complete",
                "环节：审查,2026-03-09T00:00:00.000+08:00,P2,complete",
                "'=1+1,2026-03-09T00:00:00.000+08:00,P3,schedule",
                "决定,2026-03-11T00:00:00.000+08:00,P2,complete",
            )
        ),
    ]


def test_an_event_that_was_struck_out_is_not_told() -> None:
    struck = [*entries(), Entry(date(2026, 3, 12), Amended("误录", struck=True), 9, amends=2)]
    assert [event.activity for event in trace("1", struck, CASE, EVENTS["request"]).events].count("环节：审查") == 1


def test_xes_tells_the_same_events_at_the_same_times() -> None:
    log = ET.fromstring("".join(written(LogForm.XES, traces(), CHINA)))  # noqa: S314 - our own text
    assert (log.tag, log.get("xes.version")) == (f"{XES}log", "2.0")
    assert [extension.get("prefix") for extension in log.iter(f"{XES}extension")] == ["concept", "time", "org", "lifecycle"]
    (case,) = log.iter(f"{XES}trace")
    assert {attribute.get("key"): attribute.get("value") for attribute in case if attribute.get("key")} == {
        "concept:name": "2026-0001",
        **CASE,
        "channel": "窗口",
        "outcome": "refused",
    }
    events = [{attribute.get("key"): attribute.get("value") for attribute in event} for event in case.iter(f"{XES}event")]
    rows = [line.split(",")[1:5] for line in "".join(written(LogForm.CSV, traces(), CHINA)).splitlines()[1:]]
    keys = ("concept:name", "time:timestamp", "org:resource", "lifecycle:transition")
    assert [[event[key] for key in keys] for event in events] == [[row[0].removeprefix("'"), *row[1:]] for row in rows]
    globals_ = [{attribute.get("key") for attribute in found} for found in log.iter(f"{XES}global") if found.get("scope") == "event"]
    assert all(keys_ <= set(event) for keys_ in globals_ for event in events)


@pytest.mark.parametrize("text", ['<a href="x">&\'', "\x01\ufffe", "换\n行\t"])
def test_whatever_a_text_holds_xes_stays_xml(text: str) -> None:
    told = trace(text, [Entry(datetime(2026, 3, 2, tzinfo=UTC).date(), Received("GH-03", ""), 1)], {"item_name": text}, EVENTS["request"])
    log = ET.fromstring("".join(written(LogForm.XES, [told], CHINA)))  # noqa: S314 - our own text
    (number, name) = [attribute.get("value") for attribute in log.iter(f"{XES}string") if attribute.get("key") in {"concept:name", "item_name"}][2:4]
    assert number == name == text.replace("\x01", "\ufffd").replace("\ufffe", "\ufffd")
