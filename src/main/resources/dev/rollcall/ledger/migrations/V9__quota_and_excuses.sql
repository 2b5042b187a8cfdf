-- Of the month's quota: what its admins were told of (percent), and when DingTalk said that it is used up.
alter table allowance add column if not exists told integer not null default 0;
alter table allowance add column if not exists refused_at timestamp with time zone;

-- What has excused somebody in an earlier roll call of the day, without its kind: it is not asked about again that day.
create table if not exists known_leave (
  work_date date not null,
  user_id varchar(200) not null,
  position integer not null,
  approval boolean not null,                   -- of the day's approvals; else of the leave status
  leave_from timestamp with time zone not null,
  leave_to timestamp with time zone not null,
  unit varchar(20) not null,
  first_day date not null,
  last_day date not null,
  days double precision,
  primary key (work_date, user_id, position)
);
create index if not exists known_leave_by_person on known_leave (user_id);
