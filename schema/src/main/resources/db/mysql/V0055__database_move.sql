-- A move of all data between two databases: part 'into' stands where it goes, 'out of' where it comes from, and beside
-- 'into' each table that was begun, with the key of the last row that is there, and how many
-- rows that are. ended_at is null until the move is whole.
create table if not exists database_move (
  part varchar(64) not null primary key,
  move_id varchar(36) not null,
  other mediumtext not null,
  place mediumtext not null,
  moved bigint not null default 0,
  begun_at bigint not null,
  ended_at bigint null
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
