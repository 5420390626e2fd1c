-- Whose account is whose of the tutorial's application, once its database was taken over. The mark tells that database from another one with the same numbers.
create table if not exists takeover_person (
  source_id bigint not null primary key,
  account_id bigint not null,
  mark bigint not null,
  constraint takeover_person_account_id_fk foreign key (account_id) references account (id)
);
create unique index if not exists takeover_person_account on takeover_person (account_id);
