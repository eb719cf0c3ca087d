"""Matters of oversight: one row each beside the requests, whatever their kind; their deadlines stand in the one table of deadlines."""

STATEMENTS: tuple[str, ...] = (
    """
    create table matter (
        kind text not null,
        number text not null,
        title text not null,
        department text not null,
        person text not null,
        stage text not null,
        open integer not null,
        opened_on text not null,
        closed_on text,
        due_on text,
        facts text not null,
        primary key (kind, number)
    ) strict, without rowid
    """,
    "create index matter_open on matter (kind, due_on) where open = 1",
    "create index matter_day on matter (kind, opened_on)",
)
