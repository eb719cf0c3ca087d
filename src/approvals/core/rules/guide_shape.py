"""The keys of a guide file, one department each; docs/guide.md sets them against the elements of the national guide standard."""

from approvals.core.guide import CODES
from approvals.core.rules.shape import CODE, DAY, FLAG, LIMIT, NUMBER_OR_TEXT, TEXT, Choice, Each, Fields, Whole
from approvals.core.terms import GRADES, HANDLINGS, KINDS

_KINDS = [word for word in KINDS if not word.isascii()]
_HANDLINGS = [word for word in HANDLINGS if not word.isascii()]
_SHEETS = Whole(0, 99)
_TEXTS = Each(TEXT)

SOURCES = ("申请人自备", "政府部门核发", "其他")
NEEDS = ("必要", "非必要", "容缺后补")
RESULTS = ("证照", "批文", "其他")

DEPARTMENT = Fields(
    {
        "code": CODE,
        "name": TEXT,
        "document_mark": TEXT,
        "full_name": TEXT,
        "in_name_of": TEXT,
        "vertical": FLAG,
        "hotline": TEXT,
        "complaint_line": TEXT,
        "place": TEXT,
        "hours": TEXT,
    },
    needed=("code", "name"),
)

_ALTERNATIVE = Fields({"limit": LIMIT, "text": TEXT, "when": TEXT, "basis": TEXT}, needed=("limit", "when"))
# What a limit must have beside its shape is asked by rules, whose sentences say why.
_STATUTORY = Fields(
    {
        "limit": LIMIT,
        "text": TEXT,
        "starts": TEXT,
        "ends": TEXT,
        "basis": TEXT,
        "unit_basis": TEXT,
        "checked": DAY,
        "grade": Choice(GRADES),
        "alternatives": Each(_ALTERNATIVE),
    },
)
_PROMISED = Fields({"limit": LIMIT, "starts": TEXT, "ends": TEXT, "basis": TEXT})
_LIMITS = Fields({"original": Fields({"limit": LIMIT}, needed=("limit",)), "statutory": _STATUTORY, "promised": _PROMISED})

_MATERIAL = Fields(
    {
        "name": TEXT,
        "originals": _SHEETS,
        "copies": _SHEETS,
        "source": Choice(SOURCES),
        "required": Choice(NEEDS),
        "note": TEXT,
        "issuer": TEXT,
    },
    needed=("name",),
)

_ORIGINAL = Fields({"steps": Whole(0, 99), "materials": Whole(0, 999), "visits": Whole(0, 99)})
_SUSPENDED = Fields({"from": DAY, "to": DAY, "reason": TEXT}, needed=("from", "reason"))
_WITHDRAWN = Fields({"from": DAY, "reason": TEXT}, needed=("from", "reason"))

ITEM = Fields(
    {
        "code": CODE,
        "name": TEXT,
        "kind": Choice(_KINDS, also=KINDS),
        "handling": Choice(_HANDLINGS, also=HANDLINGS),
        "reengineered": FLAG,
        "deemed_filed": FLAG,
        "illustrative": FLAG,
        "in_name_of": TEXT,
        "variants": _TEXTS,
        "audience": _TEXTS,
        "channels": _TEXTS,
        "visits": Whole(0, 99),
        "place": TEXT,
        "hours": TEXT,
        "hotline": TEXT,
        **dict.fromkeys(CODES, TEXT),
        "limits": _LIMITS,
        "original": _ORIGINAL,
        "suspended": _SUSPENDED,
        "withdrawn": _WITHDRAWN,
        "supplement": Fields({"limit": LIMIT, "deemed": FLAG, "basis": TEXT, "lapse_basis": TEXT}, needed=("limit", "deemed", "basis")),
        "extension": Fields({"limit": LIMIT, "approver": TEXT, "basis": TEXT}, needed=("limit", "approver", "basis")),
        "renewal": Fields({"apply_before": LIMIT, "basis": TEXT, "decide_within": LIMIT}, needed=("apply_before", "basis")),
        "basis": Each(Fields({"law": TEXT, "article": NUMBER_OR_TEXT, "checked": DAY}, needed=("law",))),
        "step": Each(Fields({"name": TEXT, "limit": LIMIT, "post": TEXT, "parallel": FLAG}, needed=("name",))),
        "special_procedure": Each(Fields({"name": TEXT, "basis": TEXT, "cap": LIMIT, "typical": LIMIT}, needed=("name",))),
        "material": Each(_MATERIAL),
        "fee": Each(Fields({"name": TEXT, "standard": TEXT, "basis": TEXT}, needed=("name",))),
        "result": Fields({"name": TEXT, "kind": Choice(RESULTS), "validity": TEXT}, needed=("name",)),
        "condition": Each(Fields({"text": TEXT}, needed=("text",))),
    },
    needed=("code", "name", "kind", "handling"),
)

GUIDE_FILE = Fields({"effective_from": DAY, "department": DEPARTMENT, "item": Each(ITEM)}, needed=("department",))
