-- A digest that somebody asked for once more: each time has a number, which is part of its messages' ids.
alter table slot add column if not exists resend integer not null default 0;
