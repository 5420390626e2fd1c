-- The language in which somebody signed up or last signed in. Mail takes it where they chose none.
create table account_language (
  account_id integer not null primary key,
  language varchar(16) not null,
  constraint account_language_account_id_fk foreign key (account_id) references account (id)
);
