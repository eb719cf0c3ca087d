"""`request import` and `mapping check` as they are typed."""

from pathlib import Path

from console import run_line

MAPPING = """\
name = "bureau"
system = "bureau"
row = "request"
[columns]
number = "编号"
applicant = "申请人"
received = "收件日期"
[item]
code = "GH-03"
"""


def test_a_clerk_tries_an_import_before_running_it(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "t.csv").write_text("编号,申请人,收件日期\n甲-1,云岭科技有限公司,2026-03-02\n甲-2,王伟,2026-02-30\n", encoding="gb18030")
    line = ("request", "import", str(tmp_path / "t.csv"), "--map", str(tmp_path / "map.toml"), "--register", str(sample))
    tried = run_line(*line, "--dry-run")
    assert "t.csv:3: column “收件日期”: there is no such day in the calendar (value “2026-02-30”)" in tried.out
    assert "Requests: 1 new" in tried.out
    assert tried.out.endswith("Nothing was written: this is what would happen.\n")
    assert run_line("request", "show", "甲-1", "--register", str(sample)).code == 4
    assert run_line(*line).out.endswith("The batch is bureau/0001.\n")
    assert "云岭科技有限公司" in run_line("request", "show", "甲-1", "--register", str(sample)).out


def test_a_mapping_is_checked_with_its_lines_outside_any_register(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAPPING.replace("row =", "rwo ="), encoding="utf-8")
    ended = run_line("mapping", "check", str(tmp_path / "map.toml"))
    assert ended.code == 1
    assert "map.toml:3: “rwo” is no key here" in ended.out
    (tmp_path / "map.toml").write_text(MAPPING, encoding="utf-8")
    assert run_line("mapping", "check", str(tmp_path / "map.toml")).code == 0
    assert run_line("mapping", "check", str(tmp_path / "none.toml")).code == 4
