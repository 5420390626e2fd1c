-- What was tried so often that nobody tries it any more, until somebody looks after it. The id is that of the row in the outbox.
create table outbox_failure (
  id integer not null primary key,
  consumer varchar(32) not null,
  kind varchar(32) not null,
  subject_id integer not null,
  progress integer not null,
  attempts int not null,
  failed_at integer not null,
  reason varchar(300) not null
);
