"""The rules of the calendar files: doubts warn, only contradictions are errors."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from approvals.core.dates import FIRST_YEAR, LAST_YEAR
from approvals.core.guide import Table
from approvals.core.rules.circular import LONGEST, Entry, entries, in_force, revisions
from approvals.core.rules.problem import Problem, error, warning
from approvals.core.rules.shape import DAY, TEXT, Each, Fields, Whole
from approvals.core.rules.statutory_days import statutory_days
from approvals.language import N_

_SATURDAY = 5
_YEAR = Whole(FIRST_YEAR, LAST_YEAR)
_HOLIDAY = Fields({"name": TEXT, "from": DAY, "to": DAY, "work": Each(DAY)}, needed=("name", "from"))
_REVISION = Fields({"notice": TEXT, "published": DAY, "holiday": Each(_HOLIDAY)}, needed=("holiday",))
CALENDAR_FILE = Fields({"year": _YEAR, "notice": TEXT, "published": DAY, "holiday": Each(_HOLIDAY), "revision": Each(_REVISION)}, needed=("year",))


def check_years(years: Mapping[str, Table]) -> Mapping[str, list[Problem]]:
    """Return the problems of every file under its name."""
    problems = {name: check_year(table) for name, table in years.items()}
    for name, problem in (*year_twice(years), *years_agree(years)):
        problems[name].append(problem)
    return problems


def check_year(table: Table) -> list[Problem]:
    """Return the problems of one file."""
    problems = list(CALENDAR_FILE.problems(table, ()))
    year = table.get("year")
    if next(_YEAR.problems(year, ()), None) or not isinstance(year, int):
        return problems
    for entry in (*entries(table), *revisions(table)):
        problems += [problem for rule in HOLIDAY_RULES for problem in rule(entry, year)]
    original, final = list(entries(table)), in_force(table)
    told = [problem for holidays in (original, final) for rule in CIRCULAR_RULES for problem in rule(holidays)]
    return [*problems, *_once(told), *statutory_days(final, year)]


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Leave out what stands in the original circular and is still in force."""
    return list({(problem.rule, problem.path): problem for problem in problems}.values())


def holiday_forwards(entry: Entry, _year: int) -> Iterator[Problem]:
    """Let a holiday end on or after the day it begins."""
    if entry.last < entry.first:
        yield error((*entry.path, "to"), "holiday-forwards", N_("The holiday “{name}” ends before it begins: correct from or to."), name=entry.name)


def holiday_length(entry: Entry, _year: int) -> Iterator[Problem]:
    """Let no holiday be longer than any has ever been."""
    days = (entry.last - entry.first).days + 1
    if days > LONGEST:
        template = N_("The holiday “{name}” is {days} days long, at most {most} can be meant: correct from or to.")
        yield error((*entry.path, "to"), "holiday-length", template, name=entry.name, days=days, most=LONGEST)


def within_year(entry: Entry, year: int) -> Iterator[Problem]:
    """Let a circular rule its year and the December before it (元旦 may bridge)."""
    places = (((*entry.path, "from"), entry.first), ((*entry.path, "to"), entry.last), *entry.work)
    for path, day in places:
        if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
            template = N_("{day} lies outside {year} and the December before it: move it to the file of its year.")
            yield error(path, "within-year", template, day=day, year=year)
            return


def make_up_on_weekend(entry: Entry, _year: int) -> Iterator[Problem]:
    """Take make-up workdays from weekends: any other day works already."""
    for path, day in entry.work:
        if day.weekday() < _SATURDAY:
            yield warning(path, "make-up-on-weekend", N_("The make-up workday {day} is no weekend and works anyway: compare it with the circular."), day=day)


def holidays_apart(holidays: Sequence[Entry]) -> Iterator[Problem]:
    """Doubt a day that two holidays take: one of them gains nothing."""
    taken: dict[date, Entry] = {}
    for holiday in holidays:
        shared = next(((day, taken[day]) for day in holiday.days() if day in taken), None)
        if shared:
            day, other = shared
            template = N_("{day} belongs to “{other}” and to “{name}”: compare both with the circular.")
            yield warning((*holiday.path, "from"), "holidays-apart", template, day=day, other=other.name, name=holiday.name)
        taken.update(dict.fromkeys(holiday.days(), holiday))


def make_up_works(holidays: Sequence[Entry]) -> Iterator[Problem]:
    """Refuse a make-up workday that is a holiday too: it cannot work and rest."""
    resting = {day: holiday for holiday in holidays for day in holiday.days()}
    for holiday in holidays:
        for path, day in holiday.work:
            if other := resting.get(day):
                template = N_("{day} is a make-up workday and a day of “{name}”: it cannot be both, correct one.")
                yield error(path, "make-up-works", template, day=day, name=other.name)


def make_up_once(holidays: Sequence[Entry]) -> Iterator[Problem]:
    """Doubt a make-up workday named twice: one weekend pays for two days off."""
    taken: dict[date, Entry] = {}
    for holiday in holidays:
        for path, day in holiday.work:
            if other := taken.get(day):
                template = N_("{day} is a make-up workday of “{other}” and of “{name}”: one weekend cannot pay for both, compare it with the circular.")
                yield warning(path, "make-up-once", template, day=day, other=other.name, name=holiday.name)
            taken[day] = holiday


def year_twice(years: Mapping[str, Table]) -> Iterator[tuple[str, Problem]]:
    """Let one file rule a year."""
    seen: dict[object, str] = {}
    for name in sorted(years):
        year = years[name].get("year")
        if not isinstance(year, int):
            continue
        if year in seen:
            yield name, error(("year",), "year-twice", N_("The year {year} stands in {file} already: keep one of the two files."), year=year, file=seen[year])
        seen.setdefault(year, name)


def years_agree(years: Mapping[str, Table]) -> Iterator[tuple[str, Problem]]:
    """Doubt a day that works by the circular of one year and rests by that of another."""
    resting = {day: (name, holiday.name) for name in sorted(years) for holiday in in_force(years[name]) for day in holiday.days()}
    for name in sorted(years):
        for holiday in in_force(years[name]):
            for path, day in holiday.work:
                file, other = resting.get(day, (name, ""))
                if file != name:
                    template = N_("{day} is a make-up workday here and a day of “{other}” in {file}: compare both circulars.")
                    yield name, warning(path, "years-agree", template, day=day, other=other, file=file)


HOLIDAY_RULES: tuple[Callable[[Entry, int], Iterator[Problem]], ...] = (holiday_forwards, holiday_length, within_year, make_up_on_weekend)
CIRCULAR_RULES: tuple[Callable[[Sequence[Entry]], Iterator[Problem]], ...] = (holidays_apart, make_up_works, make_up_once)
YEARS_RULES: tuple[Callable[[Mapping[str, Table]], Iterator[tuple[str, Problem]]], ...] = (year_twice, years_agree)
