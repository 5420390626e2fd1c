-- Who asked to have a password reset, by the address that was typed. Whose it is is looked up later, so that the answer and its time
-- tell nobody. Then the row has the hash of the mailed token, and of the password that it replaces, with which it dies.
create table password_reset (
  id integer not null primary key,
  email_key varchar(254) not null,
  language varchar(16) not null,
  base varchar(300) not null default '',
  account_id integer,
  token_hash varchar(64),
  replaces varchar(64),
  expires_at integer not null
);
create unique index password_reset_token_hash on password_reset (token_hash);
create index password_reset_account on password_reset (account_id);
create index password_reset_expiry on password_reset (expires_at);
