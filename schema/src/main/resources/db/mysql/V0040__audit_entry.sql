-- Who did what to whom and why, for good: rows are added and never changed. Without foreign keys, because it outlives
-- what it tells of. An actor of 0 is the command line.
create table if not exists audit_entry (
  id bigint not null primary key,
  actor_id bigint not null,
  deed varchar(40) not null,
  account_id bigint null,
  post_id bigint null,
  reason varchar(1000) not null,
  detail varchar(1000) not null,
  created_at bigint not null,
  key audit_entry_account (account_id, id),
  key audit_entry_actor (actor_id, id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
