-- The posts of a home list. Droppable: rebuilt from posts and follows on demand.
create table if not exists home_entry (
  account_id bigint not null,
  post_id bigint not null,
  author_id bigint not null,
  primary key (account_id, post_id)
);
