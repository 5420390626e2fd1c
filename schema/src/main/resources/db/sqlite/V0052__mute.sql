-- Whose posts somebody does not want to read, in the order in which they came to it.
create table mute (
  id integer not null primary key,
  muter_id integer not null,
  muted_id integer not null,
  created_at integer not null,
  constraint mute_muter_id_fk foreign key (muter_id) references account (id),
  constraint mute_muted_id_fk foreign key (muted_id) references account (id)
);
create unique index mute_pair on mute (muter_id, muted_id);
create index mute_list on mute (muter_id, id);
create index mute_other on mute (muted_id, muter_id);
