-- What people say of a case, each once. reason is the code of a Reason.
create table if not exists report (
  id bigint not null primary key,
  case_id bigint not null,
  reporter_id bigint not null,
  reason integer not null,
  comment varchar(1000) collate "C" not null,
  created_at bigint not null,
  constraint report_case_id_fk foreign key (case_id) references report_case (id),
  constraint report_reporter_id_fk foreign key (reporter_id) references account (id)
);
create unique index if not exists report_once on report (case_id, reporter_id);
create index if not exists report_reporter on report (reporter_id);
