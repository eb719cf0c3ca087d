"""Persons at shared machines: their PINs, never in clear, and the shifts they work there."""

STATEMENTS = (
    """
    create table pin (
        person text primary key,
        salt text not null,
        digest text not null,
        sequence integer not null references event (sequence),
        failures integer not null
    ) strict, without rowid
    """,
    """
    create table shift (
        place text primary key,
        person text not null,
        sequence integer not null references event (sequence),
        until text not null
    ) strict, without rowid
    """,
)
