-- What each person's standing was, and on what evidence. The kind of a leave is kept nowhere.

create table if not exists roll_call (
  department bigint not null,
  work_date date not null,
  cutoff varchar(1000) not null,
  as_of timestamp with time zone not null,
  read_at timestamp with time zone not null,
  zone varchar(100) not null,
  name varchar(1000) not null,
  members_complete boolean not null,
  managers varchar(20000) not null,            -- user ids, one a line
  primary key (department, work_date, cutoff)
);
create index if not exists roll_call_by_day on roll_call (work_date);

create table if not exists standing (
  department bigint not null,
  work_date date not null,
  cutoff varchar(1000) not null,
  user_id varchar(200) not null,
  position integer not null,
  name varchar(1000) not null,
  hired_on date,
  sub_department varchar(1000) not null,
  standing varchar(12) not null,
  due_at timestamp with time zone,
  late boolean not null,
  punched_at timestamp with time zone,
  shift_end timestamp with time zone,
  source varchar(12),                          -- of the evidence; null where nobody was due
  source_plan varchar(200),                    -- the row's plan id
  source_at timestamp with time zone,          -- the row's time
  leave_from timestamp with time zone,
  leave_to timestamp with time zone,
  named boolean not null,                      -- absent, and named by the message
  primary key (department, work_date, cutoff, user_id)
);
create index if not exists standing_by_person on standing (user_id);

-- The planned points of those who were named: a correction asks no plan again.
create table if not exists plan_point (
  department bigint not null,
  work_date date not null,
  cutoff varchar(1000) not null,
  user_id varchar(200) not null,
  position integer not null,
  plan_id varchar(200),
  on_duty boolean not null,
  planned timestamp with time zone not null,
  moved timestamp with time zone,
  shift_id varchar(200) not null,
  approval boolean not null,
  primary key (department, work_date, cutoff, user_id, position)
);
create index if not exists plan_point_by_person on plan_point (user_id);

-- Punches of the day that show somebody present: they are not asked about again.
create table if not exists known_punch (
  work_date date not null,
  user_id varchar(200) not null,
  punched_at timestamp with time zone not null,
  plan_id varchar(200),
  on_duty boolean,
  punch_date date,
  planned timestamp with time zone,
  result varchar(20) not null,
  primary key (work_date, user_id, punched_at)
);
create index if not exists known_punch_by_person on known_punch (user_id);

-- What DingTalk had answered in a roll call that has not ended: whoever takes it over need not ask again.
create table if not exists answer (
  work_date date not null,
  cutoff varchar(1000) not null,
  path varchar(200) not null,
  question varchar(64) not null,               -- SHA-256
  process uuid not null,
  kept_at timestamp with time zone not null,
  answer varchar(10000000) not null,
  primary key (work_date, cutoff, path, question, process)
);
