-- Posts that were hidden by those who look after the site. In post they look deleted but have their words.
create table if not exists hidden_post (
  post_id bigint not null primary key,
  author_id bigint not null,
  reason varchar(1000) collate "C" not null,
  hidden_at bigint not null
);
create index if not exists hidden_post_author on hidden_post (author_id);
