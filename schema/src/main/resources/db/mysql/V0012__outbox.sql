-- What must still follow a write. Rows are claimed, worked in steps and deleted when done.
create table if not exists outbox (
  id bigint not null primary key,
  consumer varchar(32) not null,
  kind varchar(32) not null,
  subject_id bigint not null,
  progress bigint not null default 0,
  attempts int not null default 0,
  due_at bigint not null,
  claimed_by varchar(36) null,
  key outbox_due (consumer, due_at, id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
