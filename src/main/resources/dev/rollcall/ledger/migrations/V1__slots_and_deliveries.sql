-- What is due, what is posted, and every attempt at it. Runs on H2 (MODE=PostgreSQL) and on PostgreSQL.
-- Every statement may run again: H2 ends the transaction with each of them, and a process may be killed in between.

create table if not exists slot (
  department bigint not null,                  -- 0: the company's roll-up
  work_date date not null,
  cutoff varchar(1000) not null,
  as_of timestamp with time zone not null,
  until timestamp with time zone not null,     -- as_of plus max_late
  state varchar(10) not null,
  next_at timestamp with time zone not null,   -- not to be taken up before, by the clock of the processes
  owner uuid,                                  -- the process that has it
  rolled_at timestamp with time zone,          -- since when a roll call of it is kept, by the database's clock
  tries integer not null,                      -- roll calls that gave no list
  late boolean not null,
  held boolean not null,                       -- the spike guard holds its names
  reason varchar(40),
  words varchar(2000),
  sent_at timestamp with time zone,
  ended_at timestamp with time zone,
  correct_at timestamp with time zone,         -- when those whom it named are read again; null: never, or done
  told boolean not null,                       -- HR knows that it failed or was missed
  name varchar(1000) not null,                 -- the department's name when it was last read
  primary key (department, work_date, cutoff)
);
create index if not exists slot_by_state on slot (state, next_at);
create index if not exists slot_by_day on slot (work_date, cutoff);
create index if not exists slot_by_correction on slot (correct_at);

create table if not exists delivery (
  msg_uuid uuid primary key,
  department bigint not null,
  work_date date not null,
  cutoff varchar(1000) not null,
  kind varchar(12) not null,
  resend integer not null,
  state varchar(10) not null,
  title varchar(1000) not null,
  text varchar(20000) not null,
  plain_title varchar(1000),
  plain_text varchar(20000),
  mentions varchar(20000) not null,            -- user ids, one a line
  attempts integer not null,
  reason varchar(40),
  words varchar(2000),
  frozen_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  unique (department, work_date, cutoff, kind, resend)
);

create table if not exists attempt (
  msg_uuid uuid not null,
  number integer not null,
  process uuid not null,
  robot varchar(64) not null,                  -- a fingerprint of the robot's token
  began_at timestamp with time zone not null,
  counts_from timestamp with time zone not null, -- the latest moment at which DingTalk may have counted it
  ended_at timestamp with time zone,
  outcome varchar(40),
  words varchar(2000),
  primary key (msg_uuid, number)
);
create index if not exists attempt_by_robot on attempt (robot, counts_from);

create table if not exists robot (
  robot varchar(64) primary key,
  rests_until timestamp with time zone,
  throttles integer not null
);

-- Since when a department has a cutoff: what was due before that, nobody promised.
create table if not exists watch (
  department bigint not null,
  cutoff varchar(1000) not null,
  since timestamp with time zone not null,
  primary key (department, cutoff)
);

-- Until when the slots of all cutoffs have been planned.
create table if not exists horizon (
  id integer primary key,
  planned_until timestamp with time zone not null
);

-- The processes that share the work: what one has is its own while its last sign of life is young.
create table if not exists process (
  id uuid primary key,
  beat_at timestamp with time zone not null    -- by the database's clock
);
