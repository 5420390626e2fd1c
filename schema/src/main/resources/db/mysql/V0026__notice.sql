-- What somebody is told: of what kind, by whom (0 by nobody) and about what (0 for nothing in particular). What no longer holds does not
-- stand, but is kept: it is not told as new when it holds again.
create table if not exists notice (
  id bigint not null,
  account_id bigint not null,
  kind int not null,
  actor_id bigint not null default 0,
  subject_id bigint not null default 0,
  detail varchar(255) not null,
  standing int not null default 1,
  unread int not null default 1,
  created_at bigint not null,
  primary key (id),
  unique key notice_cause (account_id, actor_id, kind, subject_id),
  key notice_list (account_id, id),
  key notice_actor (actor_id),
  key notice_subject (subject_id, kind),
  constraint notice_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
