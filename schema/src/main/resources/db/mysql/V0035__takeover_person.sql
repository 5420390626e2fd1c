-- Whose account is whose of the tutorial's application, once its database was taken over. The mark tells that database from another one with the same numbers.
create table if not exists takeover_person (
  source_id bigint not null primary key,
  account_id bigint not null,
  mark bigint not null,
  constraint takeover_person_account_id_fk foreign key (account_id) references account (id),
  unique index takeover_person_account (account_id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
