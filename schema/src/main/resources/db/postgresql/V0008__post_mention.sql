-- Who is meant by the @names of a post, by the name that was written.
create table if not exists post_mention (
  post_id bigint not null,
  name_key varchar(64) collate "C" not null,
  account_id bigint not null,
  primary key (post_id, name_key),
  constraint post_mention_post_id_fk foreign key (post_id) references post (id),
  constraint post_mention_account_id_fk foreign key (account_id) references account (id)
);
create index if not exists post_mention_account on post_mention (account_id, post_id);
