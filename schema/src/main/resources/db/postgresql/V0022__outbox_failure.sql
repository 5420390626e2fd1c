-- What was tried so often that nobody tries it any more, until somebody looks after it. The id is that of the row in the outbox.
create table if not exists outbox_failure (
  id bigint not null primary key,
  consumer varchar(32) collate "C" not null,
  kind varchar(32) collate "C" not null,
  subject_id bigint not null,
  progress bigint not null,
  attempts int not null,
  failed_at bigint not null,
  reason varchar(300) collate "C" not null
);
