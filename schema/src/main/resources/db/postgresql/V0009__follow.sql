-- Who follows whom. merged is 1 where the posts of the followed are merged in on reading
-- instead of being written to the home list of the follower.
create table if not exists follow (
  id bigint not null primary key,
  follower_id bigint not null,
  followee_id bigint not null,
  merged int not null default 0,
  created_at bigint not null,
  constraint follow_follower_id_fk foreign key (follower_id) references account (id),
  constraint follow_followee_id_fk foreign key (followee_id) references account (id)
);
create unique index if not exists follow_pair on follow (follower_id, followee_id);
create index if not exists follow_following on follow (follower_id, id);
create index if not exists follow_followers on follow (followee_id, id);
create index if not exists follow_fanout on follow (followee_id, merged, id);
create index if not exists follow_merged on follow (follower_id, merged, followee_id);
