-- What was reported and is to be decided: a post, or where post_id is 0 a person. closed is 0 while it is open and then its
-- own id, so that there is one open case of a subject. outcome is the code of a Measure.
create table report_case (
  id integer not null primary key,
  account_id integer not null,
  post_id integer not null default 0,
  report_count integer not null default 0,
  closed integer not null default 0,
  outcome int not null default 0,
  decided_by integer,
  decided_at integer,
  created_at integer not null,
  constraint report_case_account_id_fk foreign key (account_id) references account (id)
);
create unique index report_case_subject on report_case (account_id, post_id, closed);
create index report_case_open on report_case (closed, id);
