-- Which process sweeps ahead of which cutoff: one does it for all.
create table if not exists sweep (
  work_date date not null,
  as_of timestamp with time zone not null,
  process uuid not null,
  begun_at timestamp with time zone not null,
  primary key (work_date, as_of)
);

-- Where people stood as of a cutoff by the sweep ahead of it.
create table if not exists swept (
  work_date date not null,
  as_of timestamp with time zone not null,
  user_id varchar(200) not null,
  kept_at timestamp with time zone not null,
  standing varchar(20) not null,
  due_at timestamp with time zone,
  late boolean not null,
  punched_at timestamp with time zone,
  shift_end timestamp with time zone,
  source varchar(20),
  source_plan varchar(200),
  source_at timestamp with time zone,
  points varchar(8000) not null,                     -- the plan, a point a line
  primary key (work_date, as_of, user_id)
);
create index if not exists swept_by_person on swept (user_id);
