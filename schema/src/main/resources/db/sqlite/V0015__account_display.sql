-- How a person wants the pages: chosen by themselves, and taken along when they sign in elsewhere. Empty: as the browser says.
create table account_display (
  account_id integer not null primary key,
  language varchar(16) not null default '',
  theme varchar(16) not null default '',
  constraint account_display_account_id_fk foreign key (account_id) references account (id)
);
