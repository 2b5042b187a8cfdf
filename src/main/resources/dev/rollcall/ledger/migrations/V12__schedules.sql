-- When a department's cutoff is, as the configuration said last: what had been promised for a day before it was moved.
alter table watch add column if not exists schedule varchar(400);
