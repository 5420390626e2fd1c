-- What lets a program act for somebody: the hash of a token, and for what it is good (see Scope). A null end means none.
create table if not exists api_token (
  id bigint not null primary key,
  account_id bigint not null,
  name varchar(64) not null,
  token_hash varchar(64) not null,
  scopes varchar(100) not null,
  created_at bigint not null,
  last_used_at bigint null,
  expires_at bigint null,
  unique key api_token_token_hash (token_hash),
  key api_token_account (account_id, id),
  key api_token_expiry (expires_at),
  constraint api_token_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
