"""What the counter looks up while somebody waits: items by their initials."""

STATEMENTS = ("create table initials (name text primary key, spelt text not null) strict, without rowid",)
