"""Finding: applicants by two characters of their names; open requests by their item; and what is owed next, by its day."""

STATEMENTS = (
    "create table piece (piece text not null, number text not null, primary key (piece, number)) strict, without rowid",
    "create index request_item on request (item, due_on) where open = 1",
    "create index request_department on request (department) where open = 1",
    "create index deadline_open on deadline (due_on, subject_kind, subject_id, kind) where ended_on is null",
)
