-- Who asked to have a password reset, by the address that was typed. Whose it is is looked up later, so that the answer and its time
-- tell nobody. Then the row has the hash of the mailed token, and of the password that it replaces, with which it dies.
create table if not exists password_reset (
  id bigint not null primary key,
  email_key varchar(254) collate "C" not null,
  language varchar(16) collate "C" not null,
  base varchar(300) collate "C" not null default '',
  account_id bigint,
  token_hash varchar(64) collate "C",
  replaces varchar(64) collate "C",
  expires_at bigint not null
);
create unique index if not exists password_reset_token_hash on password_reset (token_hash);
create index if not exists password_reset_account on password_reset (account_id);
create index if not exists password_reset_expiry on password_reset (expires_at);
