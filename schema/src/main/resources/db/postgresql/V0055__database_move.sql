-- A move of all data between two databases: part 'into' stands where it goes, 'out of' where it comes from, and beside
-- 'into' each table that was begun, with the key of the last row that is there, and how many
-- rows that are. ended_at is null until the move is whole.
create table if not exists database_move (
  part varchar(64) collate "C" not null primary key,
  move_id varchar(36) collate "C" not null,
  other text collate "C" not null,
  place text collate "C" not null,
  moved bigint not null default 0,
  begun_at bigint not null,
  ended_at bigint null
);
