-- Posts. deleted_at is 0 for a post that stands, so that the indexes lead straight to those.
-- submission names the sent form: the same form sent twice makes one post.
create table post (
  id integer not null primary key,
  author_id integer not null,
  body text not null,
  language varchar(16) not null,
  visibility int not null default 0,
  in_reply_to integer,
  submission varchar(64),
  created_at integer not null,
  edited_at integer,
  deleted_at integer not null default 0,
  constraint post_author_id_fk foreign key (author_id) references account (id)
);
create unique index post_submission on post (author_id, submission);
create index post_by_author on post (author_id, deleted_at, id);
create index post_by_visibility on post (visibility, deleted_at, id);
