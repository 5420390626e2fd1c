-- Errors of the log that those who run the site have not been told of yet, alike ones as one.
create table error_group (
  id varchar(64) not null primary key,
  what varchar(500) not null,
  times integer not null,
  first_at integer not null,
  last_at integer not null,
  request varchar(64) not null default ''
);
