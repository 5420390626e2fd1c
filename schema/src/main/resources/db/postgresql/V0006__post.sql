-- Posts. deleted_at is 0 for a post that stands, so that the indexes lead straight to those.
-- submission names the sent form: the same form sent twice makes one post.
create table if not exists post (
  id bigint not null primary key,
  author_id bigint not null,
  body text collate "C" not null,
  language varchar(16) collate "C" not null,
  visibility int not null default 0,
  in_reply_to bigint,
  submission varchar(64) collate "C",
  created_at bigint not null,
  edited_at bigint,
  deleted_at bigint not null default 0,
  constraint post_author_id_fk foreign key (author_id) references account (id)
);
create unique index if not exists post_submission on post (author_id, submission);
create index if not exists post_by_author on post (author_id, deleted_at, id);
create index if not exists post_by_visibility on post (visibility, deleted_at, id);
