-- How somebody wants to be told of a kind: 0 on the page, 1 there and by mail, 2 not at all. No row: on the page.
create table if not exists notice_choice (
  account_id bigint not null,
  kind int not null,
  way int not null,
  primary key (account_id, kind),
  constraint notice_choice_account_id_fk foreign key (account_id) references account (id)
);
