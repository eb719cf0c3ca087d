"""Events that came from another register: what their rows were there, so that the chain of that register can be verified here."""

STATEMENTS = (
    """
    create table carried (
        sequence integer primary key references event (sequence),
        register text not null,
        source_sequence integer not null,
        subject_kind text not null,
        subject_id text not null,
        recorded_at text not null,
        actor text not null,
        origin text not null,
        amends integer,
        payload text,
        previous text not null,
        hash text not null
    ) strict
    """,
    "create unique index carried_source on carried (register, source_sequence)",
)
