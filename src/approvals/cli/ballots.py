"""The commands of ratings, rosters, evaluations and the assessment in the table of commands."""

from collections.abc import Mapping

from approvals.cli.lazy import Noun, Verb
from approvals.language import N_

BALLOTS: Mapping[str, Noun] = {
    "rating": Noun(
        N_("Ratings of finished requests: one of five levels, once each."),
        {
            "list": Verb("rating:list_", N_("Count the ratings by department and level."), "rating list --as luoxia"),
            "show": Verb("rating:show", N_("Show a rating."), "rating show PJ-2026-0001 --as luoxia"),
            "void": Verb("rating:void", N_("Void a rating made by mistake."), "rating void PJ-2026-0001 --reason 误评 --as luoxia"),
        },
    ),
}
