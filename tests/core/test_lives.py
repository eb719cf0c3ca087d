"""Ten common items with limits that differ in shape, each lived from receipt to its end on the shipped guide."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from approvals.core import events as kinds
from approvals.core.calendar import Calendar
from approvals.core.deadline import deadlines, of_kind
from approvals.core.deadline_kind import DeadlineKind
from approvals.core.events import Accepted, Completed, Decided, Delivered, Event, Outcome, Received, Resumed, Stopped, SupplementRequested, Supplied
from approvals.core.fold import renewed_in_time
from approvals.core.guide import Item, item_from
from approvals.core.law import Law
from approvals.errors import NotAllowed
from living import dates, law_of, lived, replayed

day = date.fromisoformat
GUIDE = Path(__file__).parents[2] / "data" / "guide"


@pytest.fixture(scope="session")
def guide() -> dict[str, Item]:
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in GUIDE.glob("*.toml"))
    return {item["code"]: item_from(item) for table in tables for item in table["item"]}


def both(law: Law, *happened: tuple[str, Event]) -> tuple[str | None, str | None]:
    """Return the promised and the statutory date as of the last event."""
    found = dates(lived(law, *happened), law)
    return found.get("promised"), found.get("statutory")


def ended(law: Law, kind: DeadlineKind, *happened: tuple[str, Event]) -> date | None:
    found = of_kind(deadlines(lived(law, *happened), law, day("2026-12-31")), kind)
    return found.ended if found else None


def finished(on: str, decision: Decided | None = None) -> tuple[tuple[str, Event], ...]:
    """Return the end of a life: decided, completed and handed over on one day."""
    return ((on, decision or Decided()), (on, Completed()), (on, Delivered("handed", "送1")))


def received(code: str, on: str = "2026-03-02") -> tuple[str, Event]:
    return (on, Received(code, "云岭软件公司"))


def test_open_government_information_is_counted_from_the_corrected_application(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["DZ-01"], shipped)
    asked = (received("DZ-01"), ("2026-03-11", SupplementRequested(tuple(material.name for material in guide["DZ-01"].materials[:1]))))
    assert dates(lived(law, received("DZ-01")), law)["acceptance"] == "2026-03-11"  # seven working days
    assert replayed(law, received("DZ-01"), today=day("2026-04-30")).stage == "received"  # no deemed acceptance
    assert both(law, received("DZ-01"))[1] == "2026-03-30"
    assert both(law, *asked) == (None, None)
    whole = (*asked, ("2026-03-16", Supplied(complete=True)))
    assert both(law, *whole)[1] == "2026-04-14"
    consent = kinds.Extended(20, "公开工作机构负责人", "需征求第三方意见", day("2026-04-10"))
    assert both(law, *whole, ("2026-04-10", consent))[1] == "2026-05-14"
    rested = (*whole, ("2026-03-20", Stopped("征求第三方意见", "征1", 15)), ("2026-04-03", Resumed("征求第三方意见", "复1")))
    assert both(law, *rested)[1] == "2026-04-28"
    assert ended(law, DeadlineKind.STATUTORY, *rested, *finished("2026-04-24")) == day("2026-04-24")
    assert guide["DZ-01"].supplement
    lapsed = lived(law, *asked, ("2026-04-30", kinds.Lapsed(guide["DZ-01"].supplement.lapse_basis)))
    assert lapsed.stage == "lapsed"


def test_a_pollutant_permit_depends_on_its_case_and_is_accepted_in_three_days(guide: dict[str, Item], shipped: Calendar) -> None:
    item = guide["HB-05"]
    law = law_of(item, shipped)
    assert replayed(law, received("HB-05"), today=day("2026-03-05")).stage == "received"
    assert replayed(law, received("HB-05"), today=day("2026-03-06")).deemed_accepted
    accepted = (received("HB-05"), ("2026-03-03", Accepted()))
    assert both(law, *accepted)[1] == "2026-03-23"
    assert item.statutory
    found = {str(other.limit.amount): both(law, *accepted, ("2026-03-05", kinds.CaseFound(other.when)))[1] for other in item.statutory.alternatives}
    assert found == {"30": "2026-04-02", "45": "2026-04-17"}
    inspected = (("2026-03-05", kinds.CaseFound(item.statutory.alternatives[1].when)), ("2026-03-20", kinds.SiteChecked(("李文", "周敏"), "勘1")))
    life = (*accepted, *inspected, *finished("2026-04-16"))
    assert (ended(law, DeadlineKind.STATUTORY, *life), dates(lived(law, *life), law)["delivery"]) == (day("2026-04-16"), "2026-04-30")
    assert item.renewal
    assert (item.renewal.apply_before.amount, item.renewal.apply_before.unit) == (60, "calendar_days")


def test_a_medical_device_licence_is_plain_working_days(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["SC-05"], shipped)
    life = (received("SC-05"), ("2026-03-04", Accepted()), ("2026-03-18", Decided()), ("2026-03-18", Completed()), ("2026-03-20", Delivered("post", "送1")))
    assert both(law, *life) == ("2026-03-18", "2026-04-01")
    assert ended(law, DeadlineKind.DELIVERY, *life) == day("2026-03-20")


def test_a_nurse_is_registered_within_twenty_days_of_receipt(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["WJ-03"], shipped)
    assert both(law, received("WJ-03", "2026-03-07")) == ("2026-03-09", "2026-04-03")  # received on a Saturday, promised on the spot
    assert both(law, received("WJ-03"), ("2026-03-06", Accepted()))[1] == "2026-03-30"  # acceptance moves nothing
    at_once = (received("WJ-03"), ("2026-03-02", Accepted()), *finished("2026-03-02"))
    assert ended(law, DeadlineKind.PROMISED, *at_once) == day("2026-03-02")


def test_a_check_on_site_does_not_stop_the_clock_of_a_high_risk_sport(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["WL-06"], shipped)
    life = (received("WL-06"), ("2026-03-04", Accepted()), ("2026-03-10", kinds.SiteChecked(("李文", "周敏"))))
    assert both(law, *life)[1] == "2026-04-01"
    with pytest.raises(NotAllowed, match="does not stop the clock"):
        lived(law, *life, ("2026-03-11", Stopped("现场核查", "特1", 5)))
    refused = Decided(Outcome.REFUSED, "场所不符合国家标准", "六十日内复议，六个月内诉讼")
    assert ended(law, DeadlineKind.STATUTORY, *life, *finished("2026-03-16", refused)) == day("2026-03-16")
    assert "delivery" not in dates(lived(law, *life, *finished("2026-03-16", refused)), law)  # art. 44 is about what was granted


def test_a_performance_is_approved_in_three_days(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["WL-04"], shipped)
    assert both(law, received("WL-04", "2026-03-03"), ("2026-03-03", Accepted())) == ("2026-03-05", "2026-03-06")
    assert both(law, received("WL-04", "2026-03-05"), ("2026-03-05", Accepted())) == ("2026-03-09", "2026-03-09")  # the third day is a Sunday
    late = (received("WL-04", "2026-03-03"), ("2026-03-03", Accepted()), *finished("2026-03-09"))
    assert both(law, *late)[1] == "2026-03-06"
    assert ended(law, DeadlineKind.STATUTORY, *late) == day("2026-03-09")


def test_a_large_event_is_decided_in_seven_calendar_days(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["GA-01"], shipped)
    assert both(law, received("GA-01", "2026-04-27"), ("2026-04-28", Accepted()))[1] == "2026-05-06"  # 5 May rests
    life = (received("GA-01", "2026-04-27"), ("2026-04-28", Accepted()))
    with pytest.raises(NotAllowed, match="cannot be extended"):
        lived(law, *life, ("2026-04-30", kinds.Extended(3, "局长", "复杂", day("2026-04-30"))))
    assert ended(law, DeadlineKind.STATUTORY, *life, *finished("2026-05-06")) == day("2026-05-06")


def test_fireworks_are_licensed_before_spring_festival(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["YJ-01"], shipped)
    life = (received("YJ-01", "2026-01-26"), ("2026-01-27", Accepted()))
    assert both(law, *life) == ("2026-02-03", "2026-02-24")  # the twentieth day, 16 February, lies in the festival
    issued = (*life, ("2026-02-05", Decided()), ("2026-02-06", Completed(certificate="烟001")))
    assert ended(law, DeadlineKind.STATUTORY, *issued) == day("2026-02-06")  # 核发, not the decision
    assert "delivery" not in dates(lived(law, *issued), law)


def test_a_presale_permit_has_ten_calendar_days_from_receipt(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["ZF-01"], shipped)
    assert both(law, received("ZF-01", "2026-03-04")) == ("2026-03-09", "2026-03-16")
    asked = (received("ZF-01", "2026-03-04"), ("2026-03-06", SupplementRequested((guide["ZF-01"].materials[0].name,), "补1")))
    whole = (*asked, ("2026-03-10", Supplied(complete=True)), ("2026-03-10", Accepted("受1")))
    assert both(law, *whole) == ("2026-03-16", "2026-03-20")  # from the day on which all of it had been received
    assert ended(law, DeadlineKind.STATUTORY, *whole, *finished("2026-03-19")) == day("2026-03-19")


def test_a_work_injury_rests_while_a_court_has_not_concluded(guide: dict[str, Item], shipped: Calendar) -> None:
    item = guide["RS-07"]
    law = law_of(item, shipped)
    life = (received("RS-07"), ("2026-03-04", Accepted()))
    assert not item.licence
    assert both(law, *life)[1] == "2026-05-06"  # sixty calendar days end on 3 May
    assert item.statutory
    simple = item.statutory.alternatives[0].when
    assert both(law, *life, ("2026-03-05", kinds.CaseFound(simple))) == ("2026-03-19", "2026-03-19")
    kind = item.special_procedures[0].name
    rested = (*life, ("2026-03-10", Stopped(kind, "中止1", 60)), ("2026-06-10", Resumed(kind, "恢复1")))
    assert both(law, *rested)[1] == "2026-08-03"
    assert ended(law, DeadlineKind.STATUTORY, *rested, *finished("2026-07-31")) == day("2026-07-31")
    with pytest.raises(NotAllowed, match="cannot be extended"):
        lived(law, *life, ("2026-03-20", kinds.Extended(10, "局长", "复杂", day("2026-03-20"))))
    assert "publication" not in dates(lived(law, *life, ("2026-03-20", Decided())), law)


def test_a_renewed_water_permit_is_asked_for_forty_five_days_before(guide: dict[str, Item], shipped: Calendar) -> None:
    law = law_of(guide["NS-02"], shipped)
    renewal = Received("NS-02", "云岭水厂", renews="取水001", expires=day("2026-04-30"))
    assert renewed_in_time(replayed(law, ("2026-03-16", renewal)), law)
    assert not renewed_in_time(replayed(law, ("2026-03-17", renewal)), law)
