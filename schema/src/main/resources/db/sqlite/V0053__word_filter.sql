-- Words that somebody does not want to read, as they typed them. action is the code of a Filter.Action.
create table word_filter (
  id integer not null primary key,
  account_id integer not null,
  words varchar(100) not null,
  action int not null,
  created_at integer not null,
  constraint word_filter_account_id_fk foreign key (account_id) references account (id)
);
create index word_filter_list on word_filter (account_id, id);
