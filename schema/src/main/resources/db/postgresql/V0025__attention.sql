-- What calls for somebody's attention: how many notices are to be read, how many are kept, and a version that grows with whatever
-- changes what a page shows of it. It is epoch milliseconds, or as much more as it takes to grow. mail_arrival_at is when the allowance
-- of mail is whole again. No row: nothing.
create table if not exists attention (
  account_id bigint not null,
  version bigint not null default 0,
  unread bigint not null default 0,
  kept bigint not null default 0,
  mail_arrival_at bigint not null default 0,
  primary key (account_id),
  constraint attention_account_id_fk foreign key (account_id) references account (id)
);
