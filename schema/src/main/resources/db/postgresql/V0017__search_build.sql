-- How far the building of a search index is: one row for each index that processes share or keep for themselves. state is 0 for one
-- that was asked for, 1 while it is built, 2 when that is done. A build goes through the people (phase 0) and the posts (phase 1),
-- from the newest to the oldest; place is the last id that is in.
create table if not exists search_build (
  index_name varchar(100) collate "C" not null,
  state int not null,
  generation varchar(200) collate "C",
  phase int not null default 0,
  place bigint not null default 0,
  done bigint not null default 0,
  total bigint not null default 0,
  started_at bigint not null default 0,
  ended_at bigint not null default 0,
  worker varchar(36) collate "C",
  beat_at bigint not null default 0,
  primary key (index_name)
);
