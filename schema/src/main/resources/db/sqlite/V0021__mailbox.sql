-- What somebody has to read, over all conversations, and who may write to them: 0 anyone, 1 whom they follow, 2 nobody. No row: nothing,
-- and anyone.
create table mailbox (
  account_id integer not null primary key,
  unread integer not null default 0,
  senders int not null default 0,
  constraint mailbox_account_id_fk foreign key (account_id) references account (id)
);
