"""The national tables: their columns, which of them must not be empty, and what may stand in them."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from approvals.core.applicant import TYPE_WORDS
from approvals.core.national import codes
from approvals.language import N_, Sentence
from approvals.record import NamedTuple

Row = Mapping[str, str]
_EMPTY = N_("nothing stands there")
_UNTYPED = N_("nobody says what kind of applicant it is: receive with --applicant-type or --id-code, or amend with --set applicant_type=legal")
_UNCODED = N_("item {item} has no base code: write base_code in its guide file and adopt it")
_UNIMPLEMENTED = N_("item {item} has no implementation code: write implementation_code in its guide file and adopt it")
_UNACCEPTED = N_("it is completed and was never accepted")
_UNPROMISED = N_("item {item} promises no limit, and no law sets one")


class Field(NamedTuple):
    """A column; `absent` is the sentence where nothing stands in it, empty where nothing may. `known` are the codes it may hold."""

    name: str
    absent: str = ""
    known: Collection[str] = ()
    longest: int = 0
    time: bool = False


class Table(NamedTuple):
    """A table by the name under which it is uploaded; the first of the columns `dated` that is filled says to which period a row belongs."""

    name: str
    fields: tuple[Field, ...]
    dated: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns in their order."""
        return tuple(field.name for field in self.fields)


class Flaw(NamedTuple):
    """Why a row cannot be uploaded: of which request, in which table and column."""

    number: str
    table: str
    field: str
    sentence: Sentence

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the line that tells it."""
        return N_("{number} {table}/{field}: {sentence}"), self._asdict()


NUMBER = "办件编号"
_NUMBER = Field(NUMBER, _EMPTY, longest=50)


def _time(name: str, absent: str = "") -> Field:
    return Field(name, absent, time=True)


ACCEPT = Table(
    "up_pro_accept",
    (
        _NUMBER,
        Field("事项名称", _EMPTY, longest=200),
        Field("基本编码", _UNCODED, longest=12),
        Field("实施编码", _UNIMPLEMENTED, longest=36),
        Field("业务办理项编码"),
        Field("事项版本", _EMPTY),
        Field("申请人类型", _UNTYPED, frozenset(TYPE_WORDS)),
        Field("申请人名称", _EMPTY),
        Field("申请人证件类型", known=codes.CODE_KINDS),
        Field("申请人证件号码"),
        Field("联系人"),
        Field("代理人"),
        Field("法定代表人"),
        _time("申请时间", _EMPTY),
        _time("受理时间", _UNACCEPTED),
        _time("承诺办结时间", _UNPROMISED),
        Field("办理类型", _EMPTY, frozenset(codes.HANDLINGS.values())),
        Field("申请类型", known=codes.CHANNELS),
        Field("受理部门", _EMPTY),
        Field("受理部门编码", _EMPTY),
        Field("受理人员"),
        Field("受理文书编号"),
        Field("办理摘要"),
    ),
    ("受理时间",),
)
PROCESS = Table(
    "up_pro_process",
    (
        _NUMBER,
        Field("环节名称", _EMPTY),
        Field("业务动作", _EMPTY, frozenset({codes.PASSED, codes.RETURNED, codes.OTHER})),
        _time("环节开始时间", _EMPTY),
        _time("环节结束时间", _EMPTY),
        Field("处理人"),
        Field("处理意见"),
    ),
    ("环节结束时间",),
)
SPECIAL = Table(
    "up_pro_special_procedure",
    (
        _NUMBER,
        Field("特别程序种类", _EMPTY, frozenset({codes.EXTENSION, codes.PROCEDURE})),
        Field("特别程序种类名称", _EMPTY),
        Field("启动理由或依据", _EMPTY),
        _time("开始时间", _EMPTY),
        _time("结束时间"),
        Field("特别程序结果"),
        Field("办理意见"),
        Field("申请人"),
        Field("办理人"),
    ),
    ("结束时间", "开始时间"),
)
MATERIAL = Table("up_pro_material", (_NUMBER, Field("材料名称", _EMPTY), Field("收取方式"), Field("收取数量")))
RESULT = Table(
    "up_pro_result",
    (
        _NUMBER,
        _time("办结时间", _EMPTY),
        Field("办结结果", _EMPTY, frozenset(codes.COMPLETIONS.values())),
        Field("结果证照名称"),
        Field("结果证照编号"),
        Field("结果描述"),
        Field("是否快递", known=frozenset({codes.YES, codes.NO})),
        Field("满意度", known=frozenset(codes.LEVELS.values())),
    ),
    ("办结时间",),
)
EVALUATION = Table(
    "evaluation",
    (
        _NUMBER,
        Field("评价渠道"),
        Field("评价人"),
        _time("评价时间", _EMPTY),
        Field("评价次数", _EMPTY),
        Field("满意度", _EMPTY, frozenset(codes.LEVELS.values())),
        Field("文字评价"),
    ),
    ("评价时间",),
)
SUPERVISION = Table(
    "supervision",
    (
        _NUMBER,
        Field("督办内容"),
        Field("被督办机构", _EMPTY),
        Field("事项类型", _EMPTY, frozenset(codes.KINDS.values())),
        _time("督办发出时间"),
        Field("监察编号", _EMPTY),
        Field("监察规则编号", _EMPTY),
        Field("监察预警类型", _EMPTY),
        _time("状态产生时间", _EMPTY),
        Field("监察结果描述"),
        Field("责任部门", _EMPTY),
    ),
    ("督办发出时间", "状态产生时间"),
)
TABLES = (ACCEPT, PROCESS, SPECIAL, MATERIAL, RESULT, EVALUATION, SUPERVISION)


def flaws(table: Table, row: Row, item: str) -> Iterator[Flaw]:
    """Yield why a row cannot be uploaded; `item` is the code by which the guide knows the item of its request."""
    for field in table.fields:
        value = row.get(field.name, "")
        sentence = _wrong(field, value, item)
        if sentence:
            yield Flaw(row[NUMBER], table.name, field.name, sentence)


def _wrong(field: Field, value: str, item: str) -> Sentence | None:
    if not value:
        return Sentence(field.absent, {"item": item}) if field.absent else None
    if field.known and value not in field.known:
        return Sentence(N_("“{value}” is not one of {known}"), {"value": value, "known": tuple(sorted(field.known))})
    if field.longest and len(value) > field.longest:
        return Sentence(N_("“{value}” is longer than the {most} characters that the table holds"), {"value": value, "most": field.longest})
    if field.time and not _is_time(value):
        return Sentence(N_("“{value}” is no time like 20260302T103000"), {"value": value})
    return None


def _is_time(value: str) -> bool:
    try:
        return datetime.strptime(value, "%Y%m%dT%H%M%S").strftime("%Y%m%dT%H%M%S") == value  # noqa: DTZ007 - local times, as the table has them
    except ValueError:
        return False


def within(table: Table, row: Row, since: date | None, until: date | None) -> bool:
    """Tell whether a row belongs to a period, by the day that the table goes by; a row without that day belongs to each, so that it is found wrong."""
    day = next((row[column] for column in table.dated if row.get(column)), "")[:8]
    return not day or ((since is None or day >= f"{since:%Y%m%d}") and (until is None or day <= f"{until:%Y%m%d}"))
