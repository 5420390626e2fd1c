-- Imports of what people wrote elsewhere. shown is 1 while one goes on, so that there is one at a time, and null from then on. Its posts
-- lie in import_part, of which step names the next. left_out says how many of the file's posts were left out, and why.
create table import_job (
  id integer not null primary key,
  account_id integer not null,
  shown int,
  state int not null,
  created_at integer not null,
  stepped_at integer not null,
  ended_at integer,
  step int not null default 0,
  parts int not null default 0,
  posts integer not null default 0,
  made integer not null default 0,
  there integer not null default 0,
  left_out varchar(200) not null,
  constraint import_job_account_id_fk foreign key (account_id) references account (id)
);
create unique index import_job_shown on import_job (account_id, shown);
create index import_job_state on import_job (state, stepped_at);
