-- Who waits to be let in, with what they said of themselves.
create table if not exists sign_up_request (
  account_id bigint not null primary key,
  note mediumtext not null,
  created_at bigint not null,
  constraint sign_up_request_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
