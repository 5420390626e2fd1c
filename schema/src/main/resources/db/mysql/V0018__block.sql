-- Who keeps whom away from themselves, in the order in which they came to it.
create table if not exists block (
  id bigint not null primary key,
  blocker_id bigint not null,
  blocked_id bigint not null,
  created_at bigint not null,
  unique key block_pair (blocker_id, blocked_id),
  key block_list (blocker_id, id),
  key block_other (blocked_id, blocker_id),
  constraint block_blocker_id_fk foreign key (blocker_id) references account (id),
  constraint block_blocked_id_fk foreign key (blocked_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
