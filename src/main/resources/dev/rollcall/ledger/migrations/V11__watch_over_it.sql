-- Which cutoffs that ended well a watchdog outside has heard of, or is being told of.
create table if not exists witness (
  work_date date not null,
  cutoff varchar(1000) not null,
  tries integer not null,
  next_at timestamp with time zone not null,   -- nobody tells it before, by the database's clock
  closed boolean not null,                     -- it has heard, or nobody tries any more
  primary key (work_date, cutoff)
);

-- What the last look at night found in the organisation, and whether the admins know. Departments only, nobody's name.
create table if not exists remark (
  kind varchar(12) not null,
  department bigint not null,                  -- 0: the company's robot, and of the look itself
  seen_on date not null,                       -- the last night on which it was so
  name varchar(1000) not null,
  people integer not null,
  told_people integer not null,                -- so many, when the admins were told last
  reason varchar(40),                          -- why a robot failed
  code varchar(20),                            -- DingTalk's errcode of it
  told boolean not null,
  primary key (kind, department)
);

-- What is wrong now and the admins were told of.
create table if not exists trouble (
  kind varchar(20) primary key,
  since timestamp with time zone not null      -- by the database's clock
);
