-- Private messages. Each of the two keeps it or not; what neither keeps is removed. submission names the sent form: the same form sent
-- twice makes one message.
create table if not exists message (
  id bigint not null primary key,
  conversation_id bigint not null,
  sender_id bigint not null,
  recipient_id bigint not null,
  body mediumtext not null,
  submission varchar(64) null,
  sender_kept int not null default 1,
  recipient_kept int not null default 1,
  created_at bigint not null,
  unique key message_submission (sender_id, submission),
  key message_conversation (conversation_id, id),
  key message_recipient (recipient_id),
  constraint message_sender_id_fk foreign key (sender_id) references account (id),
  constraint message_recipient_id_fk foreign key (recipient_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
