-- Who does not want to see an announcement any more.
create table if not exists announcement_closed (
  account_id bigint not null,
  announcement_id bigint not null,
  key announcement_closed_announcement (announcement_id),
  primary key (account_id, announcement_id),
  constraint announcement_closed_account_id_fk foreign key (account_id) references account (id),
  constraint announcement_closed_announcement_id_fk foreign key (announcement_id) references announcement (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
