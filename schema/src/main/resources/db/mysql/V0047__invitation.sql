-- Links by which people may sign up. The code stands as it is: it opens no account.
create table if not exists invitation (
  id bigint not null primary key,
  code varchar(40) not null,
  maker_id bigint not null,
  most int not null,
  used int not null,
  ends_at bigint null,
  created_at bigint not null,
  unique key invitation_code (code)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
