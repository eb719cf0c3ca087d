"""The rules of the guide (办事指南): one function each, named as the rule is."""

from collections.abc import Iterator, Mapping
from datetime import date

from approvals.core.calendar import Calendar
from approvals.core.guide import Table
from approvals.core.rules.contents import fee_basis, material_named, national_codes, procedure_basis, procedure_time
from approvals.core.rules.guide_shape import GUIDE_FILE
from approvals.core.rules.item import Reading, Rule
from approvals.core.rules.limits import basis_date, check_date, limit_complete, original_within_law, unit_basis
from approvals.core.rules.offer import original_flow, suspension_days
from approvals.core.rules.problem import Path, Problem, error
from approvals.core.rules.promise import promise_given, promise_on_the_spot, promise_within_law, steps_within_promise
from approvals.core.rules.reading import blank, table_of, tables_of, text_of
from approvals.core.rules.trial import Trial
from approvals.language import N_

ITEM_RULES: tuple[Rule, ...] = (
    limit_complete,
    unit_basis,
    check_date,
    basis_date,
    original_within_law,
    promise_within_law,
    promise_on_the_spot,
    promise_given,
    steps_within_promise,
    material_named,
    fee_basis,
    procedure_basis,
    procedure_time,
    suspension_days,
    original_flow,
    national_codes,
)


def check_guide(tables: Mapping[str, Table], today: date, calendar: Calendar | None) -> Mapping[str, list[Problem]]:
    """Return the problems of every file of the guide under its name; without a calendar, limits of different units are not compared."""
    trial = Trial(calendar)
    problems = {name: [*GUIDE_FILE.problems(table, ()), *missing_hotline(table)] for name, table in tables.items()}
    for name, table in tables.items():
        for place, item in tables_of(table, "item"):
            reading = Reading(item, ("item", place), today, trial)
            problems[name].extend(problem for rule in ITEM_RULES for problem in rule(reading))
    for name, problem in duplicate_code(tables):
        problems[name].append(problem)
    return problems


def missing_hotline(table: Table) -> Iterator[Problem]:
    """行政许可法 30: whoever asks about an item is answered, at its own hotline or at its department's."""
    department = table.get("department")
    everywhere = [not blank(item.get("hotline")) for _, item in tables_of(table, "item")]
    if isinstance(department, Mapping) and blank(department.get("hotline")) and not (everywhere and all(everywhere)):
        yield error(("department", "hotline"), "missing-hotline", N_("The department has no hotline: write hotline, so that people can ask."))


def duplicate_code(tables: Mapping[str, Table]) -> Iterator[tuple[str, Problem]]:
    """Let a code mean one department or item in the whole guide; told at the later one, files in the order of their names."""
    seen: dict[str, tuple[str, str]] = {}
    for file in sorted(tables):
        for path, table in _coded(tables[file]):
            code, name = text_of(table, "code"), text_of(table, "name")
            if code in seen:
                template = N_("“{code}” is the code of “{other}” in {file} already: write another.")
                other, where = seen[code]
                yield file, error((*path, "code"), "duplicate-code", template, code=code, other=other, file=where)
            elif code:
                seen[code] = (name, file)


def _coded(table: Table) -> Iterator[tuple[Path, Table]]:
    yield ("department",), table_of(table, "department")
    for place, item in tables_of(table, "item"):
        yield ("item", place), item
