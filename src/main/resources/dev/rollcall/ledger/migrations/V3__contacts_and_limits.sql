-- Contacts and shifts for a while, and what all processes of the organisation may do together.

create table if not exists contact (
  department bigint not null,
  read_at timestamp with time zone not null,
  dingtalk_name varchar(1000) not null,
  managers varchar(20000) not null,
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
