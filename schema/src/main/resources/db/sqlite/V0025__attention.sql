-- What calls for somebody's attention: how many notices are to be read, how many are kept, and a version that grows with whatever
-- changes what a page shows of it. It is epoch milliseconds, or as much more as it takes to grow. mail_arrival_at is when the allowance
-- of mail is whole again. No row: nothing.
create table attention (
  account_id integer not null primary key,
  version integer not null default 0,
  unread integer not null default 0,
  kept integer not null default 0,
  mail_arrival_at integer not null default 0,
  constraint attention_account_id_fk foreign key (account_id) references account (id)
);
