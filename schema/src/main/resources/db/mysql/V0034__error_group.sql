-- Errors of the log that those who run the site have not been told of yet, alike ones as one.
create table if not exists error_group (
  id varchar(64) not null primary key,
  what varchar(500) not null,
  times bigint not null,
  first_at bigint not null,
  last_at bigint not null,
  request varchar(64) not null default ''
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
