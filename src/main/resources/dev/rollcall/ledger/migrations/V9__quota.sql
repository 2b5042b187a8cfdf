-- Of the month's quota: what its admins were told of (percent), and when DingTalk said that it is used up.
alter table allowance add column if not exists told integer not null default 0;
alter table allowance add column if not exists refused_at timestamp with time zone;
