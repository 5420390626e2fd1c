-- What the operator tells everybody who signs in. A null end means until it is ended.
create table announcement (
  id integer not null primary key,
  content text not null,
  created_at integer not null,
  ends_at integer
);
create index announcement_ends_at on announcement (ends_at);
