"""The shapes and rules of ratings, rosters and questionnaires in the oversight files."""

from collections.abc import Mapping

from approvals.core.rules.shape import CODE, TEXT, Each, Fields, Shape, Whole

_NAMED = Fields({"id": CODE, "name": TEXT}, needed=("id", "name"))
_RATING = Fields({"suppress_below": Whole(1, 1_000), "channel": Each(_NAMED)})
BALLOTS: Mapping[str, Shape] = {"rating": _RATING}
# Where an id stands once: the list, by its path.
BALLOT_LISTS = (("rating", "channel"),)
