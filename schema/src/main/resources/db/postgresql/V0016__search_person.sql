-- What search knows of a person beside the account. No row: may be found, and was never changed. revision grows with each change,
-- so that of two states of what is in an index the later one is known.
create table if not exists search_person (
  account_id bigint not null,
  hidden int not null default 0,
  revision bigint not null default 0,
  primary key (account_id),
  constraint search_person_account_id_fk foreign key (account_id) references account (id)
);
