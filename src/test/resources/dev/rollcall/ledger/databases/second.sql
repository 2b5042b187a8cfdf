-- The schema of the next hour, with a morning in it: kept as it was. Runs on H2 (MODE=PostgreSQL) and on PostgreSQL.

-- V1__slots_and_deliveries.sql
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
  mentions varchar(4000) not null,             -- user ids, one a line
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

-- V2__roll_calls.sql
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
  managers varchar(4000) not null,             -- user ids, one a line
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

-- V3__contacts_and_limits.sql
-- Contacts and shifts for a while, and what all processes of the organisation may do together.

create table if not exists contact (
  department bigint not null,
  read_at timestamp with time zone not null,
  dingtalk_name varchar(1000) not null,
  managers varchar(4000) not null,
  primary key (department)
);
create table if not exists member (
  department bigint not null,
  user_id varchar(200) not null,
  position integer not null,
  name varchar(1000) not null,
  hired_on date,
  sub_department varchar(1000) not null,
  primary key (department, user_id)
);
create index if not exists member_by_person on member (user_id);

create table if not exists shift_terms (
  shift_id varchar(200) not null,
  read_for date not null,
  flexible boolean not null,
  free_on_duty varchar(1000) not null,         -- one letter for each clock-in, y or n
  primary key (shift_id, read_for)
);

create table if not exists turn (
  path varchar(200) primary key,
  next_at timestamp with time zone not null
);

create table if not exists allowance (
  month_begin date not null,
  kind varchar(10) not null,                   -- calls or messages
  reserved bigint not null,
  primary key (month_begin, kind)
);

-- What Flyway had written down of them.
create table "schema_version" (
  "installed_rank" integer not null constraint "schema_version_pk" primary key,
  "version" varchar(50),
  "description" varchar(200) not null,
  "type" varchar(20) not null,
  "script" varchar(1000) not null,
  "checksum" integer,
  "installed_by" varchar(100) not null,
  "installed_on" timestamp default current_timestamp not null,
  "execution_time" integer not null,
  "success" boolean not null
);
create index "schema_version_s_idx" on "schema_version" ("success");
insert into "schema_version" values
  (1, '1', 'slots and deliveries', 'SQL', 'V1__slots_and_deliveries.sql', 1520091306, 'x', timestamp '2026-11-20 01:00:00', 9, true),
  (2, '2', 'roll calls', 'SQL', 'V2__roll_calls.sql', -1442345960, 'x', timestamp '2026-11-20 01:00:00', 9, true),
  (3, '3', 'contacts and limits', 'SQL', 'V3__contacts_and_limits.sql', -1013249340, 'x', timestamp '2026-11-20 01:00:00', 9, true);

-- One slot whose digest is known to be in its group, one whose attempt was under way when the process ended.
insert into slot (department, work_date, cutoff, as_of, until, state, next_at, owner, rolled_at, tries, late, held,
    sent_at, ended_at, told, name) values
  (4100, date '2026-11-20', 'morning', timestamp with time zone '2026-11-20 01:40:00+00:00',
    timestamp with time zone '2026-11-20 02:40:00+00:00', 'sent', timestamp with time zone '2026-11-20 01:40:00+00:00',
    null, timestamp with time zone '2026-11-20 01:40:01+00:00', 0, false, false,
    timestamp with time zone '2026-11-20 01:40:03+00:00', timestamp with time zone '2026-11-20 01:40:03+00:00', false,
    '技术部'),
  (4200, date '2026-11-20', 'morning', timestamp with time zone '2026-11-20 01:40:00+00:00',
    timestamp with time zone '2026-11-20 02:40:00+00:00', 'sending',
    timestamp with time zone '2026-11-20 01:40:00+00:00', null,
    timestamp with time zone '2026-11-20 01:40:01+00:00', 0, false, false, null, null, false, '客服部');
insert into delivery (msg_uuid, department, work_date, cutoff, kind, resend, state, title, text, mentions, attempts,
    frozen_at, sent_at) values
  ('5f0c2d3e-0000-5000-8000-000000004100', 4100, date '2026-11-20', 'morning', 'DIGEST', 0, 'sent', '技术部 09:40',
    '未打卡 1 人：赵六', '', 1, timestamp with time zone '2026-11-20 01:40:02+00:00',
    timestamp with time zone '2026-11-20 01:40:03+00:00'),
  ('5f0c2d3e-0000-5000-8000-000000004200', 4200, date '2026-11-20', 'morning', 'DIGEST', 0, 'sending', '客服部 09:40',
    '未打卡 1 人：孙七', 'sunqi', 1, timestamp with time zone '2026-11-20 01:40:02+00:00', null);
insert into attempt (msg_uuid, number, process, robot, began_at, counts_from) values
  ('5f0c2d3e-0000-5000-8000-000000004200', 1, '00000000-0000-4000-8000-000000000001', 'fingerprint',
    timestamp with time zone '2026-11-20 01:40:02+00:00', timestamp with time zone '2026-11-20 01:40:07+00:00');
insert into robot (robot, throttles) values ('fingerprint', 0);
insert into watch (department, cutoff, since) values
  (4100, 'morning', timestamp with time zone '2026-11-19 01:00:00+00:00');
insert into horizon (id, planned_until) values (1, timestamp with time zone '2026-11-20 01:41:00+00:00');
insert into roll_call (department, work_date, cutoff, as_of, read_at, zone, name, members_complete, managers) values
  (4100, date '2026-11-20', 'morning', timestamp with time zone '2026-11-20 01:40:00+00:00',
    timestamp with time zone '2026-11-20 01:40:01+00:00', 'Asia/Shanghai', '技术部', true, 'lisi');
insert into standing (department, work_date, cutoff, user_id, position, name, sub_department, standing, due_at, late, named)
  values (4100, date '2026-11-20', 'morning', 'zhaoliu', 0, '赵六', '', 'ABSENT',
    timestamp with time zone '2026-11-20 01:00:00+00:00', false, true);
insert into contact (department, read_at, dingtalk_name, managers) values
  (4100, timestamp with time zone '2026-11-20 01:40:01+00:00', '技术部', 'lisi');
insert into allowance (month_begin, kind, reserved) values (date '2026-11-01', 'calls', 250);
