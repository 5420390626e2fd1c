-- What the operator says of the site, by the name of a SiteSetting. What has no row is as it is by itself.
create table site_setting (
  name varchar(40) not null primary key,
  content text not null,
  changed_at integer not null
);
