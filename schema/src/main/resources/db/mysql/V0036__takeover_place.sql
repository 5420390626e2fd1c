-- How far a takeover of the tutorial's database is: by stage the last row there that is done.
create table if not exists takeover_place (
  stage int not null primary key,
  place bigint not null
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
