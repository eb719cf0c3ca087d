"""The rules of register.toml and staff.toml."""

from collections.abc import Collection, Iterator
from datetime import date

from approvals.core.guide import Table
from approvals.core.rules.problem import Problem, error, warning
from approvals.core.rules.reading import day_of, tables_of, text_of
from approvals.core.rules.shape import CODE, DAY, FLAG, TEXT, Choice, Each, Fields, Form, Whole
from approvals.core.staff import ROLES, Role
from approvals.language import LANGUAGES, N_

_OFFSET = Form(r"[+-](?:0[0-9]|1[0-4]):[0-5][0-9]", N_("“{value}” is no difference from UTC: write “{key}” like +08:00."))
_CODE = Form(r"[A-Z][A-Z0-9]{0,11}", N_("“{value}” is no code of a register: write “{key}” in up to twelve capital letters and digits, like GXQ."))
_NOTIFY = Fields({"command": Each(TEXT), "timeout": Whole(1, 3_600)}, needed=("command",))
REGISTER_FILE = Fields(
    {"name": TEXT, "code": _CODE, "language": Choice(LANGUAGES), "utc_offset": _OFFSET, "sample": FLAG, "web": TEXT, "notify": _NOTIFY}, needed=("name",)
)

_ROLE = Choice([str(role) for role in dict.fromkeys(ROLES.values())], also=ROLES)
_MAIL = Form(r"[^@\s]+@[^@\s]+", N_("“{value}” is no mail address: write “{key}” like name@example.org."))
_PERSON = Fields(
    {
        "id": CODE,
        "name": TEXT,
        "department": TEXT,
        "roles": Each(_ROLE),
        "login": Each(TEXT),
        "items": Each(CODE),
        "from": DAY,
        "to": DAY,
        "mail": _MAIL,
        "phone": TEXT,
    },
    needed=("id", "name", "roles"),
)
# Departments that own no item (the efficiency office, the service centre) are named in the staff file itself.
_DEPARTMENT = Fields({"code": CODE, "name": TEXT}, needed=("code", "name"))
STAFF_FILE = Fields({"effective_from": DAY, "person": Each(_PERSON), "department": Each(_DEPARTMENT)})


def check_register(table: Table) -> list[Problem]:
    """Return the problems of register.toml."""
    return list(REGISTER_FILE.problems(table, ()))


def check_staff(table: Table, departments: Collection[str] | None = None, items: Collection[str] | None = None) -> list[Problem]:
    """Return the problems of staff.toml; `departments` and `items` are the codes of the guide, None when they are not known."""
    problems = [*STAFF_FILE.problems(table, ()), *person_once(table), *login_once(table), *service_forwards(table), *items_of_counter(table)]
    problems += [] if departments is None else department_known(table, departments)
    return problems if items is None else [*problems, *item_known(table, items)]


def person_once(table: Table) -> Iterator[Problem]:
    """Let an id mean one person."""
    yield from once(table, "person", "person-once", N_("The id “{id}” belongs to another person already: write another."))


def once(table: Table, key: str, rule: str, template: str) -> Iterator[Problem]:
    """Let an id mean one entry of a list of tables."""
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


def item_known(table: Table, items: Collection[str]) -> Iterator[Problem]:
    """Let a general counter list items of the guide: a code that no item has would leave people without their counter unseen."""
    for place, person in tables_of(table, "person"):
        listed = person.get("items")
        for number, code in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(code, str) and code and code not in items:
                template = N_("The guide has no item “{code}”: `approvals guide search WORD` finds the code, or leave it out.")
                yield error(("person", place, "items", number), "item-known", template, code=code)


def items_of_counter(table: Table) -> Iterator[Problem]:
    """Doubt a list of items by a person who is no general counter: it says nothing there."""
    for place, person in tables_of(table, "person"):
        roles = person.get("roles")
        if person.get("items") and isinstance(roles, list) and not _COUNTERS & {role for role in roles if isinstance(role, str)}:
            template = N_("“items” says what a general counter receives, and “{name}” is none: leave it out, or add the role general_counter.")
            yield warning(("person", place, "items"), "items-of-counter", template, name=text_of(person, "name"))


_COUNTERS = frozenset(word for word, role in ROLES.items() if role is Role.GENERAL_COUNTER)
STAFF_RULES = (person_once, login_once, service_forwards, department_known, item_known, items_of_counter)
