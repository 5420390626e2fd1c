-- Whose posts somebody does not want to read, in the order in which they came to it.
create table if not exists mute (
  id bigint not null primary key,
  muter_id bigint not null,
  muted_id bigint not null,
  created_at bigint not null,
  unique key mute_pair (muter_id, muted_id),
  key mute_list (muter_id, id),
  key mute_other (muted_id, muter_id),
  constraint mute_muter_id_fk foreign key (muter_id) references account (id),
  constraint mute_muted_id_fk foreign key (muted_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
