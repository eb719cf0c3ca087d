"""Cards with a life of their own, the runs of the check, and the messages that wait to be handed on.

The projections are dropped and made anew; the register rebuilds them from its events when it is opened next.
"""

STATEMENTS = (
    "drop table next_card",
    """
    create table next_card (
        next_on text not null,
        subject_kind text not null,
        subject_id text not null,
        kind text not null,
        due_on text not null,
        start_on text not null,
        limited text not null,
        item text not null,
        department text not null,
        plan text not null,
        primary key (next_on, subject_kind, subject_id, kind)
    ) strict, without rowid
    """,
    "create index next_card_subject on next_card (subject_kind, subject_id)",
    "drop table card",
    """
    create table card (
        subject_kind text not null,
        subject_id text not null,
        kind text not null,
        level text not null,
        turn integer not null,
        card text not null,
        rule text not null,
        due_on text not null,
        since_on text not null,
        item text not null,
        department text not null,
        person text not null,
        state text not null,
        told_on text,
        ended_on text,
        sequence integer not null references event (sequence),
        primary key (subject_kind, subject_id, kind, level, turn)
    ) strict, without rowid
    """,
    "create index card_waiting on card (sequence) where state in ('pending', 'appealed')",
    "create index request_provisional on request (number) where open = 1 and provisional = 1",
    "create index request_applicant on request (applicant, item)",
    "create index request_given_up on request (applicant, item) where stage in ('withdrawn', 'lapsed', 'terminated', 'voided')",
    "create index event_closing on event (actor, substr(recorded_at, 1, 16)) where type = 'completed' and origin = 'typed'",
    """
    create table outbox (
        sequence integer primary key references event (sequence),
        attempts integer not null,
        tried_at text,
        error text not null,
        delivered_at text
    ) strict
    """,
    "create index outbox_waiting on outbox (sequence) where delivered_at is null",
    """
    create table run (
        id integer primary key,
        started_at text not null,
        ended_at text,
        today text not null,
        raised integer not null,
        revoked integer not null,
        sequence integer not null,
        hash text not null
    ) strict
    """,
    "insert or replace into counter select 'rebuild', 1 where exists (select 1 from event)",
)
