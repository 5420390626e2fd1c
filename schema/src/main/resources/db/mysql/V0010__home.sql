-- The home lists that are kept written. filled_at is null while a list is being filled.
-- A list holds every post from floor_id on; what is older was never written, or trimmed.
create table if not exists home (
  account_id bigint not null,
  filled_at bigint null,
  floor_id bigint not null default 0,
  primary key (account_id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
