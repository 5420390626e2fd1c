-- Mail on its way: to a person, whose address and language are looked up when it is sent, or to an address that is given. cause is what
-- it is about: there is one mail for one cause. state: 0 waits, 1 sent, 2 refused, 3 too late, 4 nobody to send it to. Of what waits no
-- more only that is kept, for a while; the words are gone.
create table mail (
  id integer not null primary key,
  account_id integer,
  address varchar(254) not null default '',
  language varchar(16) not null default '',
  kind varchar(32) not null,
  cause varchar(190) not null,
  details text,
  link varchar(1000) not null default '',
  attachment_name varchar(100),
  attachment_type varchar(100),
  attachment text,
  expires_at integer not null,
  claimed_until integer not null default 0,
  state int not null default 0,
  note varchar(300) not null default ''
);
create unique index mail_cause on mail (cause);
create index mail_state on mail (state, expires_at);
