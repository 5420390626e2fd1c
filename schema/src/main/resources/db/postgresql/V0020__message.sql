-- Private messages. Each of the two keeps it or not; what neither keeps is removed. submission names the sent form: the same form sent
-- twice makes one message.
create table if not exists message (
  id bigint not null primary key,
  conversation_id bigint not null,
  sender_id bigint not null,
  recipient_id bigint not null,
  body text collate "C" not null,
  submission varchar(64) collate "C",
  sender_kept int not null default 1,
  recipient_kept int not null default 1,
  created_at bigint not null,
  constraint message_sender_id_fk foreign key (sender_id) references account (id),
  constraint message_recipient_id_fk foreign key (recipient_id) references account (id)
);
create unique index if not exists message_submission on message (sender_id, submission);
create index if not exists message_conversation on message (conversation_id, id);
create index if not exists message_recipient on message (recipient_id);
