-- The ZIP file of an export, in pieces that every database takes in one statement.
create table export_part (
  export_id integer not null,
  number int not null,
  bytes blob not null,
  primary key (export_id, number),
  constraint export_part_export_id_fk foreign key (export_id) references export_job (id)
);
