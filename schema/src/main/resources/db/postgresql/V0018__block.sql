-- Who keeps whom away from themselves, in the order in which they came to it.
create table if not exists block (
  id bigint not null primary key,
  blocker_id bigint not null,
  blocked_id bigint not null,
  created_at bigint not null,
  constraint block_blocker_id_fk foreign key (blocker_id) references account (id),
  constraint block_blocked_id_fk foreign key (blocked_id) references account (id)
);
create unique index if not exists block_pair on block (blocker_id, blocked_id);
create index if not exists block_list on block (blocker_id, id);
create index if not exists block_other on block (blocked_id, blocker_id);
