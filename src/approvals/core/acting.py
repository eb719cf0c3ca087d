"""Who acts, and why so late: what stands on a line before anything is known of the request it is about."""

from collections.abc import Iterable
from datetime import date

from approvals.core.staff import Person, Role
from approvals.errors import NotAllowed
from approvals.language import N_
from approvals.record import NamedTuple


class Acting(NamedTuple):
    """Who acts: the login, the person it stands for (None where the staff does not know it), and the staff in service that day.

    `alone` where a registrar stands in for everybody: in a register not staffed yet, or staffed with registrars only.
    """

    login: str
    person: Person | None
    people: tuple[Person, ...] = ()
    alone: bool = False


def acting(login: str, person: Person | None, people: Iterable[Person], today: date, *, founding: bool) -> Acting:
    """Return who acts on a day; `founding` as long as the staff in force is the one laid down with the register."""
    serving = tuple(one for one in people if one.serves(today))
    registrar = person is not None and Role.REGISTRAR in person.roles
    return Acting(login, person, serving, registrar and (founding or all(Role.REGISTRAR in one.roles for one in serving)))


def known(who: Acting) -> Person:
    """Return the person who acts; a login that belongs to nobody in service is refused."""
    if who.person is None:
        template = N_(
            "The login {login} belongs to nobody in service: it may read, not write. staff.toml names logins; a shift begins with `approvals login PERSON`."
        )
        raise NotAllowed(template, login=who.login)
    return who.person


class Reason(NamedTuple):
    """Why an event is entered late, and the number of the paper that proves its day."""

    text: str = ""
    paper: str = ""

    @property
    def payload(self) -> dict[str, str]:
        """Return what the event's payload says of it, nothing where nothing is late."""
        return {"late_reason": self.text, "paper": self.paper} if self.text else {}
