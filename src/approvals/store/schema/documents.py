"""The documents that were issued, and indices that find every number typed with an event, so that none is given twice."""

STATEMENTS = (
    """
    create table document (
        number text primary key,
        series text not null,
        serial integer,
        request text not null,
        kind text not null,
        about integer not null references event (sequence),
        sequence integer not null references event (sequence)
    ) strict, without rowid
    """,
    "create unique index document_serial on document (series, serial) where serial is not null",
    "create index document_request on document (request, sequence)",
    *(
        f"create index event_{name} on event (json_extract(payload, '$.{name}')) where json_extract(payload, '$.{name}') is not null"
        for name in ("document", "record", "paper")
    ),
    "create index event_put_right on event (sequence) where type = 'amended' and json_extract(payload, '$.fields') is not null",
)
