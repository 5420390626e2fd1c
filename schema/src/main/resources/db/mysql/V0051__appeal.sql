-- What people say who are kept out: once for each restriction, which since names. outcome is 0 while it is open.
create table if not exists appeal (
  id bigint not null primary key,
  account_id bigint not null,
  restriction int not null,
  since bigint not null,
  words varchar(1000) not null,
  outcome int not null default 0,
  decided_by bigint null,
  decided_at bigint null,
  created_at bigint not null,
  unique key appeal_once (account_id, restriction, since),
  key appeal_open (outcome, id),
  constraint appeal_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
