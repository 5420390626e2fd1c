-- What somebody is told: of what kind, by whom (0 by nobody) and about what (0 for nothing in particular). What no longer holds does not
-- stand, but is kept: it is not told as new when it holds again.
create table notice (
  id integer not null primary key,
  account_id integer not null,
  kind int not null,
  actor_id integer not null default 0,
  subject_id integer not null default 0,
  detail varchar(255) not null,
  standing int not null default 1,
  unread int not null default 1,
  created_at integer not null,
  constraint notice_account_id_fk foreign key (account_id) references account (id)
);
create unique index notice_cause on notice (account_id, actor_id, kind, subject_id);
create index notice_list on notice (account_id, id);
create index notice_actor on notice (actor_id);
create index notice_subject on notice (subject_id, kind);
