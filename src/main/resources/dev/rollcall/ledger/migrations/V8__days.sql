-- Days that are over, as DingTalk judges them: what the daily report is made of. Nobody's leave is in here but as a fact.

create table if not exists day_record (
  work_date date not null,
  department bigint not null,
  name varchar(1000) not null,
  as_of timestamp with time zone not null,
  read_at timestamp with time zone not null,
  primary key (work_date, department)
);

create table if not exists day_person (
  work_date date not null,
  department bigint not null,
  position integer not null,
  user_id varchar(200) not null,
  name varchar(1000) not null,
  standing varchar(12) not null,
  late boolean not null,
  due_at timestamp with time zone,
  punched_at timestamp with time zone,
  first_punch timestamp with time zone,
  last_punch timestamp with time zone,
  points varchar(20000) not null,              -- one a line: in or out, verdict, planned and punched in milliseconds since 1970, or -
  primary key (work_date, department, position)
);
create index if not exists day_person_by_person on day_person (user_id);
