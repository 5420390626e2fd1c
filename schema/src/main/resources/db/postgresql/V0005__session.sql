-- Who is signed in where. Only the hash of the cookie is kept.
create table if not exists session (
  id bigint not null primary key,
  token_hash varchar(64) collate "C" not null,
  account_id bigint not null,
  remembered int not null,
  user_agent varchar(255) collate "C" not null,
  address varchar(45) collate "C" not null,
  created_at bigint not null,
  last_used_at bigint not null,
  expires_at bigint not null,
  constraint session_account_id_fk foreign key (account_id) references account (id)
);
create unique index if not exists session_token_hash on session (token_hash);
create index if not exists session_account on session (account_id, id);
create index if not exists session_expiry on session (expires_at);
