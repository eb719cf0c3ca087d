"""A small register of its own for each test: the shipped calendar and policy, one department, three items."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from approvals.desk.adoption import adopt
from approvals.desk.founding import found
from approvals.desk.register import Desk, open_register
from living import without_late

TODAY = date(2026, 3, 2)
GUIDE = """
[department]
code = "GH"
name = "自然资源和规划分局"
hotline = "0000-8888 0001"

[[item]]
code = "GH-01"
name = "建设工程规划核实"
kind = "公共服务"
handling = "承诺件"
[item.limits]
statutory = { limit = "20 工作日", starts = "受理", ends = "办结", basis = "条例 1", grade = "C" }
promised = { limit = "7 工作日", starts = "受理", ends = "办结" }

[[item]]
code = "GH-02"
name = "规划信息查询"
kind = "公共服务"
handling = "承诺件"
[item.limits]
promised = { limit = "5 工作日", starts = "收到", ends = "办结" }

[[item]]
code = "GH-03"
name = "建设工程规划许可证核发"
kind = "行政许可"
handling = "承诺件"
[item.limits]
statutory = { limit = "20 工作日", starts = "受理", ends = "决定", basis = "行政许可法 42(1)", grade = "C" }
promised = { limit = "20 工作日", starts = "受理", ends = "办结" }
"""


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a register that no test writes to."""
    root = tmp_path_factory.mktemp("founded") / "register"
    found(root, TODAY, "liwen", guide=False)
    (root / "guide" / "guihua.toml").write_text(GUIDE, encoding="utf-8")
    (root / "guide" / "guihua.toml").chmod(0o660)
    without_late(root)
    desk = open_register(root, TODAY)
    desk.actor = "liwen"
    proposal = adopt(desk, ["guide", "policy"], None)
    desk.connection.close()
    assert not proposal.blocked, proposal.findings
    return root


@pytest.fixture(scope="session")
def copied(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Return what makes another register like it."""

    def copy() -> Path:
        return shutil.copytree(founded, tmp_path_factory.mktemp("copy") / "register")

    return copy


@pytest.fixture
def root(copied: Callable[[], Path]) -> Path:
    """Return the folder of a register of the test's own."""
    return copied()


@pytest.fixture
def desk(root: Path) -> Iterator[Desk]:
    """Return a register of the test's own, open."""
    opened = open_register(root, TODAY)
    opened.actor = "liwen"
    yield opened
    opened.connection.close()


@pytest.fixture
def connection(desk: Desk) -> sqlite3.Connection:
    """Return its database."""
    return desk.connection
