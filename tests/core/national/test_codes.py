"""The codes of the national tables, and names where they may not be read."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from approvals.core.applicant import ApplicantType
from approvals.core.national.codes import CHANNELS, channel, code_kind, last_moment, moment, type_of_code
from approvals.core.words import masked_name

CODES = [
    ("11010519491231002X", "居民身份证", ApplicantType.NATURAL),
    ("440524188001010014", "居民身份证", ApplicantType.NATURAL),
    ("91350100M000100Y43", "统一社会信用代码", ApplicantType.LEGAL),
    ("911101050949123100", "统一社会信用代码", ApplicantType.LEGAL),  # eighteen digits, and no day of birth among them
    ("110105194902310021", "统一社会信用代码", ApplicantType.LEGAL),  # 31 February
    ("", "", None),
]
CHANNEL = [
    ("", ""),
    ("窗口", "1"),
    ("网上", "2"),
    ("手机网上办", "3"),
    ("邮寄", "4"),
    ("Internet", "2"),
    ("e-mail", "4"),
    ("上级转来", "9"),
    ("3", "3"),
]
MASKED = [("", ""), ("王", "王"), ("王伟", "王*"), ("欧阳明月", "欧***"), ("云岭科技有限公司", "云岭****公司")]


@pytest.mark.parametrize(("code", "kind", "applicant"), CODES)
def test_what_a_code_is(code: str, kind: str, applicant: ApplicantType | None) -> None:
    assert (code_kind(code), type_of_code(code)) == (kind, applicant)


@pytest.mark.parametrize(("text", "code"), CHANNEL)
def test_how_an_application_came_in(text: str, code: str) -> None:
    assert channel(text) == code


@given(st.text())
def test_every_way_has_a_code_which_is_its_own(text: str) -> None:
    code = channel(text)
    assert code in {*CHANNELS, ""}
    assert channel(code) == code


def test_times_in_their_basic_form() -> None:
    assert moment(datetime(2026, 3, 2, 10, 30)) == "20260302T103000"  # noqa: DTZ001 - local times
    assert moment(date(2026, 3, 2)) == "20260302T000000"
    assert last_moment(date(2026, 3, 2)) == "20260302T235959"
    assert (moment(None), last_moment(None)) == ("", "")


@pytest.mark.parametrize(("name", "masked"), MASKED)
def test_a_name_that_may_not_be_read(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@given(st.text())
def test_a_masked_name_stays_as_it_is_and_keeps_its_length(name: str) -> None:
    masked = masked_name(name)
    assert (masked_name(masked), len(masked)) == (masked, len(name))
