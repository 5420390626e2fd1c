-- Who did what to whom and why, for good: rows are added and never changed. Without foreign keys, because it outlives
-- what it tells of. An actor of 0 is the command line.
create table audit_entry (
  id integer not null primary key,
  actor_id integer not null,
  deed varchar(40) not null,
  account_id integer,
  post_id integer,
  reason varchar(1000) not null,
  detail varchar(1000) not null,
  created_at integer not null
);
create index audit_entry_account on audit_entry (account_id, id);
create index audit_entry_actor on audit_entry (actor_id, id);
