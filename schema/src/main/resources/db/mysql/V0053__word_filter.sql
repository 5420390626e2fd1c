-- Words that somebody does not want to read, as they typed them. action is the code of a Filter.Action.
create table if not exists word_filter (
  id bigint not null primary key,
  account_id bigint not null,
  words varchar(100) not null,
  action int not null,
  created_at bigint not null,
  key word_filter_list (account_id, id),
  constraint word_filter_account_id_fk foreign key (account_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
