-- The address that somebody says is theirs, until they follow the link that was mailed there. No token: no link leads there, for
-- somebody else has the address.
create table email_confirmation (
  account_id integer not null primary key,
  email varchar(254) not null,
  token_hash varchar(64),
  expires_at integer not null,
  constraint email_confirmation_account_id_fk foreign key (account_id) references account (id)
);
create unique index email_confirmation_token_hash on email_confirmation (token_hash);
