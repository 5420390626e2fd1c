-- Posts. deleted_at is 0 for a post that stands, so that the indexes lead straight to those.
-- submission names the sent form: the same form sent twice makes one post.
create table if not exists post (
  id bigint not null primary key,
  author_id bigint not null,
  body mediumtext not null,
  language varchar(16) not null,
  visibility int not null default 0,
  in_reply_to bigint null,
  submission varchar(64) null,
  created_at bigint not null,
  edited_at bigint null,
  deleted_at bigint not null default 0,
  unique key post_submission (author_id, submission),
  key post_by_author (author_id, deleted_at, id),
  key post_by_visibility (visibility, deleted_at, id),
  constraint post_author_id_fk foreign key (author_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
