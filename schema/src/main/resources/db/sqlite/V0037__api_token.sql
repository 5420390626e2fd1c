-- What lets a program act for somebody: the hash of a token, and for what it is good (see Scope). A null end means none.
create table api_token (
  id integer not null primary key,
  account_id integer not null,
  name varchar(64) not null,
  token_hash varchar(64) not null,
  scopes varchar(100) not null,
  created_at integer not null,
  last_used_at integer,
  expires_at integer,
  constraint api_token_account_id_fk foreign key (account_id) references account (id)
);
create unique index api_token_token_hash on api_token (token_hash);
create index api_token_account on api_token (account_id, id);
create index api_token_expiry on api_token (expires_at);
