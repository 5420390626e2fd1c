-- What people say of a case, each once. reason is the code of a Reason.
create table report (
  id integer not null primary key,
  case_id integer not null,
  reporter_id integer not null,
  reason int not null,
  comment varchar(1000) not null,
  created_at integer not null,
  constraint report_case_id_fk foreign key (case_id) references report_case (id),
  constraint report_reporter_id_fk foreign key (reporter_id) references account (id)
);
create unique index report_once on report (case_id, reporter_id);
create index report_reporter on report (reporter_id);
