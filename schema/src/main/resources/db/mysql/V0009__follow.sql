-- Who follows whom. merged is 1 where the posts of the followed are merged in on reading
-- instead of being written to the home list of the follower.
create table if not exists follow (
  id bigint not null primary key,
  follower_id bigint not null,
  followee_id bigint not null,
  merged int not null default 0,
  created_at bigint not null,
  unique key follow_pair (follower_id, followee_id),
  key follow_following (follower_id, id),
  key follow_followers (followee_id, id),
  key follow_fanout (followee_id, merged, id),
  key follow_merged (follower_id, merged, followee_id),
  constraint follow_follower_id_fk foreign key (follower_id) references account (id),
  constraint follow_followee_id_fk foreign key (followee_id) references account (id)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
