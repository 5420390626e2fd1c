-- Links by which people may sign up. The code stands as it is: it opens no account.
create table invitation (
  id integer not null primary key,
  code varchar(40) not null,
  maker_id integer not null,
  most int not null,
  used int not null,
  ends_at integer,
  created_at integer not null
);
create unique index invitation_code on invitation (code);
