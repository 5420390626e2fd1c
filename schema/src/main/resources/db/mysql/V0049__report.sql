-- What people say of a case, each once. reason is the code of a Reason.
create table if not exists report (
  id bigint not null primary key,
  case_id bigint not null,
  reporter_id bigint not null,
  reason int not null,
  comment varchar(1000) not null,
  created_at bigint not null,
  unique key report_once (case_id, reporter_id),
  key report_reporter (reporter_id),
  constraint report_case_id_fk foreign key (case_id) references report_case (id),
  constraint report_reporter_id_fk foreign key (reporter_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
