-- The #tags of the posts that stand.
create table if not exists post_tag (
  tag_key varchar(128) collate "C" not null,
  post_id bigint not null,
  primary key (tag_key, post_id),
  constraint post_tag_post_id_fk foreign key (post_id) references post (id)
);
create index if not exists post_tag_post on post_tag (post_id);
