-- Who does not want to see an announcement any more.
create table if not exists announcement_closed (
  account_id bigint not null,
  announcement_id bigint not null,
  primary key (account_id, announcement_id),
  constraint announcement_closed_account_id_fk foreign key (account_id) references account (id),
  constraint announcement_closed_announcement_id_fk foreign key (announcement_id) references announcement (id)
);
create index if not exists announcement_closed_announcement on announcement_closed (announcement_id);
