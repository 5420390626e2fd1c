-- Mail on its way: to a person, whose address and language are looked up when it is sent, or to an address that is given. cause is what
-- it is about: there is one mail for one cause. state: 0 waits, 1 sent, 2 refused, 3 too late, 4 nobody to send it to. Of what waits no
-- more only that is kept, for a while; the words are gone.
create table if not exists mail (
  id bigint not null primary key,
  account_id bigint null,
  address varchar(254) not null default '',
  language varchar(16) not null default '',
  kind varchar(32) not null,
  cause varchar(190) not null,
  details mediumtext null,
  link varchar(1000) not null default '',
  attachment_name varchar(100) null,
  attachment_type varchar(100) null,
  attachment mediumtext null,
  expires_at bigint not null,
  claimed_until bigint not null default 0,
  state int not null default 0,
  note varchar(300) not null default '',
  unique key mail_cause (cause),
  key mail_state (state, expires_at)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
