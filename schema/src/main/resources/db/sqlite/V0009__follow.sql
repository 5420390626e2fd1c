-- Who follows whom. merged is 1 where the posts of the followed are merged in on reading
-- instead of being written to the home list of the follower.
create table follow (
  id integer not null primary key,
  follower_id integer not null,
  followee_id integer not null,
  merged int not null default 0,
  created_at integer not null,
  constraint follow_follower_id_fk foreign key (follower_id) references account (id),
  constraint follow_followee_id_fk foreign key (followee_id) references account (id)
);
create unique index follow_pair on follow (follower_id, followee_id);
create index follow_following on follow (follower_id, id);
create index follow_followers on follow (followee_id, id);
create index follow_fanout on follow (followee_id, merged, id);
create index follow_merged on follow (follower_id, merged, followee_id);
