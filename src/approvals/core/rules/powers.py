"""The rules of the compendium of rules on powers (powers/*.toml), whose files are read as one: an id means one thing in all of them."""

from collections.abc import Callable, Iterator, Mapping

from approvals.core.guide import Table
from approvals.core.rules.problem import Path, Problem, error
from approvals.core.rules.reading import blank, tables_of, text_of
from approvals.core.rules.shape import CODE, FLAG, LIMIT, NUMBER_OR_TEXT, TEXT, Choice, Each, Fields
from approvals.core.terms import KINDS
from approvals.language import N_
from approvals.record import NamedTuple

RISK_LEVELS = ("高", "中", "低")
_KINDS = tuple(word for word in KINDS if not word.isascii())
_RULE = Fields(
    {
        "id": CODE,
        "name": TEXT,
        "publication": TEXT,
        "bound": FLAG,
        "basis": Each(Fields({"law": TEXT, "article": NUMBER_OR_TEXT}, needed=("law",))),
        "step": Each(Fields({"name": TEXT, "limit": LIMIT, "post": TEXT, "parallel": FLAG}, needed=("name",))),
        "discretion": Each(Fields({"case": TEXT, "standard": TEXT, "basis": TEXT}, needed=("case", "standard"))),
        "supervision": Each(Fields({"by": TEXT, "how": TEXT}, needed=("by", "how"))),
        "risk": Each(Fields({"point": TEXT, "level": Choice(RISK_LEVELS), "guard": TEXT}, needed=("point", "guard"))),
    },
    needed=("id", "name", "publication"),
)
_POWER = Fields(
    {"id": CODE, "name": TEXT, "department": TEXT, "holder": TEXT, "kind": Choice(_KINDS, also=KINDS), "item": TEXT, "rule": Each(_RULE)},
    needed=("id", "name", "department", "holder", "kind"),
)
POWERS_FILE = Fields({"power": Each(_POWER)})


class Served(NamedTuple):
    """An item of the guide as powers refer to it: whose it is, of which kind, and whether the guide says what it rests on and its steps."""

    department: str
    kind: str
    bases: bool
    steps: bool


class Known(NamedTuple):
    """What powers may name: departments by their codes, items of the guide by theirs, and the persons who are no posts, by id and name."""

    departments: frozenset[str]
    items: Mapping[str, Served]
    people: frozenset[str]


def check_powers(tables: Mapping[str, Table], known: Known) -> Mapping[str, list[Problem]]:
    """Return the problems of every file of powers."""
    problems = {name: list(POWERS_FILE.problems(table, ())) for name, table in tables.items()}
    for rule in ONCE_RULES:
        for name, problem in rule(tables):
            problems[name].append(problem)
    for name, table in tables.items():
        for place, power in tables_of(table, "power"):
            problems[name] += [problem for rule in POWER_RULES for problem in rule(power, ("power", place), known)]
    return problems


def power_once(tables: Mapping[str, Table]) -> Iterator[tuple[str, Problem]]:
    """Let an id mean one power, in all the files."""
    powers = ((name, ("power", place, "id"), text_of(power, "id")) for name, table in tables.items() for place, power in tables_of(table, "power"))
    yield from _once(powers, "power-once", N_("The id “{id}” belongs to another power already, here or in another file: write another."))


def power_rule_once(tables: Mapping[str, Table]) -> Iterator[tuple[str, Problem]]:
    """Let an id mean one rule, in all the files."""
    rules = (
        (name, ("power", place, "rule", number, "id"), text_of(rule, "id"))
        for name, table in tables.items()
        for place, power in tables_of(table, "power")
        for number, rule in tables_of(power, "rule")
    )
    yield from _once(rules, "power-rule-once", N_("The id “{id}” belongs to another rule already, here or in another file: write another."))


def _once(found: Iterator[tuple[str, Path, str]], rule: str, template: str) -> Iterator[tuple[str, Problem]]:
    seen: set[str] = set()
    for name, path, identity in found:
        if identity in seen:
            yield name, error(path, rule, template, id=identity)
        if identity:
            seen.add(identity)


def power_department(power: Table, path: Path, known: Known) -> Iterator[Problem]:
    """Let a power belong to a department of the guide or of the staff file."""
    code = text_of(power, "department")
    if code and code not in known.departments:
        template = N_("There is no department “{code}” to hold a power: write the code of a guide file, or name it in staff.toml.")
        yield error((*path, "department"), "power-department", template, code=code)


def power_item(power: Table, path: Path, known: Known) -> Iterator[Problem]:
    """Let a power that is a service item be one of the guide, of the same department and kind."""
    code, department, kind = text_of(power, "item"), text_of(power, "department"), text_of(power, "kind")
    item = known.items.get(code)
    if code and not item:
        template = N_("The guide has no item “{code}”: correct it, or leave item out where the power is no service item.")
        yield error((*path, "item"), "power-item", template, code=code)
    if item and department and item.department != department:
        template = N_("Item {code} of the guide belongs to department {other}, the power to {department}: correct one of them.")
        yield error((*path, "department"), "power-item", template, code=code, other=item.department, department=department)
    if item and KINDS.get(kind, KINDS.get(item.kind)) != KINDS.get(item.kind):
        template = N_("Item {code} is {other} in the guide, the power {kind}: correct one of them.")
        yield error((*path, "kind"), "power-item", template, code=code, other=item.kind, kind=kind)


def power_holder(power: Table, path: Path, known: Known) -> Iterator[Problem]:
    """Let a post hold a power: persons come and go."""
    holder = text_of(power, "holder")
    if holder in known.people:
        yield error((*path, "holder"), "power-holder", N_("“{holder}” is a person of staff.toml: name the post that holds the power."), holder=holder)


def power_rules(power: Table, path: Path, _known: Known) -> Iterator[Problem]:
    """Let every power have a rule: without one it has no page in the compendium."""
    if not any(tables_of(power, "rule")):
        yield error((*path, "rule"), "power-rules", N_("The power “{name}” has no rule: write [[power.rule]]."), name=text_of(power, "name"))


def power_basis(power: Table, path: Path, known: Known) -> Iterator[Problem]:
    """Let every rule rest on a law: its own, or that of the service item in the guide."""
    code = text_of(power, "item")
    item = known.items.get(code)
    if code and not item:
        return
    for place, rule in tables_of(power, "rule"):
        if not (item and item.bases) and not any(tables_of(rule, "basis")):
            template = N_("The rule “{name}” has no legal basis: write law and article under [[power.rule.basis]].")
            yield error((*path, "rule", place), "power-basis", template, name=text_of(rule, "name"))


def power_procedure(power: Table, path: Path, known: Known) -> Iterator[Problem]:
    """Let the steps of a service item stand in the guide alone, and every other rule have its own."""
    code = text_of(power, "item")
    item = known.items.get(code)
    if code and not item:
        return
    for place, rule in tables_of(power, "rule"):
        own = any(tables_of(rule, "step"))
        if own and item and item.steps:
            template = N_("The steps of item {code} stand in the guide: leave them out here, so that there is one place to change them.")
            yield error((*path, "rule", place, "step"), "power-procedure", template, code=code)
        elif not own and not (item and item.steps):
            template = N_("The rule “{name}” has no procedure: write its steps under [[power.rule.step]].")
            yield error((*path, "rule", place), "power-procedure", template, name=text_of(rule, "name"))


def power_discretion(power: Table, path: Path, _known: Known) -> Iterator[Problem]:
    """Let a rule limit discretion case by case, or say that the law leaves none; a case has one standard."""
    for place, rule in tables_of(power, "rule"):
        cases = [(number, text_of(one, "case")) for number, one in tables_of(rule, "discretion")]
        if bool(cases) is (rule.get("bound") is True):
            template = N_("The rule “{name}” limits no discretion: write [[power.rule.discretion]] for each case, or bound = true where the law leaves none.")
            yield error((*path, "rule", place), "power-discretion", template, name=text_of(rule, "name"))
        for at, (number, case) in enumerate(cases):
            if case and case in {earlier for _place, earlier in cases[:at]}:
                template = N_("The case “{case}” has a standard already: keep one.")
                yield error((*path, "rule", place, "discretion", number, "case"), "power-discretion", template, case=case)


def power_supervision(power: Table, path: Path, _known: Known) -> Iterator[Problem]:
    """Let every rule say who supervises, and not the holder of the power itself."""
    holder = text_of(power, "holder")
    for place, rule in tables_of(power, "rule"):
        supervisors = [(number, text_of(one, "by")) for number, one in tables_of(rule, "supervision")]
        if not supervisors:
            template = N_("Nobody supervises the rule “{name}”: write who and how under [[power.rule.supervision]].")
            yield error((*path, "rule", place), "power-supervision", template, name=text_of(rule, "name"))
        for number, by in supervisors:
            if holder and by == holder:
                template = N_("“{holder}” holds this power and cannot supervise it: name another.")
                yield error((*path, "rule", place, "supervision", number, "by"), "power-supervision", template, holder=holder)


ONCE_RULES = (power_once, power_rule_once)
POWER_RULES: tuple[Callable[[Table, Path, Known], Iterator[Problem]], ...] = (
    power_department,
    power_item,
    power_holder,
    power_rules,
    power_basis,
    power_procedure,
    power_discretion,
    power_supervision,
)


def known_from(guide: Mapping[str, Table], staff: Table) -> Known:
    """Return what powers may name, from the guide files and the staff file as they stand, which may be wrong anywhere."""
    items: dict[str, Served] = {}
    departments = {text_of(entry, "code") for _place, entry in tables_of(staff, "department")}
    for table in guide.values():
        department = table.get("department")
        code = text_of(department, "code") if isinstance(department, Mapping) else ""
        departments.add(code)
        for _place, item in tables_of(table, "item"):
            items[text_of(item, "code")] = Served(code, text_of(item, "kind"), any(tables_of(item, "basis")), any(tables_of(item, "step")))
    people = {text_of(person, key) for _place, person in tables_of(staff, "person") for key in ("id", "name") if not blank(person.get(key))}
    return Known(frozenset(departments - {""}), items, frozenset(people))
