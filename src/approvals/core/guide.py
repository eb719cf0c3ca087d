"""The service-item guide (办事指南): departments, their items, and each limit with its law.

The values are read from the tables of a guide file (or the JSON kept of them): `item_from` takes a table that has passed
`approvals.core.rules`. Keys follow the elements of the national guide standard; docs/guide.md has the table.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from approvals.core.limits import Milestone, TimeLimit, ending_milestone, parse_limit, starting_milestone
from approvals.core.offering import Originals, Suspension, Withdrawal
from approvals.core.terms import GRADES, HANDLINGS, KINDS, Grade, Handling, Kind
from approvals.record import NamedTuple

Table = Mapping[str, Any]


class Alternative(NamedTuple):
    """Another amount of the same limit, for the cases that `when` describes."""

    limit: TimeLimit
    when: str
    basis: str


class Limit(NamedTuple):
    """A limit with its law, in the words of its text: `starts` and `ends` name the events, `text` quotes the amount."""

    limit: TimeLimit
    starts: str
    ends: str
    basis: str = ""
    unit_basis: str = ""
    text: str = ""
    checked: date | None = None
    grade: Grade | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def start(self) -> Milestone:
        """Return the moment that starts the limit."""
        return starting_milestone(self.starts)

    @property
    def end(self) -> Milestone:
        """Return the moment that ends the limit."""
        return ending_milestone(self.ends)


class Supplement(NamedTuple):
    """Within what time missing materials are told (补正告知), and whether silence is acceptance (即为受理).

    `lapse_basis` is the law that takes a supplement that never comes for given up (政府信息公开条例 30), empty where none does.
    """

    limit: TimeLimit
    deemed: bool
    basis: str
    lapse_basis: str = ""


class Extension(NamedTuple):
    """By how much, by whom and on what basis the statutory limit may be extended."""

    limit: TimeLimit
    approver: str
    basis: str


class Renewal(NamedTuple):
    """How long before expiry a renewal is asked for, and the own limit of its decision where the law sets one."""

    apply_before: TimeLimit
    basis: str
    decide_within: TimeLimit | None = None


class Basis(NamedTuple):
    """A law or rule that an item rests on, and the day on which it was last read."""

    law: str
    article: str = ""
    checked: date | None = None

    def __str__(self) -> str:
        """Return law and article."""
        return f"{self.law} {self.article}".strip()


class Step(NamedTuple):
    """A step (环节) with its limit and the post that takes it."""

    name: str
    limit: TimeLimit | None = None
    post: str = ""
    parallel: bool = False


class SpecialProcedure(NamedTuple):
    """A procedure whose time is not counted (行政许可法 45, or a special law); `cap` binds, `typical` only tells."""

    name: str
    basis: str
    cap: TimeLimit | None = None
    typical: TimeLimit | None = None


class Material(NamedTuple):
    """A paper the applicant hands in."""

    name: str
    originals: int = 0
    copies: int = 0
    source: str = ""
    required: str = ""
    note: str = ""
    issuer: str = ""


class Fee(NamedTuple):
    """A fee and the law that allows it (行政许可法 58, 59)."""

    name: str
    standard: str
    basis: str


class Result(NamedTuple):
    """What the applicant holds in the end."""

    name: str
    kind: str = ""
    validity: str = ""


class Department(NamedTuple):
    """A department and where it is found; `in_name_of` is the organ whose seal stands under its decisions, `full_name` its own name on papers."""

    code: str
    name: str
    document_mark: str = ""
    full_name: str = ""
    in_name_of: str = ""
    vertical: bool = False
    hotline: str = ""
    complaint_line: str = ""
    place: str = ""
    hours: str = ""


class Item(NamedTuple):
    """A service item as its department publishes it.

    `base_code` and `implementation_code` are those of the national catalogue (基本编码, 实施编码), `variant_code` that of its 业务办理项.
    """

    code: str
    name: str
    kind: Kind
    handling: Handling
    statutory: Limit | None = None
    promised: Limit | None = None
    original: TimeLimit | None = None
    supplement: Supplement | None = None
    extension: Extension | None = None
    renewal: Renewal | None = None
    reengineered: bool = False
    deemed_filed: bool = False
    illustrative: bool = False
    in_name_of: str = ""
    variants: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    steps: tuple[Step, ...] = ()
    special_procedures: tuple[SpecialProcedure, ...] = ()
    materials: tuple[Material, ...] = ()
    fees: tuple[Fee, ...] = ()
    result: Result | None = None
    conditions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    visits: int | None = None
    place: str = ""
    hours: str = ""
    hotline: str = ""
    originals: Originals | None = None
    suspended: Suspension | None = None
    withdrawn: Withdrawal | None = None
    base_code: str = ""
    implementation_code: str = ""
    variant_code: str = ""

    @property
    def licence(self) -> bool:
        """Tell whether the Licensing Law binds the item."""
        return self.kind is Kind.LICENCE

    @property
    def published(self) -> bool:
        """Tell whether its decisions are published within seven working days (双公示): licences and penalties."""
        return self.kind in {Kind.LICENCE, Kind.PENALTY}

    @property
    def start(self) -> Milestone:
        """Return the moment at which the clock of the item starts: its law's, else its promise's (house rule: limits are frozen then)."""
        limit = self.statutory or self.promised
        return limit.start if limit else Milestone.ACCEPTANCE


CODES = ("base_code", "implementation_code", "variant_code")
"""The codes of the national catalogue, texts whatever their form: places write them differently."""
# 行政许可法 32(4): the default of licences only; every other kind has what its item says.
_LICENCE_SUPPLEMENT = {"limit": "5 工作日", "deemed": True, "basis": "行政许可法 32(4)"}


def department_from(table: Table) -> Department:
    """Return the department of a checked `[department]` table."""
    return Department(**{name: table[name] for name in Department._fields if name in table})


def item_from(table: Table) -> Item:
    """Return the item of a checked `[[item]]` table; dates may be dates or ISO texts."""
    limits = table.get("limits", {})
    original = limits.get("original", {}).get("limit")
    kind = KINDS[table["kind"]]
    supplement = table.get("supplement", _LICENCE_SUPPLEMENT if kind is Kind.LICENCE else None)
    extension, renewal, result = table.get("extension"), table.get("renewal"), table.get("result")
    suspended, withdrawn = table.get("suspended"), table.get("withdrawn")
    plain = ("reengineered", "deemed_filed", "illustrative", "in_name_of", "visits", "place", "hours", "hotline", *CODES)
    return Item(
        code=table["code"],
        name=table["name"],
        kind=kind,
        handling=HANDLINGS[table["handling"]],
        statutory=_limit(limits.get("statutory")),
        promised=_limit(limits.get("promised")),
        original=parse_limit(original) if original else None,
        supplement=Supplement(parse_limit(supplement["limit"]), bool(supplement.get("deemed")), supplement.get("basis", ""), supplement.get("lapse_basis", ""))
        if supplement
        else None,
        extension=Extension(parse_limit(extension["limit"]), extension.get("approver", ""), extension.get("basis", "")) if extension else None,
        renewal=Renewal(parse_limit(renewal["apply_before"]), renewal.get("basis", ""), _amount(renewal.get("decide_within"))) if renewal else None,
        variants=tuple(table.get("variants", ())),
        audience=tuple(table.get("audience", ())),
        bases=tuple(
            Basis(basis["law"], str(basis.get("article", "")), _day(basis["checked"]) if "checked" in basis else None) for basis in _tables(table, "basis")
        ),
        steps=tuple(Step(step["name"], _amount(step.get("limit")), step.get("post", ""), bool(step.get("parallel"))) for step in _tables(table, "step")),
        special_procedures=tuple(
            SpecialProcedure(procedure["name"], procedure.get("basis", ""), _amount(procedure.get("cap")), _amount(procedure.get("typical")))
            for procedure in _tables(table, "special_procedure")
        ),
        materials=tuple(Material(**{name: material[name] for name in Material._fields if name in material}) for material in _tables(table, "material")),
        fees=tuple(Fee(fee["name"], fee.get("standard", ""), fee.get("basis", "")) for fee in _tables(table, "fee")),
        result=Result(**{name: result[name] for name in Result._fields if name in result}) if result else None,
        conditions=tuple(condition["text"] for condition in _tables(table, "condition")),
        channels=tuple(table.get("channels", ())),
        originals=Originals(**table["original"]) if "original" in table else None,
        suspended=Suspension(_day(suspended["from"]), suspended["reason"], _day(suspended["to"]) if "to" in suspended else None) if suspended else None,
        withdrawn=Withdrawal(_day(withdrawn["from"]), withdrawn["reason"]) if withdrawn else None,
        **{name: table[name] for name in plain if name in table},
    )


def _limit(table: Table | None) -> Limit | None:
    if not table or "limit" not in table:
        return None
    return Limit(
        limit=parse_limit(table["limit"]),
        starts=table.get("starts", ""),
        ends=table.get("ends", ""),
        basis=table.get("basis", ""),
        unit_basis=table.get("unit_basis", ""),
        text=table.get("text", ""),
        checked=_day(table["checked"]) if "checked" in table else None,
        grade=GRADES[table["grade"]] if "grade" in table else None,
        alternatives=tuple(Alternative(parse_limit(other["limit"]), other.get("when", ""), other.get("basis", "")) for other in table.get("alternatives", ())),
    )


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _amount(text: str | None) -> TimeLimit | None:
    return parse_limit(text) if text else None


def _tables(table: Table, name: str) -> Sequence[Table]:
    found: Sequence[Table] = table.get(name, ())
    return found
