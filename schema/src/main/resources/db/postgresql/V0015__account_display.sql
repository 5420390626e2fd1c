-- How a person wants the pages: chosen by themselves, and taken along when they sign in elsewhere. Empty: as the browser says.
create table if not exists account_display (
  account_id bigint not null,
  language varchar(16) collate "C" not null default '',
  theme varchar(16) collate "C" not null default '',
  primary key (account_id),
  constraint account_display_account_id_fk foreign key (account_id) references account (id)
);
