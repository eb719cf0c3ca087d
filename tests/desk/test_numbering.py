"""The numbers of documents: none missing, none twice, whoever prints and whatever was typed by hand."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from approvals import language
from approvals.core.document import numbered, series_of, spellings
from approvals.core.events import Accepted, Received
from approvals.desk.document import issue, listed
from approvals.desk.register import Desk, open_register
from approvals.desk.request import receive_request, record
from approvals.errors import NotAllowed
from approvals.store import documents
from console import run_line

DAY = date(2026, 4, 1)
SERIES = "云开资规受〔2026〕"
_PRINTER = """
import sys
from datetime import date
from pathlib import Path
from approvals.desk.document import issue, listed
from approvals.desk.register import open_register

desk = open_register(Path(sys.argv[1]), date(2026, 4, 1))
desk.actor = "liwen"
for number in sys.argv[2:]:
    for one in listed(desk, number):
        print(issue(desk, number, one.event).document.number)
"""


@pytest.fixture
def desk(sample: Path) -> Desk:
    opened = open_register(sample, DAY)
    opened.actor = "liwen"
    return opened


def accepted(desk: Desk, how_many: int, *, document: str = "") -> list[str]:
    numbers = [receive_request(desk, Received("GH-03", "甲"), DAY).number for _ in range(how_many)]
    for number in numbers:
        record(desk, number, Accepted(document), DAY)
    return numbers


def acceptance(desk: Desk, number: str) -> str:
    event = next(one.event for one in listed(desk, number) if one.document == "acceptance")
    return issue(desk, number, event).document.number


def serials(desk: Desk, series: str) -> list[int]:
    return [row.serial or 0 for row in documents.every(desk.connection) if row.series == series]


def test_printers_at_the_same_time_leave_no_gap_and_give_no_number_twice(sample: Path, desk: Desk) -> None:
    numbers = accepted(desk, 8)
    # Every two of the four print the same requests: those get the same numbers from both.
    shares = [numbers[:4], numbers[4:], numbers[2:6], numbers[2:6]]
    command = [sys.executable, "-c", _PRINTER, str(sample)]
    running = [subprocess.Popen([*command, *share], stdout=subprocess.PIPE) for share in shares]  # noqa: S603 - our own program
    told = [process.communicate()[0].decode().split() for process in running]
    assert [process.returncode for process in running] == [0] * 4
    assert sorted(serials(desk, SERIES)) == list(range(1, 9))
    assert sorted(serials(desk, "云开资规收〔2026〕")) == list(range(1, 9))
    assert told[2] == told[3]
    assert len(set(told[0] + told[1])) == 16


@settings(max_examples=25)
@given(typed=st.sets(st.integers(1, 9), max_size=4), printed=st.integers(1, 6))
def test_typed_and_given_numbers_together_leave_no_gap(tmp_path_factory: pytest.TempPathFactory, typed: set[int], printed: int) -> None:
    from approvals.desk.numbering import free_serial  # noqa: PLC0415
    from approvals.store.database import create, transaction  # noqa: PLC0415
    from approvals.store.documents import DocumentRow  # noqa: PLC0415
    from approvals.store.ledger import Ledger, NewEvent  # noqa: PLC0415

    root = tmp_path_factory.mktemp("numbers")
    desk = Desk(root, create(root), DAY)
    with transaction(desk.connection):
        book = Ledger(desk.connection)
        for place in typed:
            book.append(NewEvent("request", "2026-0001", "accepted", "2026-04-01", "liwen", {"document": f"{SERIES}{place}号"}))
        for _ in range(printed):
            serial = free_serial(desk, SERIES)
            number = numbered(SERIES, serial)
            sequence = book.append(NewEvent("document", number, "issued", "2026-04-01", "liwen", {}))
            documents.write(desk.connection, DocumentRow(number, SERIES, serial, "2026-0001", "acceptance", sequence, sequence))
    given_ = serials(desk, SERIES)
    desk.connection.close()
    assert len(given_) == printed
    assert not typed & set(given_)
    assert set(range(1, max(given_) + 1)) <= typed | set(given_)


@pytest.mark.parametrize(
    "typed", [f"{SERIES}第0001号", f"{SERIES}1号", "云开资规受[2026]第1号", "云开资规受（2026）01号", "云开资规受【2026】001号", "云开资规受(2026)第 1 号"]
)
def test_a_number_typed_by_hand_is_passed_over_however_it_is_spelled(desk: Desk, typed: str) -> None:
    first, second = *accepted(desk, 1, document=typed.replace(" ", "")), *accepted(desk, 1)
    assert acceptance(desk, second) == f"{SERIES}第0002号"
    assert acceptance(desk, first) == typed.replace(" ", "")
    assert f"{SERIES}第0001号" in spellings(typed)


def test_a_number_that_was_given_cannot_be_typed_again_in_any_spelling(desk: Desk) -> None:
    (number,) = accepted(desk, 1)
    assert acceptance(desk, number) == f"{SERIES}第0001号"
    with pytest.raises(NotAllowed, match=number):
        accepted(desk, 1, document=f"{SERIES}1号")


def test_two_events_cannot_have_one_number(desk: Desk) -> None:
    accepted(desk, 1, document="受字7号")
    with pytest.raises(NotAllowed, match="受字7号"):
        accepted(desk, 1, document="受字7号")


def test_papers_of_others_may_be_named_again(sample: Path, desk: Desk) -> None:
    first, second = accepted(desk, 2)
    for number in (first, second):
        line = ("request", "joint", number, "--order", "云政〔2026〕3号", "--with", "HB=15 工作日", "--register", str(sample))
        assert run_line(*line).code == 0


@pytest.mark.usefixtures("desk")
def test_a_number_struck_out_may_be_typed_where_it_belongs_and_is_never_given(sample: Path, desk: Desk) -> None:
    (wrong,) = accepted(desk, 1, document=f"{SERIES}1号")
    right = receive_request(desk, Received("GH-03", "乙"), DAY).number
    (third,) = accepted(desk, 1)
    event = next(one.event for one in listed(desk, wrong) if one.document == "acceptance")
    assert run_line("request", "amend", wrong, str(event), "--struck", "--reason", "录错", "--register", str(sample)).code == 0
    record(desk, right, Accepted(f"{SERIES}1号"), DAY)
    assert acceptance(desk, third) == f"{SERIES}第0002号"


def test_an_amendment_takes_no_number_of_another(sample: Path, desk: Desk) -> None:
    first, second = accepted(desk, 2)
    assert acceptance(desk, first) == f"{SERIES}第0001号"
    event = str(next(one.event for one in listed(desk, second) if one.document == "acceptance"))
    amend = ("request", "amend", second, event, "--reason", "漏录", "--register", str(sample), "--set")
    assert run_line(*amend, f"document={SERIES}1号").code == 5
    assert run_line(*amend, f"document={SERIES}2号").code == 0
    assert acceptance(desk, *accepted(desk, 1)) == f"{SERIES}第0003号"


def test_the_paper_of_a_late_entry_keeps_its_number(sample: Path, desk: Desk) -> None:
    (number,) = [receive_request(desk, Received("GH-03", "乙"), DAY).number]
    line = ("request", "accept", number, "--on", "2026-04-01", "--late-reason", "停电", "--paper", f"{SERIES}1号", "--register", str(sample))
    assert run_line(*line).code == 0
    assert acceptance(desk, *accepted(desk, 1)) == f"{SERIES}第0002号"


def test_each_department_kind_and_year_has_its_own_numbers() -> None:
    from approvals.core.document import WORDS, DocumentKind  # noqa: PLC0415

    assert len({WORDS[kind] for kind in DocumentKind}) == len(DocumentKind)
    assert numbered(series_of("云开资规", DocumentKind.ACCEPTANCE, 2026), 123) == "云开资规受〔2026〕第0123号"
    assert numbered(series_of("云开资规", DocumentKind.ACCEPTANCE, 2026), 12345) == "云开资规受〔2026〕第12345号"


def test_looking_up_a_number_reads_an_index_and_not_the_ledger(desk: Desk) -> None:
    asked: list[str] = []
    desk.connection.set_trace_callback(asked.append)
    documents.taken(desk.connection, spellings(f"{SERIES}1号"))
    desk.connection.set_trace_callback(None)
    plans = [row[3] for query in asked for row in desk.connection.execute(f"explain query plan {query}")]
    assert len(plans) == 5
    assert not [plan for plan in plans if "USING" not in plan]


def test_verify_names_a_document_that_was_changed_and_a_place_that_nobody_has(sample: Path, desk: Desk) -> None:
    numbers = accepted(desk, 3, document="")
    for number in numbers:
        acceptance(desk, number)
    verify = ("register", "verify", "--register", str(sample), "--lang", "en")
    assert run_line(*verify).code == 0
    desk.connection.execute("update document set request = '2026-0001' where serial = 2")
    ended = run_line(*verify)
    assert (ended.code, ended.out.count("云开资规受〔2026〕第0002号 is not stored as its events say.")) == (1, 2)


def test_a_gap_in_a_series_is_named(tmp_path: Path) -> None:
    from approvals.desk.numbering import broken_documents  # noqa: PLC0415
    from approvals.store.database import create, transaction  # noqa: PLC0415
    from approvals.store.ledger import Ledger, NewEvent  # noqa: PLC0415

    desk = Desk(tmp_path, create(tmp_path), DAY)
    with transaction(desk.connection):
        book = Ledger(desk.connection)
        book.append(NewEvent("request", "2026-0001", "accepted", "2026-04-01", "liwen", {"document": f"{SERIES}2号"}))
        for serial in (1, 4):
            told = {"request": "2026-0001", "kind": "acceptance", "about": 1, "series": SERIES, "serial": serial}
            book.append(NewEvent("document", numbered(SERIES, serial), "issued", "2026-04-01", "liwen", told))
        documents.rebuild(desk.connection)
    assert list(map(language.spoken, broken_documents(desk))) == [f"Document {SERIES}第0003号 is missing in its series."]
