-- Who is signed in where. Only the hash of the cookie is kept.
create table if not exists session (
  id bigint not null primary key,
  token_hash varchar(64) not null,
  account_id bigint not null,
  remembered int not null,
  user_agent varchar(255) not null,
  address varchar(45) not null,
  created_at bigint not null,
  last_used_at bigint not null,
  expires_at bigint not null,
  unique key session_token_hash (token_hash),
  key session_account (account_id, id),
  key session_expiry (expires_at),
  constraint session_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
