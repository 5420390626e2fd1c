-- The home lists that are kept written. filled_at is null while a list is being filled.
-- A list holds every post from floor_id on; what is older was never written, or trimmed.
create table if not exists home (
  account_id bigint not null,
  filled_at bigint,
  floor_id bigint not null default 0,
  primary key (account_id)
);
