-- Words that somebody does not want to read, as they typed them. action is the code of a Filter.Action.
create table if not exists word_filter (
  id bigint not null primary key,
  account_id bigint not null,
  words varchar(100) collate "C" not null,
  action int not null,
  created_at bigint not null,
  constraint word_filter_account_id_fk foreign key (account_id) references account (id)
);
create index if not exists word_filter_list on word_filter (account_id, id);
