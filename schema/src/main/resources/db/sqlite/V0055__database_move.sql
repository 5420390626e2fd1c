-- A move of all data between two databases: part 'into' stands where it goes, 'out of' where it comes from, and beside
-- 'into' each table that was begun, with the key of the last row that is there, and how many
-- rows that are. ended_at is null until the move is whole.
create table database_move (
  part varchar(64) not null primary key,
  move_id varchar(36) not null,
  other text not null,
  place text not null,
  moved integer not null default 0,
  begun_at integer not null,
  ended_at integer
);
