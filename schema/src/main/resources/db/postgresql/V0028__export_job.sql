-- Exports of what people have here. shown is 1 while an export is made or its failure is to be told, so that there is one at a time,
-- and null from then on. step counts the transactions that made it; section, first_id, second_id and written say how far it has read,
-- and entries what is in its ZIP file so far, which lies in export_part.
create table if not exists export_job (
  id bigint not null primary key,
  account_id bigint not null,
  shown int,
  state int not null,
  language varchar(16) collate "C" not null,
  created_at bigint not null,
  stepped_at bigint not null,
  ended_at bigint,
  done bigint not null default 0,
  total bigint not null,
  step bigint not null default 0,
  section int not null default 0,
  first_id bigint not null default 0,
  second_id bigint not null default 0,
  written bigint not null default 0,
  entries varchar(1000) collate "C" not null,
  parts int not null default 0,
  size bigint not null default 0,
  constraint export_job_account_id_fk foreign key (account_id) references account (id)
);
create unique index if not exists export_job_shown on export_job (account_id, shown);
create index if not exists export_job_state on export_job (state, stepped_at);
