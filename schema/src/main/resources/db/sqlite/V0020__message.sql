-- Private messages. Each of the two keeps it or not; what neither keeps is removed. submission names the sent form: the same form sent
-- twice makes one message.
create table message (
  id integer not null primary key,
  conversation_id integer not null,
  sender_id integer not null,
  recipient_id integer not null,
  body text not null,
  submission varchar(64),
  sender_kept int not null default 1,
  recipient_kept int not null default 1,
  created_at integer not null,
  constraint message_sender_id_fk foreign key (sender_id) references account (id),
  constraint message_recipient_id_fk foreign key (recipient_id) references account (id)
);
create unique index message_submission on message (sender_id, submission);
create index message_conversation on message (conversation_id, id);
create index message_recipient on message (recipient_id);
