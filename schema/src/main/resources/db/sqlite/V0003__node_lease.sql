-- Which process holds which node number of the ids. A lease that has run out may be taken.
create table node_lease (
  node int not null,
  owner varchar(36) not null,
  expires_at integer not null,
  primary key (node)
);
