"""Which verbs a request allows at its stage: each is tried with the plainest event it could record, and nothing is written.

Only what law, stage or role forbid counts (`NotAllowed`); words that are still missing or wrong are for whoever fills the form.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from approvals.core import events as kinds
from approvals.core.events import Event
from approvals.core.guide import Item
from approvals.core.law import PROCEDURES, Law
from approvals.core.request import Request
from approvals.record import NamedTuple

ANY = "…"
"""A word that somebody would type."""


class Trial(NamedTuple):
    """What a verb is tried on: the request, what binds it, and the day."""

    request: Request
    law: Law
    today: date

    @property
    def item(self) -> Item | None:
        """Return the version of the item that binds the request."""
        return self.law.binding(self.request)


def procedures(item: Item | None) -> tuple[str, ...]:
    """Return the special procedures that may stop the clock of an item (行政许可法 45, or a law the item names)."""
    listed = [procedure.name for procedure in item.special_procedures] if item else []
    return tuple(dict.fromkeys([*listed, *(PROCEDURES.values() if item and item.licence else ())]))


def _stop(trial: Trial) -> Iterable[Event]:
    running = [pause.kind for pause in trial.request.running]
    yield from (kinds.StopNoticed(kind, 1, ANY) for kind in running)
    yield kinds.Stopped(next((kind for kind in procedures(trial.item) if kind not in running), ANY))


def _accept(trial: Trial) -> Iterable[Event]:
    yield kinds.Accepted()
    if trial.request.rounds and (left := trial.request.rounds[-1].outstanding):
        yield kinds.Accepted(following=left, follow_by=trial.today)


def _joint(trial: Trial) -> Iterable[Event]:
    yield kinds.JointOrdered(ANY, ())
    if trial.request.joint:
        yield from (kinds.JointReplied(code) for code, _limit in trial.request.joint.departments)


def _hearing(trial: Trial) -> Iterable[Event]:
    yield from (kinds.HearingAsked(), kinds.HearingAnnounced(trial.today + timedelta(_WEEKS)), kinds.HearingHeld())


_WEEKS = 60
"""Days: a hearing that far ahead is announced in time (行政许可法 48)."""


def _lapse(trial: Trial) -> Iterable[Event]:
    rule = trial.law.supplement(trial.request)
    yield kinds.Lapsed((rule.lapse_basis if rule else "") or trial.law.practice.lapse_basis)


def _one(event: Event) -> Callable[[Trial], Iterable[Event]]:
    return lambda _trial: (event,)


TRIALS: Mapping[str, Callable[[Trial], Iterable[Event]]] = {
    "mend": _one(kinds.Mended(ANY)),
    "supplement": _one(kinds.SupplementRequested((ANY,))),
    "supplied": _one(kinds.Supplied()),
    "accept": _accept,
    "decline": _one(kinds.Declined(ANY)),
    "assign": _one(kinds.Assigned(ANY)),
    "hand-over": _one(kinds.HandedOver(ANY)),
    "case": _one(kinds.CaseFound("")),
    "step": _one(kinds.StepDone(ANY)),
    "inspect": _one(kinds.SiteChecked((ANY, f"{ANY}2"))),
    "stop": _stop,
    "resume": _one(kinds.Resumed("")),
    "extend": lambda trial: (kinds.Extended(1, ANY, ANY, trial.today),),
    "joint": _joint,
    "hearing": _hearing,
    "forward": _one(kinds.Forwarded(ANY)),
    "returned": _one(kinds.Returned()),
    "decide": _one(kinds.Decided()),
    "declaration": _one(kinds.DeclarationChecked(kept=True)),
    "complete": _one(kinds.Completed()),
    "deliver": _one(kinds.Delivered()),
    "publish": lambda _trial: (kinds.Published(), kinds.Published(reason=ANY)),
    "fee": _one(kinds.FeeDue("1")),
    "withdraw": _one(kinds.Withdrawn()),
    "lapse": _lapse,
    "terminate": _one(kinds.Terminated(ANY)),
    "void": _one(kinds.Voided(ANY)),
}
"""By verb the events one of which has to be possible; verbs that are not named here record nothing that a stage could forbid."""
