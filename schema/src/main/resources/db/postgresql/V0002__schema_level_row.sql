insert into schema_level (id, oldest_level)
select 1, 1
where not exists (select 1 from schema_level);
