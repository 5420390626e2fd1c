-- Which process holds which node number of the ids. A lease that has run out may be taken.
create table if not exists node_lease (
  node int not null,
  owner varchar(36) not null,
  expires_at bigint not null,
  primary key (node)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
