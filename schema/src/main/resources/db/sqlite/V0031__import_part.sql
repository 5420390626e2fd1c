-- Posts that an import has yet to make, some in each part.
create table import_part (
  import_id integer not null,
  number int not null,
  bytes blob not null,
  primary key (import_id, number),
  constraint import_part_import_id_fk foreign key (import_id) references import_job (id)
);
