-- The #tags of the posts that stand.
create table if not exists post_tag (
  tag_key varchar(128) not null,
  post_id bigint not null,
  primary key (tag_key, post_id),
  key post_tag_post (post_id),
  constraint post_tag_post_id_fk foreign key (post_id) references post (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
