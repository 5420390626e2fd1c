-- What people say who are kept out: once for each restriction, which since names. outcome is 0 while it is open.
create table appeal (
  id integer not null primary key,
  account_id integer not null,
  restriction int not null,
  since integer not null,
  words varchar(1000) not null,
  outcome int not null default 0,
  decided_by integer,
  decided_at integer,
  created_at integer not null,
  constraint appeal_account_id_fk foreign key (account_id) references account (id)
);
create unique index appeal_once on appeal (account_id, restriction, since);
create index appeal_open on appeal (outcome, id);
