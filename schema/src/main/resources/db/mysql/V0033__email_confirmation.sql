-- The address that somebody says is theirs, until they follow the link that was mailed there. No token: no link leads there, for
-- somebody else has the address.
create table if not exists email_confirmation (
  account_id bigint not null,
  email varchar(254) not null,
  token_hash varchar(64) null,
  expires_at bigint not null,
  primary key (account_id),
  unique key email_confirmation_token_hash (token_hash),
  constraint email_confirmation_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
