-- How far ahead of its allowance somebody is (GCRA: the theoretical arrival time).
create table if not exists rate_limit (
  bucket varchar(128) collate "C" not null,
  arrival_at bigint not null,
  primary key (bucket)
);
create index if not exists rate_limit_arrival on rate_limit (arrival_at);
