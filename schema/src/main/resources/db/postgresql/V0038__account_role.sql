-- Who looks after the site: the code of a Role. Who has no row is a person like all others.
create table if not exists account_role (
  account_id bigint not null primary key,
  role int not null,
  granted_at bigint not null,
  constraint account_role_account_id_fk foreign key (account_id) references account (id)
);
create index if not exists account_role_role on account_role (role, account_id);
