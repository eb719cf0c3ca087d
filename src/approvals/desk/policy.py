"""Card policies: the one in force, those that ship, and what another would change on the register as it stands."""

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from approvals.core.law import practice_from
from approvals.core.nights import planned, standing
from approvals.core.plan import Planned
from approvals.core.policy import Policy, policy_from
from approvals.core.rules.problem import Severity
from approvals.desk.history import bare_request_of
from approvals.desk.shipped import sample_folder
from approvals.errors import NoSuchThing
from approvals.files.reader import Finding
from approvals.files.settings import SettingsFile, read_policy_file
from approvals.language import N_
from approvals.record import NamedTuple
from approvals.store import cards as card_store
from approvals.store import requests

if TYPE_CHECKING:
    from approvals.desk.register import Desk

FOLDER = "profiles"


class Difference(NamedTuple):
    """A card that one of two policies has and the other has not, or not on that day; `old` and `new` are the days, None where there is none."""

    number: str
    item: str
    department: str
    kind: str
    level: str
    old: date | None
    new: date | None


class Trial(NamedTuple):
    """What a policy would change: cards up to the day of the trial, and how many of each level there are under either."""

    findings: list[Finding]
    requests: int
    differences: list[Difference]
    before: dict[str, int]
    after: dict[str, int]


def profiles() -> list[str]:
    """Return the names of the profiles that ship."""
    return sorted(file.stem for file in (sample_folder() / FOLDER).glob("*.toml"))


def profile_text(name: str) -> str:
    """Return a profile that ships as its file has it."""
    if name not in profiles():
        raise NoSuchThing(N_("There is no profile {name}: the profiles are {profiles}."), name=name, profiles=tuple(profiles()))
    return (sample_folder() / FOLDER / f"{name}.toml").read_text(encoding="utf-8")


def profile(name: str) -> Policy:
    """Return a profile that ships."""
    return policy_from(tomllib.loads(profile_text(name)))


def policy_file(root: Path | None, name: str) -> Path:
    """Return the file of a policy: where the path leads, inside the register, or the profile of that name."""
    places = [Path(name), *([root / name] if root else []), sample_folder() / FOLDER / f"{name}.toml"]
    found = next((place for place in places if place.is_file()), None)
    if not found:
        raise NoSuchThing(N_("There is no policy {name}: name a file, or one of the profiles {profiles}."), name=name, profiles=tuple(profiles()))
    return found


def read(root: Path | None, name: str) -> SettingsFile:
    """Read and check a policy by file or profile name."""
    return read_policy_file(policy_file(root, name))


def looked_at(desk: "Desk") -> list[str]:
    """Return the requests that a trial looks at: the open ones and those that have cards."""
    return sorted({*requests.numbers(desk.connection, only_open=True), *card_store.carded(desk.connection)})


def try_policy(desk: "Desk", file: SettingsFile, told: Callable[[int], object] = lambda _done: None) -> Trial:
    """Compare the cards of the policy in force with those of another up to the day of the desk; nothing is written."""
    if not file.source or any(finding.problem.severity is Severity.ERROR for finding in file.findings):
        return Trial(file.findings, 0, [], {}, {})
    other, practice = policy_from(file.source.table), practice_from(file.source.table)
    before, after = Counter[str](), Counter[str]()
    differences: list[Difference] = []
    numbers = looked_at(desk)
    for number in numbers:
        request = bare_request_of(desk, number)
        law = desk.law(request.item)
        old = _cards(planned(request, law, desk.policy, desk.offset, standing(request, law)), desk.today)
        changed = law._replace(practice=practice)
        new = _cards(planned(request, changed, other, desk.offset, standing(request, changed)), desk.today)
        before.update(level for _kind, level in old)
        after.update(level for _kind, level in new)
        department = desk.department_of(request.item)
        differences += [
            Difference(number, request.item, department, *key, old.get(key), new.get(key)) for key in sorted({*old, *new}) if old.get(key) != new.get(key)
        ]
        told(1)
    return Trial(file.findings, len(numbers), differences, dict(before), dict(after))


def _cards(cards: tuple[Planned, ...], today: date) -> dict[tuple[str, str], date]:
    return {(card.key, str(card.level)): card.on for card in cards if card.on <= today}
