from datetime import date

import pytest

from approvals.core.staff import Person, Role, people_from, person_of

PEOPLE = people_from(
    {
        "person": [
            {"id": "liwen", "name": "李文", "department": "GH", "roles": ["clerk"], "login": ["liwen", "lw"], "to": "2026-06-30"},
            {"id": "zhoumin", "name": "周敏", "department": "GH", "roles": ["审核人", "负责人"], "login": ["lw"], "from": date(2026, 7, 1)},
        ]
    }
)


def test_a_person_is_read_with_roles_in_either_language() -> None:
    assert (
        Person("liwen", "李文", "GH", (Role.CLERK,), ("liwen", "lw"), None, date(2026, 6, 30)),
        Person("zhoumin", "周敏", "GH", (Role.REVIEWER, Role.HEAD), ("lw",), date(2026, 7, 1), None),
    ) == PEOPLE


@pytest.mark.parametrize(
    ("login", "day", "name"),
    [
        ("lw", date(2026, 6, 30), "李文"),
        ("lw", date(2026, 7, 1), "周敏"),
        ("zhoumin", date(2026, 7, 1), "周敏"),
        ("zhoumin", date(2026, 6, 30), None),
        ("nobody", date(2026, 7, 1), None),
    ],
)
def test_a_login_or_an_id_is_who_is_in_service_on_the_day(login: str, day: date, name: str | None) -> None:
    person = person_of(PEOPLE, login, day)
    assert (person.name if person else None) == name
