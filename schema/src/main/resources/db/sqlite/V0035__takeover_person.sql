-- Whose account is whose of the tutorial's application, once its database was taken over. The mark tells that database from another one with the same numbers.
create table takeover_person (
  source_id integer not null primary key,
  account_id integer not null,
  mark integer not null,
  constraint takeover_person_account_id_fk foreign key (account_id) references account (id)
);
create unique index takeover_person_account on takeover_person (account_id);
