"""Views for other people's SQL: stable columns, Chinese labels beside codes, nothing personal. docs/sql.md documents each column.

No view knows what day it is: the same question gives the same answer tomorrow, and whoever asks says the day.
"""
# ruff: noqa: S608 - put together from constants of ours

from approvals.store.schema import labels
from approvals.store.schema.labels import coded, labelled

_ITEM_KINDS = {**labels.KINDS, "other": "其他"}


def _text(path: str, column: str = "i.data") -> str:
    return f"json_extract({column}, '$.{path}')"


def _about(key: str) -> str:
    """Return the SQL of a key without its kind: `step/审查/1` is about 审查/1, of a fact the place after its name."""
    rest = f"substr({key}, instr({key}, '/') + 1)"
    fact = f"case when instr(substr({key}, 6), '/') > 0 then substr({key}, 6 + instr(substr({key}, 6), '/')) else '' end"
    return f"case when {key} like 'fact/%' then {fact} when instr({key}, '/') > 0 then {rest} else '' end"


def _kind(key: str) -> str:
    return f"case when instr({key}, '/') > 0 then substr({key}, 1, instr({key}, '/') - 1) else {key} end"


def _fact(key: str) -> str:
    """Return the SQL of the name of a fact, `fact/NAME/PLACE`."""
    rest = f"substr({key}, 6)"
    return f"case when instr({rest}, '/') > 0 then substr({rest}, 1, instr({rest}, '/') - 1) else {rest} end"


_DEPARTMENT = "coalesce((select d.name from department d where d.code = {0}.department), {0}.department)"
_LAST = "not exists (select 1 from item l where l.code = {0}.code and (l.from_on, l.sequence) > ({0}.from_on, {0}.sequence))"
_ITEM_NAME = f"coalesce((select i.name from item i where i.code = c.item and {_LAST.format('i')}), c.item)"
# The one fact whose cards are about a person, whose id begins their ids.
_NOBODY = "case when {0} not like '%/fact/closings-in-one-minute/%' then {0} end"
# Only an event that was carried here from another register has a row there.
_REGISTER = """
    coalesce((select k.register from event e join carried k using (sequence) where e.subject_kind = 'request' and e.subject_id = {0} limit 1), '')
"""

VIEWS = {
    "v_department": """
        select d.code, d.name, (select count(distinct i.code) from item i where i.department = d.code and i.data is not null) as items
        from department d
    """,
    "v_item": f"""
        select i.code, i.name, i.department, {_DEPARTMENT.format("i")} as department_name,
            {coded(_text("kind"), _ITEM_KINDS)} as kind, {labelled(coded(_text("kind"), _ITEM_KINDS), labels.KINDS)} as kind_label,
            {coded(_text("handling"), labels.HANDLINGS)} as handling,
            {labelled(coded(_text("handling"), labels.HANDLINGS), labels.HANDLINGS)} as handling_label,
            {_text("limits.statutory.limit")} as statutory_limit, {_text("limits.promised.limit")} as promised_limit,
            nullif(i.from_on, '0001-01-01') as from_on, i.sequence as adopted_by
        from item i where i.data is not null and {_LAST.format("i")}
    """,
    "v_request": f"""
        select r.number, {_REGISTER.format("r.number")} as register, r.source_number, r.item, r.item_name, r.department, r.department_name,
            r.stage, {labelled("r.stage", labels.STAGES)} as stage_label, r.open, r.received_on, r.accepted_on, r.deemed_on,
            r.decided_on, r.completed_on, r.closed_on, r.promised_due, r.statutory_due, r.declared_due, r.due_on,
            r.unit, {labelled("r.unit", labels.UNITS)} as unit_label, case when r.prospective <> '' then r.deemed_on end as dates_from,
            r.provisional, r.faults, r.expires_on, r.warning_on, r.yellow_on, r.red_on
        from request r
    """,
    "v_deadline": f"""
        select t.subject_kind, {_NOBODY.format("t.subject_id")} as subject, {_kind("t.kind")} as kind,
            {labelled(_kind("t.kind"), labels.DEADLINES)} as kind_label,
            {_about("t.kind")} as about, t.start_on, t.due_on, t.ended_on, t.provisional, r.item, r.item_name, r.department, r.department_name
        from deadline t left join request r on t.subject_kind = 'request' and r.number = t.subject_id
    """,
    "v_card": f"""
        select c.sequence as card, c.subject_kind, case when c.subject_kind <> 'person' then {_NOBODY.format("c.subject_id")} end as subject,
            {_kind("c.kind")} as kind,
            case when c.kind like 'fact/%' then {labelled(_fact("c.kind"), labels.FACTS)} else {labelled(_kind("c.kind"), labels.DEADLINES)} end as kind_label,
            case when c.kind like 'fact/%' then {_fact("c.kind")} else '' end as fact, {_about("c.kind")} as about,
            c.level, {labelled("c.level", labels.LEVELS)} as level_label, c.rule, c.turn, c.since_on, c.due_on,
            c.item, {_ITEM_NAME} as item_name, c.department, {_DEPARTMENT.format("c")} as department_name,
            c.state, {labelled("c.state", labels.STATES)} as state_label, c.state in ('issued', 'appealed', 'followed_up') as valid, c.told_on, c.ended_on
        from card c
    """,
    "v_event": f"""
        select e.sequence, e.subject_kind, {labelled("e.subject_kind", labels.SUBJECTS)} as subject_kind_label,
            {_NOBODY.format("e.subject_id")} as subject,
            e.type, case e.subject_kind {" ".join(f"when '{kind}' then {labelled('e.type', words)}" for kind, words in labels.EVENTS.items())}
                else e.type end as type_label,
            e.happened_on, e.recorded_at, case when instr(e.origin, ':') > 0 then substr(e.origin, 1, instr(e.origin, ':') - 1) else e.origin end as origin,
            case when instr(e.origin, ':') > 0 then substr(e.origin, instr(e.origin, ':') + 1) else '' end as source,
            e.amends, r.item, r.item_name, r.department, r.department_name,
            case when e.type in ('stopped', 'stop_noticed', 'resumed') then {_text("kind", "e.payload")} end as procedure,
            case when e.type in ('step_begun', 'step_done') then {_text("name", "e.payload")} end as step,
            case when e.type in ('stopped', 'stop_noticed', 'extended') then {_text("days", "e.payload")} end as days,
            case when e.type = 'decided' then {_text("outcome", "e.payload")} end as outcome,
            case when e.type = 'decided' then {labelled(_text("outcome", "e.payload"), labels.OUTCOMES)} end as outcome_label
        from event e left join request r on e.subject_kind = 'request' and r.number = e.subject_id
        where e.subject_kind in ('request', 'card', 'adoption', 'import', 'register')
    """,
    "v_adoption": """
        select a.sequence, a.kind, a.name, nullif(a.from_on, '0001-01-01') as from_on, a.in_force, a.hash as sha256 from adopted a
    """,
    "v_check": "select n.id, n.started_at, n.ended_at, n.today, n.raised, n.revoked, n.sequence, n.hash from run n",
}
STATEMENTS = tuple(f"create view {name} as {query.strip()}" for name, query in VIEWS.items())
