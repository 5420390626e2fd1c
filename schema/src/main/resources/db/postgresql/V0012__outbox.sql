-- What must still follow a write. Rows are claimed, worked in steps and deleted when done.
create table if not exists outbox (
  id bigint not null primary key,
  consumer varchar(32) collate "C" not null,
  kind varchar(32) collate "C" not null,
  subject_id bigint not null,
  progress bigint not null default 0,
  attempts int not null default 0,
  due_at bigint not null,
  claimed_by varchar(36) collate "C"
);
create index if not exists outbox_due on outbox (consumer, due_at, id);
