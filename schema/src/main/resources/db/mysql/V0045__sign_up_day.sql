-- How many signed up, by days since 1970 in UTC. One row a day, for good.
create table if not exists sign_up_day (
  epoch_day int not null primary key,
  sign_ups int not null
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
