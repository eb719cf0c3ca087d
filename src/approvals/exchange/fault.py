"""A row that cannot be taken, and why."""

from collections.abc import Sequence

from approvals.core.rules.problem import Problem, error, one_line
from approvals.language import N_
from approvals.record import NamedTuple


class Fault(NamedTuple):
    """What is wrong at a row (the line on which it begins, the heading is 1); `refused` counts the rows that are left out for it."""

    row: int
    problem: Problem
    refused: int = 1


def cell(column: str, value: str, template: str, /, **values: object) -> Problem:
    """Return what is wrong with the value of a column; the template says it in a few words."""
    # An enumeration is a text too, but one that is said in the reader's language.
    said = {name: one_line(found) if type(found) is str else found for name, found in values.items()}
    problem = Problem((), "cell", template, said)
    return error((), "cell", N_("column “{column}”: {problem} (value “{value}”)"), column=column, problem=problem, value=value)


def empty(column: str) -> Problem:
    """Return that a column says nothing where it has to."""
    return error((), "cell", N_("column “{column}” is empty"), column=column)


def each(row: int, problems: Sequence[Problem]) -> tuple[Fault, ...]:
    """Return the problems of one row, which is refused once."""
    return tuple(Fault(row, problem, 0 if place else 1) for place, problem in enumerate(problems))


def whole(found: Sequence[tuple[int, Problem]], rows: int) -> tuple[Fault, ...]:
    """Return what refuses a whole request of so many rows: it is never taken by half."""
    if rows == 1:
        return tuple(Fault(row, problem, 0 if place else 1) for place, (row, problem) in enumerate(found))
    template = N_("{problem}; all {rows} rows of the request are left out")
    return tuple(Fault(row, error((), "request", template, problem=problem, rows=rows), 0 if place else rows) for place, (row, problem) in enumerate(found))
