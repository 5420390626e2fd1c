-- Imports of what people wrote elsewhere. shown is 1 while one goes on, so that there is one at a time, and null from then on. Its posts
-- lie in import_part, of which step names the next. left_out says how many of the file's posts were left out, and why.
create table if not exists import_job (
  id bigint not null primary key,
  account_id bigint not null,
  shown int null,
  state int not null,
  created_at bigint not null,
  stepped_at bigint not null,
  ended_at bigint null,
  step int not null default 0,
  parts int not null default 0,
  posts bigint not null default 0,
  made bigint not null default 0,
  there bigint not null default 0,
  left_out varchar(200) not null,
  unique key import_job_shown (account_id, shown),
  key import_job_state (state, stepped_at),
  constraint import_job_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
