"""The days of a special procedure given with it are its written notice, whoever numbers the paper: requests with a procedure are folded anew."""

STATEMENTS = ("insert or replace into counter select 'rebuild', 1 where exists (select 1 from event where subject_kind = 'request' and type = 'stopped')",)
