-- The ZIP file of an export, in pieces that every database takes in one statement.
create table if not exists export_part (
  export_id bigint not null,
  number int not null,
  bytes bytea not null,
  primary key (export_id, number),
  constraint export_part_export_id_fk foreign key (export_id) references export_job (id)
);
