-- How far ahead of its allowance somebody is (GCRA: the theoretical arrival time).
create table if not exists rate_limit (
  bucket varchar(128) not null,
  arrival_at bigint not null,
  primary key (bucket),
  key rate_limit_arrival (arrival_at)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
