"""The rules of what an applicant meets: materials, fees and special procedures."""

import re
from collections.abc import Iterator

from approvals.core.rules.item import Reading
from approvals.core.rules.problem import Problem, error, warning
from approvals.core.rules.reading import blank, tables_of, text_of
from approvals.language import N_

_PAPERS = "(?:申请|证明|相关|有关)*(?:材料|资料|文件|证明|证件)"
_CATCH_ALL = re.compile(
    rf".*其[他它](?:相关|有关|必要|所需|应当|需要|可能|要求|规定|提交|提供|补充|的)*{_PAPERS}"
    rf"|.*等(?:相关|有关|其[他它]|必要|的)*(?:{_PAPERS})?"
    r"|.*\b(?:any|all)?\s*other\s+(?:\w+\s+){0,2}(?:materials?|documents?|papers?)\b.*",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*[（(][^（()）]*[)）]\s*$")


def material_named(reading: Reading) -> Iterator[Problem]:
    """行政许可法 30: the list of materials is whole; “其他材料” asks for what nobody can know."""
    for place, material in tables_of(reading.item, "material"):
        name = text_of(material, "name")
        if _CATCH_ALL.fullmatch(_REMARK.sub("", name).strip(" 。；;，,…")):
            template = N_("“{name}” is a catch-all: name each material, or leave it out.")
            yield error((*reading.path, "material", place, "name"), "material-named", template, name=name)


def fee_basis(reading: Reading) -> Iterator[Problem]:
    """行政许可法 58: no fee without a law or administrative regulation that allows it."""
    for place, fee in tables_of(reading.item, "fee"):
        if blank(fee.get("basis")):
            template = N_("The fee “{name}” has no legal basis: write basis, or charge none.")
            yield error((*reading.path, "fee", place, "basis"), "fee-basis", template, name=text_of(fee, "name"))


def procedure_basis(reading: Reading) -> Iterator[Problem]:
    """行政许可法 45: time is left out of a limit only for the procedures that a law names."""
    for place, procedure in tables_of(reading.item, "special_procedure"):
        if blank(procedure.get("basis")):
            template = N_("The special procedure “{name}” has no legal basis: write basis, or make it a step.")
            yield error((*reading.path, "special_procedure", place, "basis"), "procedure-basis", template, name=text_of(procedure, "name"))


def procedure_time(reading: Reading) -> Iterator[Problem]:
    """行政许可法 45: the applicant is told how long the procedure takes."""
    for place, procedure in tables_of(reading.item, "special_procedure"):
        if blank(procedure.get("cap")) and blank(procedure.get("typical")):
            template = N_("The special procedure “{name}” has no time: write cap, which binds, or typical, the usual time.")
            yield error((*reading.path, "special_procedure", place), "procedure-time", template, name=text_of(procedure, "name"))


# What the live platform has; GB/T 39046 has other lengths and provinces codes of their own, so another one is a doubt, never an error.
_LENGTHS = {"base_code": 12, "implementation_code": 31}


def national_codes(reading: Reading) -> Iterator[Problem]:
    """Doubt a code of the national catalogue that has another length than those of the platform."""
    for key, length in _LENGTHS.items():
        code = text_of(reading.item, key)
        if code and len(code) != length:
            template = N_("“{code}” has {count} characters, “{key}” of the national platform has {length}: compare it with the catalogue.")
            yield warning((*reading.path, key), "national-codes", template, code=code, count=len(code), key=key, length=length)
