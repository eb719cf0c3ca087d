"""A table that a clerk fills in a spreadsheet and imports as it is. Always Chinese, like every form; mappings/template.toml reads it."""

from approvals.record import NamedTuple

NUMBER, ITEM, RECEIVED = "编号", "事项编码", "收件日期"
GRANTED, REFUSED = "准予", "不予"
SHEET, NOTES, ITEMS = "办件", "说明", "事项"


class Field(NamedTuple):
    """A column: what is to be written, whether it has to be, and the words to choose from; `day` where it is a date."""

    title: str
    note: str
    needed: bool = False
    day: bool = False
    words: tuple[str, ...] = ()
    width: int = 14


FIELDS = (
    Field(NUMBER, "本系统中的编号，登记后即为办件编号。一件一行，编号不得重复，也不要以等号、加号、减号开头。", needed=True, width=18),
    Field(ITEM, "从下拉列表中选择；编码与名称的对照见“事项”表。", needed=True, width=12),
    Field("申请人", "申请人的姓名或者单位名称。", needed=True, width=30),
    Field("收件方式", "如窗口、网上、邮寄；可以不填。"),
    Field(RECEIVED, "收到申请材料的日期；网上申请为提交的日期。", needed=True, day=True),
    Field("受理日期", "受理的日期；尚未受理的不填。", day=True),
    Field("不予受理日期", "不予受理的日期；同时填写不予受理理由。", day=True),
    Field("不予受理理由", "不予受理的，必须说明理由（行政许可法第三十二条）。", width=24),
    Field("决定日期", "作出决定的日期；尚未决定的不填。", day=True),
    Field("决定结果", "从下拉列表中选择；有决定日期而不填结果的，视为准予。", words=(GRANTED, REFUSED)),
    Field("理由", "不予许可或者撤回申请的理由；不予许可的必须填写（行政许可法第三十八条）。", width=24),
    Field("办结日期", "办结的日期；尚未办结的不填。", day=True),
    Field("送达日期", "送达的日期；尚未送达的不填。", day=True),
    Field("撤回日期", "申请人撤回申请的日期。", day=True),
    Field("应办结日期", "来源系统记载的最后一日；可以不填，只用于核对。", day=True),
)
RULES = (
    "日期写成 2026-03-02、2026/3/2 或者 2026年3月2日；已经发生的事不能写将来的日期。",
    "不要更改第一行的列名；列的顺序可以更改，多出的列不读。",
    "再次导入时，已有的办件不会重复登记，改动过的日期按更正登记。",
    "先试后导：在命令后加 --dry-run，只说明结果，不写入登记。",
)
