-- What somebody is told: of what kind, by whom (0 by nobody) and about what (0 for nothing in particular). What no longer holds does not
-- stand, but is kept: it is not told as new when it holds again.
create table if not exists notice (
  id bigint not null,
  account_id bigint not null,
  kind int not null,
  actor_id bigint not null default 0,
  subject_id bigint not null default 0,
  detail varchar(255) collate "C" not null,
  standing int not null default 1,
  unread int not null default 1,
  created_at bigint not null,
  primary key (id),
  constraint notice_account_id_fk foreign key (account_id) references account (id)
);
create unique index if not exists notice_cause on notice (account_id, actor_id, kind, subject_id);
create index if not exists notice_list on notice (account_id, id);
create index if not exists notice_actor on notice (actor_id);
create index if not exists notice_subject on notice (subject_id, kind);
