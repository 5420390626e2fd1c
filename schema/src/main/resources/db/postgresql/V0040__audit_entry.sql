-- Who did what to whom and why, for good: rows are added and never changed. Without foreign keys, because it outlives
-- what it tells of. An actor of 0 is the command line.
create table if not exists audit_entry (
  id bigint not null primary key,
  actor_id bigint not null,
  deed varchar(40) collate "C" not null,
  account_id bigint,
  post_id bigint,
  reason varchar(1000) collate "C" not null,
  detail varchar(1000) collate "C" not null,
  created_at bigint not null
);
create index if not exists audit_entry_account on audit_entry (account_id, id);
create index if not exists audit_entry_actor on audit_entry (actor_id, id);
