-- The address that somebody says is theirs, until they follow the link that was mailed there. No token: no link leads there, for
-- somebody else has the address.
create table if not exists email_confirmation (
  account_id bigint not null,
  email varchar(254) collate "C" not null,
  token_hash varchar(64) collate "C",
  expires_at bigint not null,
  primary key (account_id),
  constraint email_confirmation_account_id_fk foreign key (account_id) references account (id)
);
create unique index if not exists email_confirmation_token_hash on email_confirmation (token_hash);
