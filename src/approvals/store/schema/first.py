"""The first schema: the ledger, the rules in force, the projections, the cards."""

_LEDGER = (
    """
    create table event (
        sequence integer primary key,
        subject_kind text not null,
        subject_id text not null,
        type text not null,
        happened_on text not null,
        recorded_at text not null,
        actor text not null,
        origin text not null,
        amends integer references event (sequence),
        payload text not null,
        previous text not null,
        hash text not null
    ) strict
    """,
    "create index event_subject on event (subject_kind, subject_id, sequence)",
    """
    create trigger event_is_appended before insert on event
    when new.sequence is not (select coalesce(max(sequence), 0) + 1 from event)
    begin select raise(abort, 'the ledger is only appended to'); end
    """,
    "create trigger event_stays before update on event begin select raise(abort, 'the ledger is never changed'); end",
    "create trigger event_is_kept before delete on event begin select raise(abort, 'nothing is deleted from the ledger'); end",
    """
    create table personal (
        sequence integer not null references event (sequence),
        field text not null,
        value text not null,
        salt text not null,
        primary key (sequence, field)
    ) strict, without rowid
    """,
)
_RULES = (
    """
    create table adopted (
        kind text not null,
        name text not null,
        sequence integer not null references event (sequence),
        from_on text not null,
        in_force integer not null,
        hash text not null,
        size integer not null,
        modified integer not null,
        content text not null,
        data text not null,
        primary key (kind, name, sequence)
    ) strict
    """,
    "create index adopted_in_force on adopted (kind, name) where in_force = 1",
    """
    create table item (
        code text not null,
        sequence integer not null references event (sequence),
        from_on text not null,
        department text not null,
        name text not null,
        data text,
        primary key (code, sequence)
    ) strict, without rowid
    """,
    "create table department (code text primary key, name text not null, data text not null) strict, without rowid",
    "create table counter (name text primary key, value integer not null) strict, without rowid",
)
_PROJECTIONS = (
    """
    create table request (
        number text primary key,
        source_number text not null,
        item text not null,
        item_name text not null,
        department text not null,
        department_name text not null,
        applicant text not null,
        stage text not null,
        open integer not null,
        person text not null,
        responsible text not null,
        received_on text not null,
        accepted_on text,
        deemed_on text,
        prospective text not null,
        decided_on text,
        completed_on text,
        closed_on text,
        promised_due text,
        statutory_due text,
        declared_due text,
        due_on text,
        unit text not null,
        provisional integer not null,
        faults integer not null,
        expires_on text,
        warning_on text,
        yellow_on text,
        red_on text
    ) strict, without rowid
    """,
    "create index request_open on request (due_on, number, open, warning_on, yellow_on, red_on) where open = 1",
    "create index request_source on request (source_number) where source_number <> ''",
    """
    create table deadline (
        subject_kind text not null,
        subject_id text not null,
        kind text not null,
        start_on text not null,
        due_on text not null,
        ended_on text,
        provisional integer not null,
        plan text not null,
        primary key (subject_kind, subject_id, kind)
    ) strict, without rowid
    """,
    """
    create table next_card (
        next_on text not null,
        subject_kind text not null,
        subject_id text not null,
        kind text not null,
        due_on text not null,
        plan text not null,
        primary key (next_on, subject_kind, subject_id, kind)
    ) strict, without rowid
    """,
    "create index next_card_subject on next_card (subject_kind, subject_id)",
    """
    create table card (
        subject_kind text not null,
        subject_id text not null,
        kind text not null,
        level text not null,
        rule text not null,
        due_on text not null,
        since_on text not null,
        sequence integer not null references event (sequence),
        primary key (subject_kind, subject_id, kind, level)
    ) strict, without rowid
    """,
)
STATEMENTS = (*_LEDGER, *_RULES, *_PROJECTIONS)
