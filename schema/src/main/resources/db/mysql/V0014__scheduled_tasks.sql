-- The table of db-scheduler, which runs the recurring jobs.
create table if not exists scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data longblob null,
  execution_time timestamp(6) not null default current_timestamp(6),
  picked boolean not null,
  picked_by varchar(50) null,
  last_success timestamp(6) null,
  last_failure timestamp(6) null,
  consecutive_failures int null,
  last_heartbeat timestamp(6) null,
  version bigint not null,
  priority smallint null,
  primary key (task_name, task_instance),
  key scheduled_tasks_execution_time (execution_time),
  key scheduled_tasks_last_heartbeat (last_heartbeat),
  key scheduled_tasks_priority (priority desc, execution_time asc)
) engine = InnoDB, row_format = dynamic, default charset = utf8mb4, collate = utf8mb4_bin;
