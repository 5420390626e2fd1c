-- What people say who are kept out: once for each restriction, which since names. outcome is 0 while it is open.
create table if not exists appeal (
  id bigint not null primary key,
  account_id bigint not null,
  restriction integer not null,
  since bigint not null,
  words varchar(1000) collate "C" not null,
  outcome integer not null default 0,
  decided_by bigint,
  decided_at bigint,
  created_at bigint not null,
  constraint appeal_account_id_fk foreign key (account_id) references account (id)
);
create unique index if not exists appeal_once on appeal (account_id, restriction, since);
create index if not exists appeal_open on appeal (outcome, id);
