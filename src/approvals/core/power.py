"""Powers (权力) and the rules on how each is used (规范权力运行制度), one rule a page of the compendium; the values of checked powers/*.toml."""

from collections.abc import Iterable, Iterator

from approvals.core.guide import Basis, Step, Table
from approvals.core.limits import parse_limit
from approvals.core.terms import KINDS, Kind
from approvals.record import NamedTuple


class Discretion(NamedTuple):
    """A limit on discretion (裁量标准): the case, and what the power may do in it; `basis` is the law behind it, empty where none is named."""

    case: str
    standard: str
    basis: str = ""


class Supervision(NamedTuple):
    """Who supervises a power, and how."""

    by: str
    how: str


class Risk(NamedTuple):
    """A point at which a power may be abused (廉政风险点), how grave that is (高、中、低), and what guards it."""

    point: str
    guard: str
    level: str = ""


class PowerRule(NamedTuple):
    """A rule on the use of a power; `bound` where the law leaves no discretion. Basis and steps of a service item stand in the guide alone."""

    id: str
    name: str
    publication: str
    bases: tuple[Basis, ...] = ()
    steps: tuple[Step, ...] = ()
    bound: bool = False
    discretion: tuple[Discretion, ...] = ()
    supervision: tuple[Supervision, ...] = ()
    risks: tuple[Risk, ...] = ()


class Power(NamedTuple):
    """A power: whose it is, the post that holds it, and the code of the guide where it is a service item."""

    id: str
    name: str
    department: str
    holder: str
    kind: Kind
    item: str = ""
    rules: tuple[PowerRule, ...] = ()


def powers_from(tables: Iterable[Table]) -> Iterator[Power]:
    """Yield the powers of checked files, in their order."""
    for table in tables:
        for one in table.get("power", ()):
            rules = tuple(_rule(rule) for rule in one.get("rule", ()))
            yield Power(one["id"], one["name"], one["department"], one["holder"], KINDS[one["kind"]], one.get("item", ""), rules)


def _rule(table: Table) -> PowerRule:
    return PowerRule(
        table["id"],
        table["name"],
        table["publication"],
        tuple(Basis(basis["law"], str(basis.get("article", ""))) for basis in table.get("basis", ())),
        tuple(_step(step) for step in table.get("step", ())),
        table.get("bound") is True,
        tuple(Discretion(one["case"], one["standard"], one.get("basis", "")) for one in table.get("discretion", ())),
        tuple(Supervision(one["by"], one["how"]) for one in table.get("supervision", ())),
        tuple(Risk(one["point"], one["guard"], one.get("level", "")) for one in table.get("risk", ())),
    )


def _step(table: Table) -> Step:
    return Step(table["name"], parse_limit(table["limit"]) if "limit" in table else None, table.get("post", ""), bool(table.get("parallel")))
