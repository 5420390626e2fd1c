-- What was reported and is to be decided: a post, or where post_id is 0 a person. closed is 0 while it is open and then its
-- own id, so that there is one open case of a subject. outcome is the code of a Measure.
create table if not exists report_case (
  id bigint not null primary key,
  account_id bigint not null,
  post_id bigint not null default 0,
  report_count bigint not null default 0,
  closed bigint not null default 0,
  outcome integer not null default 0,
  decided_by bigint,
  decided_at bigint,
  created_at bigint not null,
  constraint report_case_account_id_fk foreign key (account_id) references account (id)
);
create unique index if not exists report_case_subject on report_case (account_id, post_id, closed);
create index if not exists report_case_open on report_case (closed, id);
