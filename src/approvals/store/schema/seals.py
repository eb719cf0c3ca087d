"""Seals on the rows that follow from no event: PINs, shifts, messages that were tried, runs and marks of the check, migrations."""

STATEMENTS = ("create table seal (name text primary key, digest text not null) strict, without rowid",)
