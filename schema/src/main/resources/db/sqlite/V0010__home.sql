-- The home lists that are kept written. filled_at is null while a list is being filled.
-- A list holds every post from floor_id on; what is older was never written, or trimmed.
create table home (
  account_id integer not null,
  filled_at integer,
  floor_id integer not null default 0,
  primary key (account_id)
) without rowid;
