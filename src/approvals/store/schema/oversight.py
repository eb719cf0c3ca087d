"""Views of oversight for other people's SQL: a matter of any kind, complaints with their four days, inspections. Words and persons are in none.

Ballots are left out: what was cast, and in which order, is nobody's. A title is shown of those kinds alone whose titles are ids and names of the files.
"""
# ruff: noqa: S608 - put together from constants of ours

from approvals.store.schema import labels, overseen
from approvals.store.schema.labels import labelled

_SHOWN = ", ".join(f"'{kind}'" for kind in labels.MATTERS)
_TITLED = ", ".join(f"'{kind}'" for kind in ("complaint", "duty", "inspection", "accountability", "evaluation", "assessment"))
_DEPARTMENT = "m.department, coalesce((select d.name from department d where d.code = m.department), m.department) as department_name"
_COORDINATION, _CONCLUSION = "json_extract(m.facts, '$.coordination')", "json_extract(m.facts, '$.conclusion')"
_STANDS = f"m.stage, {labelled('m.stage', labels.MATTER_STAGES)} as stage_label, m.open, m.opened_on, m.closed_on, m.due_on"


def _fact(name: str, otherwise: str = "''") -> str:
    return f"coalesce(json_extract(m.facts, '$.{name}'), {otherwise})"


def _day(name: str) -> str:
    return f"json_extract(m.facts, '$.{name}') as {name}_on"


VIEWS = {
    "v_matter": f"""
        select m.kind, {labelled("m.kind", labels.MATTERS)} as kind_label, m.number, {_DEPARTMENT},
            m.stage, m.open, m.opened_on, m.closed_on, m.due_on, {_fact("counter")} as counter,
            case when m.kind = 'inspection' then {_fact("findings")} else '' end as findings,
            case when m.kind in ({_TITLED}) then m.title else '' end as title, {labelled("m.stage", labels.MATTER_STAGES)} as stage_label
        from matter m where m.kind in ({_SHOWN})
    """,
    "v_complaint": f"""
        select m.number, {_DEPARTMENT}, {_fact("channel")} as channel, {_fact("about")} as type,
            {_COORDINATION} as coordination, {labelled(_COORDINATION, labels.COORDINATION)} as coordination_label, {_fact("way")} as way,
            {_STANDS}, {_day("recorded")}, {_day("accepted")}, {_day("handled")}, {_day("concluded")}, {_day("replied")},
            {_CONCLUSION} as conclusion, {labelled(_CONCLUSION, labels.CONCLUSIONS)} as conclusion_label, {_fact("remedy")} as remedy,
            {_day("followed_up")}, json_extract(m.facts, '$.satisfied') as satisfied, {_fact("again", "0")} as again, {_day("met")},
            {_fact("anonymous", "0")} as anonymous, case when json_extract(m.facts, '$.consent') then {_fact("request")} else '' end as request
        from matter m where m.kind = 'complaint'
    """,
    "v_inspection": f"""
        select m.number, {_DEPARTMENT}, {_fact("counter")} as counter, {_fact("body")} as body, {_fact("findings", "'[]'")} as findings,
            {_STANDS}, json_extract(m.facts, '$.fixed') is not null as fixed,
            (select max(t.due_on) from deadline t where t.subject_kind = m.kind and t.subject_id = m.number) as rectify_by,
            {_day("rectified")}, {_day("rechecked")}, json_extract(m.facts, '$.passed') as passed, {_fact("again", "0")} as again
        from matter m where m.kind = 'inspection'
    """,
    "v_matter_event": overseen.VIEWS["v_matter_event"],
}
STATEMENTS = tuple(statement for name, query in VIEWS.items() for statement in (f"drop view if exists {name}", f"create view {name} as {query.strip()}"))
