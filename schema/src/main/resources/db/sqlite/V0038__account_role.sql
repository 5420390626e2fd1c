-- Who looks after the site: the code of a Role. Who has no row is a person like all others.
create table account_role (
  account_id integer not null primary key,
  role int not null,
  granted_at integer not null,
  constraint account_role_account_id_fk foreign key (account_id) references account (id)
);
create index account_role_role on account_role (role, account_id);
