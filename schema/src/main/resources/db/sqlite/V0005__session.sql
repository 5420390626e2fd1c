-- Who is signed in where. Only the hash of the cookie is kept.
create table session (
  id integer not null primary key,
  token_hash varchar(64) not null,
  account_id integer not null,
  remembered int not null,
  user_agent varchar(255) not null,
  address varchar(45) not null,
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null,
  constraint session_account_id_fk foreign key (account_id) references account (id)
);
create unique index session_token_hash on session (token_hash);
create index session_account on session (account_id, id);
create index session_expiry on session (expires_at);
