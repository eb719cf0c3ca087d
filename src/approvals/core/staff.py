"""The persons of a register (staff.toml), their roles, and who stands behind a login on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from approvals.language import N_
from approvals.record import NamedTuple


class Role(StrEnum):
    """What a person may do."""

    CLERK = "clerk"
    REVIEWER = "reviewer"
    HEAD = "head"
    OFFICE = "office"
    REGISTRAR = "registrar"
    GENERAL_COUNTER = "general_counter"

    def said(self) -> tuple[str, Mapping[str, object]]:
        """Return the word for it."""
        return _WORDS[self], {}


_WORDS = {
    Role.CLERK: N_("clerk"),
    Role.REVIEWER: N_("reviewer"),
    Role.HEAD: N_("head"),
    Role.OFFICE: N_("efficiency office"),
    Role.REGISTRAR: N_("registrar"),
    Role.GENERAL_COUNTER: N_("general counter"),
}

ROLES = {
    "经办人": Role.CLERK,
    "审核人": Role.REVIEWER,
    "负责人": Role.HEAD,
    "效能办": Role.OFFICE,
    "登记管理员": Role.REGISTRAR,
    "综合窗口": Role.GENERAL_COUNTER,
    **{str(role): role for role in Role},
}


class Person(NamedTuple):
    """A person; `first` and `last` are the days in service, open where None; `items` those a general counter receives, all where empty."""

    id: str
    name: str
    department: str = ""
    roles: tuple[Role, ...] = ()
    logins: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    mail: str = ""
    phone: str = ""
    items: tuple[str, ...] = ()

    def serves(self, day: date) -> bool:
        """Tell whether the person is in service on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def people_from(table: Mapping[str, Any]) -> tuple[Person, ...]:
    """Return the persons of a checked staff file; dates may be dates or ISO texts."""
    return tuple(_person(entry) for entry in table.get("person", ()))


def _person(entry: Mapping[str, Any]) -> Person:
    return Person(
        id=entry["id"],
        name=entry["name"],
        department=entry.get("department", ""),
        roles=tuple(ROLES[word] for word in entry["roles"]),
        logins=tuple(entry.get("login", ())),
        first=_day(entry.get("from")),
        last=_day(entry.get("to")),
        mail=entry.get("mail", ""),
        phone=entry.get("phone", ""),
        items=tuple(entry.get("items", ())),
    )


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def person_of(people: Iterable[Person], login: str, today: date) -> Person | None:
    """Return who is in service on the day under a login or an id, None when nobody is."""
    return next((person for person in people if login in {person.id, *person.logins} and person.serves(today)), None)
