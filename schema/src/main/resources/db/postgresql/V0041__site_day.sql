-- What a day was like, counted by a job: so that no page counts. Days since the epoch, UTC. Null is what nobody counted then.
create table if not exists site_day (
  day bigint not null primary key,
  written bigint not null,
  signed_up bigint not null,
  people bigint,
  posts bigint,
  active bigint,
  active_month bigint,
  active_half_year bigint
);
