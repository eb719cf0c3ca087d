"""For every figure of a bulletin the query over the views that finds it again, by whoever doubts it; `:first` and the like are written in when it is shown."""
# ruff: noqa: S608 - put together from constants of ours

import re
from collections.abc import Mapping

# A request with the day that ended it: the earlier of completion and closing without it.
_LIVED = """(select *, min(coalesce(completed_on, '9999'), coalesce(closed_on, '9999')) as over_on,
  coalesce(completed_on, '9999') <= coalesce(closed_on, '9999') and completed_on is not null as done from v_request
  where received_on <= {last} and ({department} = '' or department = {department}))"""
_DONE = f"{_LIVED} where done and over_on between {{first}} and {{last}}"
# Gathered before it is joined (limit -1): SQLite then makes an index of its own for what has none, and a year takes a second, not an hour.
_OF_REQUESTS = "(select subject, kind, start_on, due_on, ended_on from v_deadline where subject_kind = 'request' and kind {kinds} limit -1)"
# The day on which silence made it accepted is the day after an answer was due, not the day that counts in law.
_ANSWERS = _OF_REQUESTS.replace("{kinds}", "= 'acceptance'")
_ACCEPTED = f"""select count(*) from (
  select r.over_on, case when r.accepted_on is null then r.deemed_on
    when r.accepted_on <= a.due_on and a.due_on < coalesce(substr(a.ended_on, 1, 10), '9999') then date(a.due_on, '+1 day') else r.accepted_on end as day
  from {_LIVED} r join {_ANSWERS} a on a.subject = r.number
  union all select r.over_on, coalesce(r.accepted_on, r.deemed_on) from {_LIVED} r where r.number not in (select subject from {_ANSWERS})
) where over_on >= {{first}} and day between {{first}} and {{last}}"""
_LIMIT = f"""join {_OF_REQUESTS.replace("{kinds}", "= '{kind}'")} d on d.subject = r.number and d.ended_on is not null"""
_PROMISES = _OF_REQUESTS.replace("{kinds}", "= 'promised'")
_LED = f"""join {_OF_REQUESTS.replace("{kinds}", "in ('promised', 'statutory')")} d on d.subject = r.number and d.ended_on is not null
  and (d.kind = 'promised' or r.number not in (select subject from {_PROMISES}))"""
_JUDGED = f"select count(*) from (select * from {_DONE}) r {_LED}"
_DAYS = "cast(julianday(substr(d.{day}, 1, 10)) - julianday(substr(d.start_on, 1, 10)) as integer)"


def _spread(kind: str, day: str, rank: str) -> str:
    """Return the query of a median or a percentile of the days from the start of a limit to its end or its last day."""
    days = _DAYS.replace("{day}", day)
    rows = f"select {days} as days, row_number() over (order by {days}) as place, count(*) over () as number from (select * from {_DONE}) r "
    rows += _LIMIT.replace("{kind}", kind)
    return f"select avg(days) from ({rows}) where {rank}"


_MEDIAN, _P90 = "place in ((number + 1) / 2, (number + 2) / 2)", "place = max((number * 9 + 9) / 10, 1)"


def _used(kind: str) -> Mapping[str, str]:
    return {
        f"days.{kind}.cases": f"select count(*) from (select * from {_DONE}) r {_LIMIT.replace('{kind}', kind)}",
        f"days.{kind}.median": _spread(kind, "ended_on", _MEDIAN),
        f"days.{kind}.p90": _spread(kind, "ended_on", _P90),
        f"days.{kind}.allowed_median": _spread(kind, "due_on", _MEDIAN),
        f"days.{kind}.allowed_p90": _spread(kind, "due_on", _P90),
    }


_OF_COMPLAINT = """(select e.number, min(substr(e.happened_on, 1, 10)) as began, (select closed_on from v_matter m
    where m.kind = 'complaint' and m.number = e.number and m.closed_on <= {last}) as over_on
  from v_matter_event e where e.kind = 'complaint' and e.type = 'recorded' and substr(e.happened_on, 1, 10) <= {last}
    and ({department} = '' or {department} = (select n.department from v_matter_event n where n.kind = 'complaint' and n.number = e.number
      and n.department <> '' and substr(n.happened_on, 1, 10) <= {last} order by n.sequence desc limit 1))
  group by e.number) c"""
_REACHED = """(select 1 from v_matter_event s where s.kind = 'complaint' and s.number = c.number and s.type = '{stage}'
    and substr(s.happened_on, 1, 10) between {since} and {last})"""


def _stage(stage: str, since: str, condition: str) -> str:
    return f"select count(*) from {_OF_COMPLAINT} where {condition} exists {_REACHED.replace('{stage}', stage).replace('{since}', since)}"


_STAGES = ("recorded", "handled", "concluded", "replied")
_DUTY = """from v_deadline d join v_matter m on m.kind = 'duty' and m.number = d.subject where d.subject_kind = 'duty'
  and d.due_on between {first} and {judged} and ({department} = '' or m.department = {department})"""
_INSPECTED = "from v_matter where kind = 'inspection' and opened_on between {first} and {last} and ({department} = '' or department = {department})"
_CARD = "select count(*) from v_card c join v_event e on e.sequence = c.card where ({department} = '' or c.department = {department}) and "
_RAISED, _FAULT = "substr(e.happened_on, 1, 10) between {first} and {last}", "c.since_on between {first} and {last}"
FIGURES: Mapping[str, str] = {
    "requests.carried_in": f"select count(*) from {_LIVED} where received_on < {{first}} and over_on >= {{first}}",
    "requests.received": f"select count(*) from {_LIVED} where received_on >= {{first}} and over_on >= {{first}}",
    "requests.accepted": _ACCEPTED,
    "requests.completed": f"select count(*) from {_DONE}",
    "requests.early": f"{_JUDGED} where substr(d.ended_on, 1, 10) < d.due_on",
    "requests.in_time": f"{_JUDGED} where substr(d.ended_on, 1, 10) = d.due_on",
    "requests.late": f"{_JUDGED} where substr(d.ended_on, 1, 10) > d.due_on",
    "requests.no_limit": f"select (select count(*) from {_DONE}) - ({_JUDGED})",
    "requests.late_in_law": f"select count(*) from (select * from {_DONE}) r {_LIMIT.replace('{kind}', 'statutory')} "
    "where substr(d.ended_on, 1, 10) > d.due_on",
    "requests.ended": f"select count(*) from {_LIVED} where not done and over_on between {{first}} and {{last}}",
    "requests.carried_out": f"select count(*) from {_LIVED} where over_on > {{last}}",
    **_used("promised"),
    **_used("statutory"),
    "cards.revoked": _CARD + "c.ended_on between {first} and {last}",
    "cards.raised_late": _CARD + _FAULT + " and substr(e.happened_on, 1, 10) > {last}",
    "complaints.carried_in": f"select count(*) from {_OF_COMPLAINT} where began < {{first}} and coalesce(over_on, '9999') >= {{first}}",
    "complaints.closed": f"select count(*) from {_OF_COMPLAINT} where over_on >= {{first}}",
    "complaints.carried_out": f"select count(*) from {_OF_COMPLAINT} where over_on is null",
    **{f"complaints.{stage}": _stage(stage, "{first}", "") for stage in _STAGES},
    **{f"complaints.of_recorded.{stage}": _stage(stage, "'0001'", "began >= {first} and") for stage in _STAGES},
    "inspections.recorded": f"select count(*) {_INSPECTED}",
    "inspections.with_findings": f"select count(*) {_INSPECTED} and findings not in ('', '[]', '[\"none\"]')",
    "duties.due": f"select count(*) {_DUTY}",
    "duties.missed": f"select count(*) {_DUTY} and coalesce(substr(d.ended_on, 1, 10), '9999') > d.due_on",
    "late.recorded_after": """select count(*) from v_event e where e.subject_kind = 'request' and ({department} = '' or e.department = {department})
  and date(e.recorded_at, {offset}) > {last}
  and substr(coalesce((select a.happened_on from v_event a where a.sequence = e.amends), e.happened_on), 1, 10) <= {last}""",
}


def figure_query(figure: str, values: Mapping[str, str]) -> str:
    """Return the query of a figure with its values written in; `cards.raised.promised.red` counts the red cards of a deadline by the day of one date base."""
    if figure in FIGURES:
        query = FIGURES[figure]
    else:
        _cards, base, kind, level = figure.split(".")
        where = f"{_RAISED if base == 'raised' else _FAULT} and c.level = '{level}' and case when c.kind = 'fact' then c.fact else c.kind end = '{kind}'"
        query = _CARD + where
    quoted = {name: "'" + value.replace("'", "''") + "'" for name, value in values.items()}
    return re.sub(r"\{(\w+)\}", lambda found: quoted[found[1]], query)
