-- Who does not want to see an announcement any more.
create table announcement_closed (
  account_id integer not null,
  announcement_id integer not null,
  primary key (account_id, announcement_id),
  constraint announcement_closed_account_id_fk foreign key (account_id) references account (id),
  constraint announcement_closed_announcement_id_fk foreign key (announcement_id) references announcement (id)
);
create index announcement_closed_announcement on announcement_closed (announcement_id);
