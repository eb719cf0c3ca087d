from pathlib import Path

import pytest

from approvals.files.place import find_register, glance


@pytest.fixture
def zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a project that has its register in `data`, and another register beside."""
    for folder in ("zone/data", "zone/src/deep", "other", "empty"):
        (tmp_path / folder).mkdir(parents=True)
    for folder in ("zone/data", "other"):
        (tmp_path / folder / "register.toml").write_text('name = "样本"\n', encoding="utf-8")
    monkeypatch.delenv("APPROVALS_REGISTER", raising=False)
    return tmp_path


@pytest.mark.parametrize("start", ["zone", "zone/data", "zone/src/deep"])
def test_a_register_is_found_on_the_way_up(zone: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.chdir(zone / start)
    assert find_register() == zone / "zone/data"


def test_a_folder_is_asked_for_its_own_register_before_its_data(zone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (zone / "zone/register.toml").write_text('name = "新区"\n', encoding="utf-8")
    monkeypatch.chdir(zone / "zone/src")
    assert find_register() == zone / "zone"


def test_a_name_wins_over_the_environment_and_both_over_the_way_up(zone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(zone / "zone")
    monkeypatch.setenv("APPROVALS_REGISTER", str(zone / "other"))
    assert find_register() == zone / "other"
    assert find_register(str(zone / "zone")) == zone / "zone/data"


def test_a_named_folder_without_a_register_is_not_left_for_another(zone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(zone / "zone")
    assert find_register(str(zone / "empty")) == zone / "empty"


def test_outside_any_register_there_is_none(zone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(zone / "empty")
    assert find_register() is None


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('language = "zh_CN"\nutc_offset = "+08:00"\n', {"language": "zh_CN", "utc_offset": "+08:00"}),
        ("# 样本\nlanguage='en' # English\n\n[later]\nlanguage = 'zh_CN'\n", {"# 样本": "", "language": "en", "": ""}),
        ("\ufefflanguage = 'en'", {"language": "en"}),
        ("", {}),
    ],
)
def test_a_glance_sees_what_the_first_lines_say(tmp_path: Path, text: str, seen: dict[str, str]) -> None:
    (tmp_path / "register.toml").write_text(text, encoding="utf-8")
    assert glance(tmp_path) == seen


def test_a_glance_at_what_cannot_be_read_sees_nothing(tmp_path: Path) -> None:
    assert glance(tmp_path) == {}
    (tmp_path / "register.toml").write_bytes(b"language = '\xff'")
    assert glance(tmp_path) == {}
