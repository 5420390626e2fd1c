-- Posts that were hidden by those who look after the site. In post they look deleted but have their words.
create table hidden_post (
  post_id integer not null primary key,
  author_id integer not null,
  reason varchar(1000) not null,
  hidden_at integer not null
);
create index hidden_post_author on hidden_post (author_id);
