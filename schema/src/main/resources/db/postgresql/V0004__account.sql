-- People. name_key and email_key are folded by the application, so that every database compares alike.
-- deleted_at is 0 for who is here; of the deleted only the name stays, so that nobody else can have it.
-- domain is null for people of this server.
create table if not exists account (
  id bigint not null primary key,
  name varchar(64) collate "C" not null,
  name_key varchar(320) collate "C" not null,
  domain varchar(255) collate "C",
  email varchar(254) collate "C",
  email_key varchar(254) collate "C",
  password_hash varchar(255) collate "C",
  about_me varchar(1400) collate "C" not null default '',
  created_at bigint not null,
  last_seen_at bigint,
  last_post_id bigint not null default 0,
  post_count bigint not null default 0,
  follower_count bigint not null default 0,
  following_count bigint not null default 0,
  deleted_at bigint not null default 0
);
create unique index if not exists account_name_key on account (name_key);
create unique index if not exists account_email_key on account (email_key);
