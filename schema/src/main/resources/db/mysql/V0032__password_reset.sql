-- Who asked to have a password reset, by the address that was typed. Whose it is is looked up later, so that the answer and its time
-- tell nobody. Then the row has the hash of the mailed token, and of the password that it replaces, with which it dies.
create table if not exists password_reset (
  id bigint not null primary key,
  email_key varchar(254) not null,
  language varchar(16) not null,
  base varchar(300) not null default '',
  account_id bigint null,
  token_hash varchar(64) null,
  replaces varchar(64) null,
  expires_at bigint not null,
  unique key password_reset_token_hash (token_hash),
  key password_reset_account (account_id),
  key password_reset_expiry (expires_at)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
