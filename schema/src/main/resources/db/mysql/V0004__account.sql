-- People. name_key and email_key are folded by the application, so that every database compares alike.
-- deleted_at is 0 for who is here; of the deleted only the name stays, so that nobody else can have it.
-- domain is null for people of this server.
create table if not exists account (
  id bigint not null primary key,
  name varchar(64) not null,
  name_key varchar(320) not null,
  domain varchar(255) null,
  email varchar(254) null,
  email_key varchar(254) null,
  password_hash varchar(255) null,
  about_me varchar(1400) not null default '',
  created_at bigint not null,
  last_seen_at bigint null,
  last_post_id bigint not null default 0,
  post_count bigint not null default 0,
  follower_count bigint not null default 0,
  following_count bigint not null default 0,
  deleted_at bigint not null default 0,
  unique key account_name_key (name_key),
  unique key account_email_key (email_key)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
