"""The rules of register.toml, staff.toml and policy.toml."""

from collections.abc import Collection, Iterator
from datetime import date

from approvals.core.guide import Table
from approvals.core.level import LEVELS
from approvals.core.rules.problem import Problem, error
from approvals.core.rules.reading import blank, day_of, tables_of, text_of
from approvals.core.rules.shape import CODE, DAY, FLAG, TEXT, Amount, Choice, Each, Fields, Form
from approvals.core.staff import ROLES
from approvals.language import LANGUAGES, N_

_OFFSET = Form(r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]", N_("“{value}” is no difference from UTC: write “{key}” like +08:00."))
REGISTER_FILE = Fields({"name": TEXT, "language": Choice(LANGUAGES), "utc_offset": _OFFSET, "sample": FLAG, "web": TEXT}, needed=("name",))

_ROLE = Choice([str(role) for role in dict.fromkeys(ROLES.values())], also=ROLES)
_PERSON = Fields(
    {"id": CODE, "name": TEXT, "department": TEXT, "roles": Each(_ROLE), "login": Each(TEXT), "items": Each(CODE), "from": DAY, "to": DAY},
    needed=("id", "name", "roles"),
)
# Departments that own no item (the efficiency office, the service centre) are named in the staff file itself.
_DEPARTMENT = Fields({"code": CODE, "name": TEXT}, needed=("code", "name"))
STAFF_FILE = Fields({"effective_from": DAY, "person": Each(_PERSON), "department": Each(_DEPARTMENT)})

_LEVEL = Choice([word for word in LEVELS if word.isascii()], also=LEVELS)
_DAYS = Amount(working_days=True)
_SHARE = Form(r"1/[2-9]|2/3|3/4", N_("“{value}” is no share of a limit: write “{key}” like 1/3."))
_OBJECTS = ("handling", "acceptance", "following", "stop", "step", "inspection", "joint", "hearing", "delivery", "declaration", "publication", "renewal")
_RULE = Fields(
    {
        "id": CODE,
        "object": Choice(_OBJECTS),
        "basis": Choice(("promised", "statutory")),
        "left": _DAYS,
        "left_share": _SHARE,
        "over": _DAYS,
        "level": _LEVEL,
    },
    needed=("id", "object", "level"),
)
_FALLBACK = Fields({"without_statutory": _LEVEL, "promise_is_law": _LEVEL})
_OPENING = Form(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]", N_("“{value}” are no opening hours: write “{key}” like 09:00-12:00."))
_DAY_OF_YEAR = Form(r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", N_("“{value}” is no day of the year: write “{key}” like 10-01."))
_SEASON = Fields({"from": _DAY_OF_YEAR, "to": _DAY_OF_YEAR, "hours": Each(_OPENING)}, needed=("from", "to", "hours"))
POLICY_FILE = Fields(
    {
        "effective_from": DAY,
        "name": TEXT,
        "rule": Each(_RULE),
        "fallback": _FALLBACK,
        "supplement": Fields({"lapse_basis": TEXT}),
        "stop": Fields({"late_supplement_basis": TEXT, "cap": FLAG}),
        "late": Fields({"after": _DAYS}, needed=("after",)),
        "remedies": Fields({"text": TEXT}),
        "hall": Fields({"hours": Each(_OPENING), "season": Each(_SEASON), "closed": Each(DAY), "open": Each(DAY)}, needed=("hours",)),
    },
    needed=("name", "rule"),
)


def check_register(table: Table) -> list[Problem]:
    """Return the problems of register.toml."""
    return list(REGISTER_FILE.problems(table, ()))


def check_staff(table: Table, departments: Collection[str] | None = None) -> list[Problem]:
    """Return the problems of staff.toml; `departments` are the codes of the guide, None when they are not known."""
    problems = [*STAFF_FILE.problems(table, ()), *person_once(table), *login_once(table), *service_forwards(table)]
    return problems if departments is None else [*problems, *department_known(table, departments)]


def check_policy(table: Table) -> list[Problem]:
    """Return the problems of policy.toml."""
    return [*POLICY_FILE.problems(table, ()), *rule_once(table), *basis_given(table), *rule_threshold(table)]


def person_once(table: Table) -> Iterator[Problem]:
    """Let an id mean one person."""
    yield from _once(table, "person", "person-once", N_("The id “{id}” belongs to another person already: write another."))


def rule_once(table: Table) -> Iterator[Problem]:
    """Let an id mean one card rule: cards name it."""
    yield from _once(table, "rule", "rule-once", N_("The id “{id}” belongs to another rule already: write another."))


def basis_given(table: Table) -> Iterator[Problem]:
    """Let a rule about handling say whether it counts from the promise or the law."""
    for place, rule in tables_of(table, "rule"):
        if text_of(rule, "object") == "handling" and not text_of(rule, "basis"):
            yield error(("rule", place), "basis-given", N_("A rule about handling says basis = “promised” or “statutory”."))


def _once(table: Table, key: str, rule: str, template: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, entry in tables_of(table, key):
        identity = text_of(entry, "id")
        if identity in seen:
            yield error((key, place, "id"), rule, template, id=identity)
        if identity:
            seen.add(identity)


def login_once(table: Table) -> Iterator[Problem]:
    """Let a login mean one person on every day."""
    seen: dict[str, list[tuple[date, date]]] = {}
    for place, person in tables_of(table, "person"):
        first, last = day_of(person.get("from")) or date.min, day_of(person.get("to")) or date.max
        for login, number in _logins(person).items():
            services = seen.setdefault(login, [])
            if any(begins <= last and first <= ends for begins, ends in services):
                template = N_("The login “{login}” belongs to another person at the same time: write another, or end the service of one.")
                yield error(("person", place, "login", number), "login-once", template, login=login)
            else:
                services.append((first, last))


def _logins(person: Table) -> dict[str, int]:
    """Return the logins of a person, each with its place."""
    logins = person.get("login")
    return {login: number for number, login in enumerate(logins if isinstance(logins, list) else ()) if isinstance(login, str)}


def service_forwards(table: Table) -> Iterator[Problem]:
    """Let a service end on or after the day it begins."""
    for place, person in tables_of(table, "person"):
        first, last = day_of(person.get("from")), day_of(person.get("to"))
        if first and last and last < first:
            template = N_("The service of “{name}” ends before it begins: correct from or to.")
            yield error(("person", place, "to"), "service-forwards", template, name=text_of(person, "name"))


def department_known(table: Table, departments: Collection[str]) -> Iterator[Problem]:
    """Let every person belong to a department of the guide, or to one that the staff file names."""
    known = {*departments, *(text_of(entry, "code") for _, entry in tables_of(table, "department"))}
    for place, person in tables_of(table, "person"):
        code = text_of(person, "department")
        if code and code not in known:
            template = N_("The guide has no department “{code}”: correct it, or name it as [[department]] in this file where it owns no item.")
            yield error(("person", place, "department"), "department-known", template, code=code)


def rule_threshold(table: Table) -> Iterator[Problem]:
    """Let a card rule look either at the days left or at the days over."""
    for place, rule in tables_of(table, "rule"):
        left, over = not (blank(rule.get("left")) and blank(rule.get("left_share"))), not blank(rule.get("over"))
        if left == over:
            template = N_("The rule “{id}” has to say either left (with or without left_share) or over, one of the two.")
            yield error(("rule", place), "rule-threshold", template, id=text_of(rule, "id"))


STAFF_RULES = (person_once, login_once, service_forwards, department_known)
POLICY_RULES = (rule_once, basis_given, rule_threshold)
