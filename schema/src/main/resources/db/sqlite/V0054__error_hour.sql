-- The errors of the log, alike ones of an hour as one, for two days.
create table error_hour (
  hour integer not null,
  id varchar(64) not null,
  what varchar(500) not null,
  times integer not null,
  last_at integer not null,
  request varchar(64) not null default '',
  primary key (hour, id)
);
