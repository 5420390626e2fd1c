-- Mail on its way: to a person, whose address and language are looked up when it is sent, or to an address that is given. cause is what
-- it is about: there is one mail for one cause. state: 0 waits, 1 sent, 2 refused, 3 too late, 4 nobody to send it to. Of what waits no
-- more only that is kept, for a while; the words are gone.
create table if not exists mail (
  id bigint not null primary key,
  account_id bigint,
  address varchar(254) collate "C" not null default '',
  language varchar(16) collate "C" not null default '',
  kind varchar(32) collate "C" not null,
  cause varchar(190) collate "C" not null,
  details text collate "C",
  link varchar(1000) collate "C" not null default '',
  attachment_name varchar(100) collate "C",
  attachment_type varchar(100) collate "C",
  attachment text collate "C",
  expires_at bigint not null,
  claimed_until bigint not null default 0,
  state int not null default 0,
  note varchar(300) collate "C" not null default ''
);
create unique index if not exists mail_cause on mail (cause);
create index if not exists mail_state on mail (state, expires_at);
