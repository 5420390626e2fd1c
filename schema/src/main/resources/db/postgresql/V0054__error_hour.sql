-- The errors of the log, alike ones of an hour as one, for two days.
create table if not exists error_hour (
  hour bigint not null,
  id varchar(64) collate "C" not null,
  what varchar(500) collate "C" not null,
  times bigint not null,
  last_at bigint not null,
  request varchar(64) collate "C" not null default '',
  primary key (hour, id)
);
