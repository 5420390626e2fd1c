-- Whose posts somebody does not want to read, in the order in which they came to it.
create table if not exists mute (
  id bigint not null primary key,
  muter_id bigint not null,
  muted_id bigint not null,
  created_at bigint not null,
  constraint mute_muter_id_fk foreign key (muter_id) references account (id),
  constraint mute_muted_id_fk foreign key (muted_id) references account (id)
);
create unique index if not exists mute_pair on mute (muter_id, muted_id);
create index if not exists mute_list on mute (muter_id, id);
create index if not exists mute_other on mute (muted_id, muter_id);
