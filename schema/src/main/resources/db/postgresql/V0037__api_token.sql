-- What lets a program act for somebody: the hash of a token, and for what it is good (see Scope). A null end means none.
create table if not exists api_token (
  id bigint not null primary key,
  account_id bigint not null,
  name varchar(64) collate "C" not null,
  token_hash varchar(64) collate "C" not null,
  scopes varchar(100) collate "C" not null,
  created_at bigint not null,
  last_used_at bigint,
  expires_at bigint,
  constraint api_token_account_id_fk foreign key (account_id) references account (id)
);
create unique index if not exists api_token_token_hash on api_token (token_hash);
create index if not exists api_token_account on api_token (account_id, id);
create index if not exists api_token_expiry on api_token (expires_at);
