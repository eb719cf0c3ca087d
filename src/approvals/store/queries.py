"""Questions that are asked of a register again and again, as SQL over its views; `:today` is the day asked about."""
# ruff: noqa: S608 - put together from constants of ours

from collections.abc import Mapping

from approvals.language import N_
from approvals.record import NamedTuple


class Query(NamedTuple):
    """What a question asks, and its SQL."""

    title: str
    sql: str


# A procedure that runs moves the dates of its request on from day to day: such a request is not overdue.
_OVERDUE = "open = 1 and stage <> 'stopped' and due_on < :today"

QUERIES: Mapping[str, Query] = {
    "overdue": Query(
        N_("Open requests past the day that counts, the latest first"),
        f"select number, item_name, department_name, stage_label, due_on, statutory_due from v_request where {_OVERDUE} order by due_on, number",
    ),
    "overdue-by-department": Query(
        N_("How many open requests of each department are past the day that counts"),
        "select department_name, count(*) as overdue, sum(statutory_due < :today) as past_the_law, min(due_on) as since "
        f"from v_request where {_OVERDUE} group by department_name order by overdue desc, department_name",
    ),
    "due-soon": Query(
        N_("Open requests due within seven days"),
        "select due_on, number, item_name, department_name, stage_label from v_request "
        "where open = 1 and due_on between :today and date(:today, '+7 days') order by due_on, number",
    ),
    "cards-by-month": Query(
        N_("Valid cards by month, department and level"),
        "select substr(since_on, 1, 7) as month, department_name, level_label, count(*) as cards from v_card "
        "where valid = 1 group by 1, 2, level order by 1 desc, 2, level",
    ),
    "handling-time": Query(
        N_("Calendar days from acceptance to completion, by item"),
        "select item_name, count(*) as completed, round(avg(julianday(completed_on) - julianday(accepted_on)), 1) as average_days, "
        "max(julianday(completed_on) - julianday(accepted_on)) as longest_days "
        "from v_request where completed_on is not null and accepted_on is not null group by item order by completed desc, item",
    ),
    "outcomes": Query(
        N_("Decisions by item and outcome"),
        "select item_name, outcome_label, count(*) as decisions from v_event where type = 'decided' group by item, outcome order by item, outcome",
    ),
    "waiting": Query(
        N_("Open requests by stage and department"),
        "select department_name, stage_label, count(*) as requests, min(received_on) as oldest from v_request "
        "where open = 1 group by 1, stage order by 1, requests desc",
    ),
}
