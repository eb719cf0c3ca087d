"""Which columns a list leaves out on a narrow screen, as its help says."""

from collections.abc import Sequence
from importlib import import_module

from approvals.language import _

_REQUESTS, _MATTERS = "request_pages:LISTED", "matter_page:LISTED"
LISTS = {
    "today": "today:LISTED",
    "find": _REQUESTS,
    "check": "check:LISTED",
    "request list": _REQUESTS,
    "guide list": "guide:LISTED",
    "guide search": "guide:LISTED",
    "guide lapsed": "guide_lapsed:LISTED",
    "guide reductions": "guide_reductions:LISTED",
    "card list": "card_page:LISTED",
    "rating list": "rating:LISTED",
    "evaluator list": "evaluator:LISTED",
    "submission list": "submission:LISTED",
    "evaluation list": "evaluation:LISTED",
    "complaint list": "complaint_page:LISTED",
    "duty list": "duty_page:LISTED",
    "powers list": "powers:LISTED",
    "inspection list": _MATTERS,
    "supervision list": _MATTERS,
    "visit list": _MATTERS,
    "accountability list": _MATTERS,
    "audit list": _MATTERS,
    "problem list": _MATTERS,
    "project list": "project_page:LISTED",
    "group list": "group:LISTED",
    "policy try": "policy:LISTED",
    "report declared": "report:DECLARED",
    "report late-entries": "late:LISTED",
    "fleet list": "fleet_page:LISTED",
    "fleet report": "fleet_page:FIGURES",
}
"""By command, where its columns stand below `approvals.cli`."""


def leaving(path: str) -> Sequence[str]:
    """Return the titles of the columns that the list of a command leaves out, the first to go first; nothing where the command prints no list."""
    if path not in LISTS:
        return ()
    from approvals.render import table  # noqa: PLC0415 - only help asks

    module, _colon, name = LISTS[path].partition(":")
    columns = getattr(import_module(f"approvals.cli.{module}"), name)
    return [_(columns[place].title) for place in table.leaving(columns)]
