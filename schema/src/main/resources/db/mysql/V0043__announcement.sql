-- What the operator tells everybody who signs in. A null end means until it is ended.
create table if not exists announcement (
  id bigint not null primary key,
  content mediumtext not null,
  created_at bigint not null,
  ends_at bigint null,
  key announcement_ends_at (ends_at)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
