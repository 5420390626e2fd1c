-- What somebody has to read, over all conversations, and who may write to them: 0 anyone, 1 whom they follow, 2 nobody. No row: nothing,
-- and anyone.
create table if not exists mailbox (
  account_id bigint not null,
  unread bigint not null default 0,
  senders int not null default 0,
  primary key (account_id),
  constraint mailbox_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
