-- Posts that an import has yet to make, some in each part.
create table if not exists import_part (
  import_id bigint not null,
  number int not null,
  bytes longblob not null,
  primary key (import_id, number),
  constraint import_part_import_id_fk foreign key (import_id) references import_job (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
