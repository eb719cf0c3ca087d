"""What is asked about one request and grew with the register: late entries, numbers put right, and what is owed beside requests."""

_LATE = "json_extract(payload, '$.paper') is not null and json_extract(payload, '$.late_reason') is not null"
STATEMENTS = (
    f"create index event_late on event (subject_id) where {_LATE}",
    "drop index event_put_right",
    # Of all amendments those of a document's number, which are few.
    """
    create index event_renumbered on event (sequence)
    where type = 'amended' and (instr(payload, '"document"') > 0 or instr(payload, '"record"') > 0)
    """,
    "create index deadline_acceptance on deadline (due_on, subject_kind, subject_id) where ended_on is null and kind = 'acceptance'",
    "create index deadline_beside on deadline (subject_kind, due_on) where ended_on is null and subject_kind <> 'request'",
)
