-- The language in which somebody signed up or last signed in. Mail takes it where they chose none.
create table if not exists account_language (
  account_id bigint not null,
  language varchar(16) collate "C" not null,
  primary key (account_id),
  constraint account_language_account_id_fk foreign key (account_id) references account (id)
);
