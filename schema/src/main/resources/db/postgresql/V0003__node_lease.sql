-- Which process holds which node number of the ids. A lease that has run out may be taken.
create table if not exists node_lease (
  node int not null,
  owner varchar(36) collate "C" not null,
  expires_at bigint not null,
  primary key (node)
);
