"""`approvals export` as it is typed."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from console import run_line

NAMES = ("云岭科技有限公司", "王伟", "liwen", "李文")


def test_an_event_log_on_standard_output_and_in_a_file(sample: Path, tmp_path: Path) -> None:
    shown = run_line("export", "log", "--register", str(sample))
    assert shown.out.startswith("case:concept:name,concept:name,time:timestamp,")
    assert shown.err == ""
    assert not any(name in shown.out for name in NAMES)
    told = run_line("export", "log", "--out", str(tmp_path / "log.csv"), "--register", str(sample))
    assert told.out == f"40 events of 17 requests were written to {tmp_path / 'log.csv'}.\n"
    assert (tmp_path / "log.csv").read_text(encoding="utf-8-sig").splitlines() == shown.out.splitlines()
    run_line("export", "log", "--out", str(tmp_path / "log.xes"), "--register", str(sample))
    assert len(list(ET.parse(tmp_path / "log.xes").iter("{http://www.xes-standard.org/}event"))) == 40  # noqa: S314 - our own file
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == ["log.csv", "log.xes"]


def test_only_some_requests(sample: Path) -> None:
    told = run_line("export", "log", "--department", "建设局", "--received-from", "2026-03-02", "--received-to", "2026-03-31", "--register", str(sample))
    assert {line.split(",")[7] for line in told.out.splitlines()[1:]} == {"JS"}
    assert run_line("export", "log", "--department", "无此部门", "--register", str(sample)).code == 2
    assert run_line("export", "log", "--item", "XX-99", "--register", str(sample)).code == 2


def test_export_into_an_empty_register_and_out_again_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run_line("export", "log", "--out", str(tmp_path / "one.csv"), "--register", str(demo))
    run_line("init", str(other))
    loaded = run_line("request", "import", str(tmp_path / "one.csv"), "--map", "event-log.toml", "--register", str(other))
    assert (loaded.code, loaded.out.splitlines()[0]) == (0, "Requests: 17 new, 0 with news, 0 unchanged. Events: 40 new, 0 amended. Rows: 40 read, 0 refused.")
    for form in ("csv", "xes"):
        run_line("export", "log", "--out", str(tmp_path / f"one.{form}"), "--register", str(demo))
        run_line("export", "log", "--out", str(tmp_path / f"two.{form}"), "--register", str(other))
        assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes()


def test_pm4py_reads_the_same_cases_events_and_times(demo: Path, tmp_path: Path) -> None:
    pytest.importorskip("pm4py", reason="PM4Py is in the extra “mining”", exc_type=ImportError)
    for form in ("csv", "xes"):
        run_line("export", "log", "--out", str(tmp_path / f"log.{form}"), "--register", str(demo))
    # In a process of its own: it greets on standard output, and warns of what it does not use here.
    read = subprocess.run([sys.executable, "-W", "ignore", "-c", _PM4PY, str(tmp_path)], capture_output=True, text=True, check=True)  # noqa: S603
    assert read.stdout.splitlines()[-1] == "17 cases, 40 events, the same in both"


_PM4PY = """
import sys, pandas, pm4py
keys = ["case:concept:name", "concept:name", "time:timestamp", "org:resource", "lifecycle:transition"]
xes = pm4py.read_xes(sys.argv[1] + "/log.xes", show_progress_bar=False)
table = pandas.read_csv(sys.argv[1] + "/log.csv")
table = pm4py.format_dataframe(table, case_id=keys[0], activity_key=keys[1], timestamp_key=keys[2])
same = sorted(map(tuple, xes[keys].values.tolist())) == sorted(map(tuple, table[keys].values.tolist()))
assert len(pm4py.discover_dfg(xes)[0]) > 5
print(xes[keys[0]].nunique(), "cases,", f"{len(xes)} events,", "the same in both" if same else "DIFFERENT")
"""


def test_a_file_that_cannot_be_written_leaves_what_was_there(sample: Path, tmp_path: Path) -> None:
    assert run_line("export", "log", "--out", str(tmp_path / "none" / "log.csv"), "--register", str(sample)).code == 2
    assert run_line("export", "log", "--format", "table", "--register", str(sample)).code == 2
