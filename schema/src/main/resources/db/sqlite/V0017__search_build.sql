-- How far the building of a search index is: one row for each index that processes share or keep for themselves. state is 0 for one
-- that was asked for, 1 while it is built, 2 when that is done. A build goes through the people (phase 0) and the posts (phase 1),
-- from the newest to the oldest; place is the last id that is in.
create table search_build (
  index_name varchar(100) not null,
  state int not null,
  generation varchar(200),
  phase int not null default 0,
  place integer not null default 0,
  done integer not null default 0,
  total integer not null default 0,
  started_at integer not null default 0,
  ended_at integer not null default 0,
  worker varchar(36),
  beat_at integer not null default 0,
  primary key (index_name)
);
