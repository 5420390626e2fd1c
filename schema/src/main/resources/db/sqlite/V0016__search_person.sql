-- What search knows of a person beside the account. No row: may be found, and was never changed. revision grows with each change,
-- so that of two states of what is in an index the later one is known.
create table search_person (
  account_id integer not null primary key,
  hidden int not null default 0,
  revision integer not null default 0,
  constraint search_person_account_id_fk foreign key (account_id) references account (id)
);
