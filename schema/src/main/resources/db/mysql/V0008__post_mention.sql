-- Who is meant by the @names of a post, by the name that was written.
create table if not exists post_mention (
  post_id bigint not null,
  name_key varchar(64) not null,
  account_id bigint not null,
  primary key (post_id, name_key),
  key post_mention_account (account_id, post_id),
  constraint post_mention_post_id_fk foreign key (post_id) references post (id),
  constraint post_mention_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
