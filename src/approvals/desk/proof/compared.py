"""Rows as they follow from the events against rows as they stand."""

from collections.abc import Iterable, Iterator

from approvals.language import N_, Sentence
from approvals.store.audit import Row

OTHERWISE = N_("{table} {row} is not stored as the events say.")


def differences(table: str, expected: Iterable[Row], found: Iterable[Row], key: int) -> Iterator[Sentence]:
    """Yield a sentence for each row that is missing, too many or different; its first `key` columns name it."""
    named = {" ".join(map(str, row[:key])) for row in set(map(tuple, expected)) ^ set(map(tuple, found))}
    return (Sentence(OTHERWISE, {"table": table, "row": row}) for row in sorted(named))
