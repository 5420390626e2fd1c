-- What the operator says of the site, by the name of a SiteSetting. What has no row is as it is by itself.
create table if not exists site_setting (
  name varchar(40) collate "C" not null primary key,
  content text collate "C" not null,
  changed_at bigint not null
);
