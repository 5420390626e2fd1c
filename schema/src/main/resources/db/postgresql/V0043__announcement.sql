-- What the operator tells everybody who signs in. A null end means until it is ended.
create table if not exists announcement (
  id bigint not null primary key,
  content text collate "C" not null,
  created_at bigint not null,
  ends_at bigint
);
create index if not exists announcement_ends_at on announcement (ends_at);
