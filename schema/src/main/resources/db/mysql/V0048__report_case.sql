-- What was reported and is to be decided: a post, or where post_id is 0 a person. closed is 0 while it is open and then its
-- own id, so that there is one open case of a subject. outcome is the code of a Measure.
create table if not exists report_case (
  id bigint not null primary key,
  account_id bigint not null,
  post_id bigint not null default 0,
  report_count bigint not null default 0,
  closed bigint not null default 0,
  outcome int not null default 0,
  decided_by bigint null,
  decided_at bigint null,
  created_at bigint not null,
  unique key report_case_subject (account_id, post_id, closed),
  key report_case_open (closed, id),
  constraint report_case_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
