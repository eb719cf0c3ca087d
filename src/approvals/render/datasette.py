"""The metadata with which Datasette shows a register: the views and canned queries alone, with words for every column."""

from collections.abc import Mapping
from html import escape
from typing import Any

from approvals.core.views import VIEWS, View
from approvals.language import N_, _

DATABASE = "register"
"""What Datasette calls the file `register.db`."""

Queries = Mapping[str, tuple[str, str]]
"""The title and the SQL of each canned query, `:today` in it, by name."""
_FACETS: Mapping[str, tuple[str, ...]] = {
    "v_request": ("department_name", "stage_label", "open"),
    "v_deadline": ("kind_label", "department_name"),
    "v_card": ("level_label", "state_label", "department_name"),
    "v_event": ("type_label", "origin", "department_name"),
    "v_item": ("department_name", "kind_label", "handling_label"),
    "v_matter": ("kind_label", "department_name", "stage_label"),
    "v_complaint": ("department_name", "coordination_label", "stage_label", "conclusion_label"),
    "v_inspection": ("department_name", "counter", "stage_label"),
}
_NEWEST: Mapping[str, str] = {"v_request": "received_on", "v_card": "since_on", "v_event": "sequence", "v_check": "id", "v_adoption": "sequence"}


def metadata(title: str, offset: str, queries: Queries) -> dict[str, Any]:
    """Return the metadata; whatever is not named in it is forbidden, tables of later versions too. `offset` is the register's from UTC."""
    return {
        "title": title,
        "description_html": _start_page(queries),
        "allow_sql": False,
        "databases": {
            DATABASE: {
                "allow": False,
                "tables": {name: _table(name, view) for name, view in VIEWS.items()},
                "queries": {name: _query(*query, offset) for name, query in queries.items()},
            }
        },
    }


def _start_page(queries: Queries) -> str:
    """Return links to all there is: the database's own page, which would list the tables, is closed."""
    questions = "".join(f'<li><a href="{DATABASE}/{name}">{escape(_(title))}</a></li>' for name, (title, _sql) in queries.items())
    views = "".join(f'<li><a href="{DATABASE}/{name}">{name}</a> {escape(_(view.row))}</li>' for name, view in VIEWS.items())
    return f"<h2>{escape(_(N_('Questions')))}</h2><ul>{questions}</ul><h2>{escape(_(N_('Views')))}</h2><ul>{views}</ul>"


def _table(name: str, view: View) -> dict[str, Any]:
    return {
        "allow": True,
        "description_html": _told(view),
        "facets": list(_FACETS.get(name, ())),
        **({"sort_desc": _NEWEST[name]} if name in _NEWEST else {}),
    }


def _told(view: View) -> str:
    """Return what the view shows, and its columns to be unfolded: as Datasette's own list of columns they would stand above the rows."""
    columns = "".join(f"<dt>{column}</dt><dd>{escape(_(what))}</dd>" for column, what in view.columns.items())
    return f"<p>{escape(_(view.row))}</p><details><summary>{escape(_(N_('Columns')))}</summary><dl>{columns}</dl></details>"


def _query(title: str, sql: str, offset: str) -> dict[str, Any]:
    today = f"date('now', '{offset}')" if offset else "date('now', 'localtime')"
    return {"allow": True, "title": _(title), "sql": sql.replace(":today", today), "hide_sql": True}
