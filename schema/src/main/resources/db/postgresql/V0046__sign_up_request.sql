-- Who waits to be let in, with what they said of themselves.
create table if not exists sign_up_request (
  account_id bigint not null primary key,
  note text collate "C" not null,
  created_at bigint not null,
  constraint sign_up_request_account_id_fk foreign key (account_id) references account (id)
);
