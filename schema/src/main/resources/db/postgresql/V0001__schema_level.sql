-- The oldest application level that this schema still serves; an older application refuses to start.
-- One row, written by the migrations.
create table if not exists schema_level (
  id int not null,
  oldest_level int not null,
  primary key (id)
);
