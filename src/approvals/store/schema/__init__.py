"""The schema as it grew: one module a migration, each the statements it runs; none is edited once it was released."""

from approvals.store.schema import cards, carried, counter, documents, first, late, matters, notices, overseen, oversight, people, pieces, quick, seals, views

# Only ever appended to: a name, and the statements that the migration runs.
MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("0001-ledger-rules-projections", first.STATEMENTS),
    ("0002-people", people.STATEMENTS),
    ("0003-cards-runs-outbox", cards.STATEMENTS),
    ("0004-documents", documents.STATEMENTS),
    ("0005-carried", carried.STATEMENTS),
    ("0006-views", views.STATEMENTS),
    ("0007-late", late.STATEMENTS),
    ("0008-matters", matters.STATEMENTS),
    ("0009-seals", seals.STATEMENTS),
    ("0010-counter", counter.STATEMENTS),
    ("0011-pieces", pieces.STATEMENTS),
    ("0012-overseen", overseen.STATEMENTS),
    ("0013-oversight", oversight.STATEMENTS),
    ("0014-quick", quick.STATEMENTS),
    ("0015-notices", notices.STATEMENTS),
)
