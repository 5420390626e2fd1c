-- One person's side of a conversation of two, whose sides share conversation_id. last_id is the newest message that stands on this
-- side, 0 if none does. Up to read_id everything was read, up to cleared_id everything was deleted on this side, and up to dropped_id
-- that is done message by message.
create table if not exists talk (
  id bigint not null primary key,
  account_id bigint not null,
  other_id bigint not null,
  conversation_id bigint not null,
  last_id bigint not null default 0,
  unread bigint not null default 0,
  read_id bigint not null default 0,
  cleared_id bigint not null default 0,
  dropped_id bigint not null default 0,
  constraint talk_account_id_fk foreign key (account_id) references account (id),
  constraint talk_other_id_fk foreign key (other_id) references account (id)
);
create unique index if not exists talk_pair on talk (account_id, other_id);
create index if not exists talk_list on talk (account_id, last_id);
create index if not exists talk_other on talk (other_id);
