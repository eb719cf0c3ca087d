"""Views of oversight: complaints, duties and inspections, and what happened to each; words and persons are in neither."""
# ruff: noqa: S608 - put together from constants of ours

from approvals.store.schema import labels

KINDS = {"complaint": "投诉", "duty": "定期工作", "inspection": "窗口督查"}
_SHOWN = ", ".join(f"'{kind}'" for kind in KINDS)
VIEWS = {
    "v_matter": f"""
        select m.kind, {labels.labelled("m.kind", KINDS)} as kind_label, m.number, m.department,
            coalesce((select d.name from department d where d.code = m.department), m.department) as department_name,
            m.stage, m.open, m.opened_on, m.closed_on, m.due_on, coalesce(json_extract(m.facts, '$.counter'), '') as counter,
            coalesce(json_extract(m.facts, '$.findings'), '') as findings
        from matter m where m.kind in ({_SHOWN})
    """,
    "v_matter_event": f"""
        select e.sequence, e.subject_kind as kind, e.subject_id as number, e.type,
            {labels.labelled("e.type", labels.EVENTS["register"])} as type_label, e.happened_on, e.recorded_at,
            coalesce(json_extract(e.payload, '$.department'), '') as department
        from event e where e.subject_kind in ({_SHOWN})
    """,
}
STATEMENTS = tuple(f"create view {name} as {query.strip()}" for name, query in VIEWS.items())
