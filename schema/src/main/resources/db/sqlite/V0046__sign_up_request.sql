-- Who waits to be let in, with what they said of themselves.
create table sign_up_request (
  account_id integer not null primary key,
  note text not null,
  created_at integer not null,
  constraint sign_up_request_account_id_fk foreign key (account_id) references account (id)
);
