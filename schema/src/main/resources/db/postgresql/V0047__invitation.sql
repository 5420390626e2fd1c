-- Links by which people may sign up. The code stands as it is: it opens no account.
create table if not exists invitation (
  id bigint not null primary key,
  code varchar(40) collate "C" not null,
  maker_id bigint not null,
  most int not null,
  used int not null,
  ends_at bigint,
  created_at bigint not null
);
create unique index if not exists invitation_code on invitation (code);
