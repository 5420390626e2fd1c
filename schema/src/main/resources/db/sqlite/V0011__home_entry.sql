-- The posts of a home list. Droppable: rebuilt from posts and follows on demand.
create table home_entry (
  account_id integer not null,
  post_id integer not null,
  author_id integer not null,
  primary key (account_id, post_id)
) without rowid;
