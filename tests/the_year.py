"""The zone's own year: what its programme says of it, entered as its people would; everything by chance of one seed."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from approvals import nightly
from approvals.core.oversight.audit import AUDIT, Audited
from approvals.core.oversight.complaint import COMPLAINT
from approvals.core.oversight.complaint_events import Accepted, Concluded, FollowedUp, Handled, Recorded, Replied
from approvals.core.oversight.duty import Done
from approvals.core.oversight.inspection import INSPECTION, Inspected, Rectified
from approvals.core.oversight.roster import Appointed, Roster
from approvals.desk.adoption import adopt
from approvals.desk.complaint import record_complaint
from approvals.desk.duty import count_records, duties, periods_of, record_duty
from approvals.desk.evaluation import Typed, cast_ballot, open_evaluation
from approvals.desk.history import bare_request_of
from approvals.desk.matter import open_matter, record_matter
from approvals.desk.projection import project
from approvals.desk.register import Desk, open_register
from approvals.desk.roster import appoint
from approvals.store import matters, rules
from approvals.store.database import transaction
from approvals.store.ledger import Ledger
from forged import events_of, life, working_days

DAY = date(2026, 11, 24)
CHANNELS = ("hotline", "web", "letter-box", "qq", "in-person", "12345")
FINDINGS = ("none", "none", "none", "absent", "late", "not-displayed", "records", "manners")
RULE = """
[[power.rule]]
id = "{code}-Z{number}"
name = "第{number}项制度"
bound = true
publication = "窗口公示"

[[power.rule.basis]]
law = "行政许可法"
article = 30

[[power.rule.step]]
name = "公示"

[[power.rule.supervision]]
by = "效能办"
how = "每月抽查"
"""


def rules_on_powers(root: Path, codes: list[str], total: int = 139) -> None:
    """Write so many rules on powers, divided among the departments."""
    for file in (root / "powers").glob("*.toml"):
        file.unlink()
    least, more = divmod(total, len(codes))
    for place, code in enumerate(codes):
        power = f'[[power]]\nid = "{code}-Q1"\nname = "公示"\ndepartment = "{code}"\nholder = "综合科"\nkind = "其他"\n'
        written = "".join(RULE.format(code=code, number=number) for number in range(1, least + (place < more) + 1))
        (root / "powers" / f"{code}.toml").write_text(power + written, encoding="utf-8")


def oversight(root: Path, number: int = 10) -> None:
    """Name the supervision groups that the sample lacks, and let its duties begin with the year."""
    duties_file = root / "oversight" / "duties.toml"
    duties_file.write_text(duties_file.read_text(encoding="utf-8").replace("[[duty]]\n", "[[duty]]\nfrom = 2026-01-01\n"), encoding="utf-8")
    text = (root / "oversight" / "zone.toml").read_text(encoding="utf-8")
    had = text.count("[[group]]")
    named = (f'\n[[group]]\nid = "D{place}"\nname = "第{place}督查组"\nleader = "luoxia"\nmembers = ["luoxia"]\n' for place in range(had + 1, number + 1))
    (root / "oversight" / "groups.toml").write_text("".join(named), encoding="utf-8")


def lived(root: Path, *, requests: int, respondents: int) -> Path:
    """Let a copy of the sample register live through the year: so many requests, and ballots of so many of each roster."""
    codes = [found[1] for file in sorted((root / "guide").glob("*.toml")) if (found := re.search(r'^code = "(\w+)"', file.read_text("utf-8"), re.MULTILINE))]
    rules_on_powers(root, codes)
    oversight(root)
    for file in (*(root / "powers").iterdir(), *(root / "oversight").iterdir()):
        file.chmod(0o660)
    desk = open_register(root, DAY)
    desk.actor = "luoxia"
    adopted = adopt(desk, ["powers", "oversight"], None)
    assert not adopted.blocked, adopted.findings[:3]
    chance = Random(2026)  # noqa: S311 - no secret
    _requests(desk, chance, requests)
    _complaints(desk, chance, codes)
    _inspections(desk, chance)
    _audits(desk, chance, codes)
    _duties(desk, chance)
    _evaluation(desk, chance, codes, respondents)
    nightly.check(desk, DAY)
    desk.connection.close()
    return root


def _requests(desk: Desk, chance: Random, number: int) -> None:
    items = [row.code for row in rules.items(desk.connection, DAY) if row.data and '"承诺件"' in row.data]
    days = working_days(desk)
    with transaction(desk.connection):
        book = Ledger(desk.connection)
        for place in range(1, number + 1):
            book.append_all(events_of(f"I-{place:05}", life(chance, chance.choice(items), place, days)))
            project(desk, bare_request_of(desk, f"I-{place:05}"))


def _complaints(desk: Desk, chance: Random, codes: list[str], total: int = 20) -> None:
    types = [one.id for one in desk.oversight.complaints.types]
    for place in range(total - len(matters.subjects(desk.connection, "complaint"))):
        day = date(2026, 4, 7) + timedelta(chance.randrange(180))
        event = Recorded(CHANNELS[place % len(CHANNELS)], "窗口办事慢", chance.choice(types), chance.choice(codes), complainant="李明", contact="0000-1")
        number = record_complaint(desk, event, datetime(day.year, day.month, day.day, 22, 15)).number  # noqa: DTZ001 - local time of the register
        steps = (
            Accepted("self"),
            Handled("已约谈并整改"),
            Concluded(chance.choice(("true", "partly", "untrue")), "in-time"),
            Replied("电话"),
            FollowedUp(satisfied=True),
        )
        for after, step in enumerate(steps[: chance.randint(2, 5)], 1):
            record_matter(desk, COMPLAINT, number, step, day + timedelta(after))


def _inspections(desk: Desk, chance: Random) -> None:
    """Enter two inspections a week, in one week of eight a single one."""
    for week in range(46):
        monday = date(2026, 1, 5) + timedelta(7 * week)
        for nth in range(1 if week % 8 == 7 else 2):
            day, counter = monday + timedelta(1 + nth), chance.choice(desk.oversight.counters)
            event = Inspected((chance.choice(FINDINGS),), counter.id, department=counter.department)
            found = open_matter(desk, INSPECTION, event, day)
            if found.closed is None and chance.random() < 0.8:
                record_matter(desk, INSPECTION, found.number, Rectified("已整改"), day + timedelta(3))
    with transaction(desk.connection):
        count_records(desk, "inspection")


def _audits(desk: Desk, chance: Random, codes: list[str]) -> None:
    for kind, total in (("revenue-expenditure", 22), ("engineering", 58)):
        had = sum(row.kept["audit_kind"] == kind for row in matters.select(desk.connection, matters.MatterFilter("audit", everything=True)))
        for place in range(total - had):
            irregular, cut, adjusted = (f"{chance.randrange(1_000_000)}.{chance.randrange(100):02}" for _ in range(3))
            open_matter(
                desk, AUDIT, Audited(kind, f"项目{place}", chance.choice(codes), irregular, cut, adjusted), date(2026, 4, 7) + timedelta(chance.randrange(200))
            )


def _duties(desk: Desk, chance: Random) -> None:
    """Do nine of ten duties."""
    for identity, duty in duties(desk).items():
        if not duty.counts:
            for period in periods_of(desk, duty, DAY):
                due = date.fromisoformat(period.due)
                if period.state == "missed" and chance.random() < 0.9:
                    record_duty(desk, identity, Done(period.period), due)


def _rosters(desk: Desk) -> None:
    for kind, total in ((Roster.SUPERVISOR, 120), (Roster.EVALUATOR, 200)):
        had = sum(row.kept["kind"] == kind for row in matters.select(desk.connection, matters.MatterFilter("evaluator", everything=True)))
        for place in range(total - had):
            appoint(desk, Appointed(kind, f"人员{place}", date(2026, 4, 7), date(2028, 4, 6), f"单位{place}", "enterprise", "L1"), date(2026, 4, 7))


def _evaluation(desk: Desk, chance: Random, codes: list[str], respondents: int) -> None:
    """Let so many of each roster answer for every department."""
    _rosters(desk)
    number = open_evaluation(desk, "annual", "2026", codes, date(2026, 10, 8)).number
    for code, group in ((code, group) for code in codes for group in ("supervisor", "evaluator") for _ in range(respondents)):
        cast_ballot(desk, number, Typed(code, group, tuple(_answers(chance))), date(2026, 10, 9))
    from approvals.core.oversight.evaluation import EVALUATION, Closed  # noqa: PLC0415 - of the same name as a complaint's

    record_matter(desk, EVALUATION, number, Closed(), date(2026, 10, 20))


def _answers(chance: Random) -> Iterator[str]:
    for _aspect in range(7):
        yield chance.choices(("1", "2", "3", "4", "-"), (50, 25, 10, 5, 10))[0]
