-- How far ahead of its allowance somebody is (GCRA: the theoretical arrival time).
create table rate_limit (
  bucket varchar(128) not null,
  arrival_at integer not null,
  primary key (bucket)
) without rowid;
create index rate_limit_arrival on rate_limit (arrival_at);
