-- What the operator says of the site, by the name of a SiteSetting. What has no row is as it is by itself.
create table if not exists site_setting (
  name varchar(40) not null primary key,
  content mediumtext not null,
  changed_at bigint not null
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
