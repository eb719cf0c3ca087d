"""The mark of a late entry in the views of requests and events."""

from approvals.store.schema.views import VIEWS


def _with(query: str, column: str, source: str) -> str:
    """Return a query with one more column at its end; `source` is what it selects from."""
    before, source, behind = query.rpartition(source)
    return f"{before.rstrip()}, {column} {source}{behind}"


# Only a late entry has a paper of its own; the condition is that of the index on papers.
_LATE = "select subject_id from event where subject_kind = 'request' and json_extract(payload, '$.paper') is not null"
_MARKED = {
    "v_request": _with(VIEWS["v_request"], f"r.number in ({_LATE}) as late_entry", "from request r"),
    "v_event": _with(VIEWS["v_event"], "json_extract(e.payload, '$.paper') is not null as late_entry", "from event e left join request r"),
}
STATEMENTS = tuple(statement for name, query in _MARKED.items() for statement in (f"drop view {name}", f"create view {name} as {query.strip()}"))
