-- People. name_key and email_key are folded by the application, so that every database compares alike.
-- deleted_at is 0 for who is here; of the deleted only the name stays, so that nobody else can have it.
-- domain is null for people of this server.
create table account (
  id integer not null primary key,
  name varchar(64) not null,
  name_key varchar(320) not null,
  domain varchar(255),
  email varchar(254),
  email_key varchar(254),
  password_hash varchar(255),
  about_me varchar(1400) not null default '',
  created_at integer not null,
  last_seen_at integer,
  last_post_id integer not null default 0,
  post_count integer not null default 0,
  follower_count integer not null default 0,
  following_count integer not null default 0,
  deleted_at integer not null default 0
);
create unique index account_name_key on account (name_key);
create unique index account_email_key on account (email_key);
