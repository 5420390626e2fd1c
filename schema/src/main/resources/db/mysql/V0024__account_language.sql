-- The language in which somebody signed up or last signed in. Mail takes it where they chose none.
create table if not exists account_language (
  account_id bigint not null,
  language varchar(16) not null,
  primary key (account_id),
  constraint account_language_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
