-- What a day was like, counted by a job: so that no page counts. Days since the epoch, UTC. Null is what nobody counted then.
create table if not exists site_day (
  day bigint not null primary key,
  written bigint not null,
  signed_up bigint not null,
  people bigint null,
  posts bigint null,
  active bigint null,
  active_month bigint null,
  active_half_year bigint null
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
