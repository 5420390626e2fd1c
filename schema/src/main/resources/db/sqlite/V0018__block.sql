-- Who keeps whom away from themselves, in the order in which they came to it.
create table block (
  id integer not null primary key,
  blocker_id integer not null,
  blocked_id integer not null,
  created_at integer not null,
  constraint block_blocker_id_fk foreign key (blocker_id) references account (id),
  constraint block_blocked_id_fk foreign key (blocked_id) references account (id)
);
create unique index block_pair on block (blocker_id, blocked_id);
create index block_list on block (blocker_id, id);
create index block_other on block (blocked_id, blocker_id);
