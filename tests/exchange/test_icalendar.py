"""Due dates as a calendar reads them."""

from datetime import date
from pathlib import Path

from approvals.exchange.icalendar import DueDay, lines
from console import run_line

STAMP = date(2026, 11, 24)


def test_an_all_day_event_with_its_text_escaped() -> None:
    told = "".join(lines([DueDay("2026-0003-promised@YL", date(2026, 12, 31), "a, b; c\\d\ne")], "办件", STAMP))
    assert told.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//approvals//due//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:办件",
        "BEGIN:VEVENT",
        "UID:2026-0003-promised@YL",
        "DTSTAMP:20261124T000000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:a\\, b\\; c\\\\d\\ne",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_long_lines_are_folded_at_75_octets_and_no_character_is_split() -> None:
    text = "建设工程规划许可证核发𬬭" * 20
    told = "".join(lines([DueDay("u", STAMP, text)], "n", STAMP))
    assert max(len(line.encode()) for line in told.split("\r\n")) <= 75
    assert f"SUMMARY:{text}\r\n" in told.replace("\r\n ", "")


def test_the_dates_of_a_department_and_of_a_person(sample: Path, tmp_path: Path) -> None:
    shown = run_line("export", "due", "--department", "GH", "--today", "2026-03-31", "--register", str(sample)).out
    assert "UID:2026-0003-promised@YL\r\n" in shown
    assert "SUMMARY:2026-0003 建设工程规划许可证核发 (statutory)\r\nTRANSP" in shown.replace("\r\n ", "")
    assert not any(name in shown for name in ("云岭科技", "公司"))
    ended = run_line("export", "due", "--out", str(tmp_path / "due.ics"), "--today", "2026-03-31", "--register", str(sample))
    assert ended.out.endswith(f" due dates were written to {tmp_path / 'due.ics'}.\n")
    assert (tmp_path / "due.ics").read_bytes().count(b"BEGIN:VEVENT") > shown.count("BEGIN:VEVENT")
    assert run_line("export", "due", "--person", "nobody", "--register", str(sample)).code == 4
    assert run_line("export", "due", "--department", "nothing", "--register", str(sample)).code == 2
