from approvals.store.migrations import VERSION
from approvals.store.schema import MIGRATIONS


def test_version_counts_the_migrations() -> None:
    assert len(MIGRATIONS) == VERSION


def test_migrations_are_numbered_in_their_order() -> None:
    assert [name.split("-")[0] for name, _statements in MIGRATIONS] == [f"{place:04}" for place in range(1, VERSION + 1)]
