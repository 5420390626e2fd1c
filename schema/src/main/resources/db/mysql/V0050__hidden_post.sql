-- Posts that were hidden by those who look after the site. In post they look deleted but have their words.
create table if not exists hidden_post (
  post_id bigint not null primary key,
  author_id bigint not null,
  reason varchar(1000) not null,
  hidden_at bigint not null,
  key hidden_post_author (author_id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
