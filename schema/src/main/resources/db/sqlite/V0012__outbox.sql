-- What must still follow a write. Rows are claimed, worked in steps and deleted when done.
create table outbox (
  id integer not null primary key,
  consumer varchar(32) not null,
  kind varchar(32) not null,
  subject_id integer not null,
  progress integer not null default 0,
  attempts int not null default 0,
  due_at integer not null,
  claimed_by varchar(36)
);
create index outbox_due on outbox (consumer, due_at, id);
