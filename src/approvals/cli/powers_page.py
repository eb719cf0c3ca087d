"""One power with its rules as the terminal shows it: empty fields are left out."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from approvals.cli import output
from approvals.language import N_
from approvals.render.table import Column, Kind

if TYPE_CHECKING:
    from approvals.core.guide import Step
    from approvals.core.leaflet.powers import Held
    from approvals.core.power import PowerRule

_STEPS = (Column(N_("Step"), Kind.PROSE, keep=True), Column(N_("Limit"), keep=True), Column(N_("Post")))
_DISCRETION = (Column(N_("Case"), Kind.PROSE, keep=True), Column(N_("Standard"), Kind.PROSE, keep=True), Column(N_("Basis"), Kind.PROSE, priority=1))
_SUPERVISION = (Column(N_("Supervised by"), Kind.PROSE, keep=True), Column(N_("How"), Kind.PROSE, keep=True))
_RISKS = (Column(N_("Risk"), Kind.PROSE, keep=True), Column(N_("Level")), Column(N_("Guarded by"), Kind.PROSE, keep=True))

Line = tuple[str, Mapping[str, object]]


def power_page(held: "Held") -> None:
    """Print a power and each of its rules."""
    output.say(N_("{code}  {name}"), code=held.power.id, name=held.power.name)
    for template, values in _lines(held):
        output.say(template, **values)
    for rule in held.power.rules:
        output.lines([""])
        _rule(held, rule)


def _lines(held: "Held") -> Iterator[Line]:
    power = held.power
    yield N_("  department: {name} ({code})"), {"name": held.department.name, "code": power.department}
    yield N_("  holder: {holder}"), {"holder": power.holder}
    yield N_("  kind: {kind}"), {"kind": power.kind}
    if held.item:
        yield N_("  item of the guide: {code} {name}"), {"code": held.item.code, "name": held.item.name}
        if held.item.statutory:
            yield N_("  statutory limit: {limit} ({basis})"), held.item.statutory._asdict()
        if held.item.promised:
            yield N_("  promised limit: {limit}"), held.item.promised._asdict()
    elif power.item:
        yield N_("  item {code} is not in the guide any more"), {"code": power.item}


def _rule(held: "Held", rule: "PowerRule") -> None:
    item = held.item
    output.say(N_("{code}  {name}"), code=rule.id, name=rule.name)
    bases = rule.bases or (item.bases if item else ())
    if bases:
        output.say(N_("  legal basis: {bases}"), bases=tuple(str(basis) for basis in bases))
    _steps(rule.steps or (item.steps if item else ()))
    if rule.bound:
        output.say(N_("  the law leaves no discretion"))
    if rule.discretion:
        output.table(_DISCRETION, rule.discretion)
    output.table(_SUPERVISION, rule.supervision)
    output.say(N_("  published: {publication}"), publication=rule.publication)
    if rule.risks:
        output.table(_RISKS, [(one.point, one.level, one.guard) for one in rule.risks])


def _steps(steps: "tuple[Step, ...]") -> None:
    if steps:
        output.table(_STEPS, [(step.name, step.limit, step.post) for step in steps])
