-- What a day was like, counted by a job: so that no page counts. Days since the epoch, UTC. Null is what nobody counted then.
create table site_day (
  day integer not null primary key,
  written integer not null,
  signed_up integer not null,
  people integer,
  posts integer,
  active integer,
  active_month integer,
  active_half_year integer
);
