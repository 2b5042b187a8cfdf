-- Databases of the first two days have narrower columns, and those of the first hours do not say whom a message named:
-- nobody, then, so that no correction speaks of somebody who was not named. To all others this is no change.
alter table delivery alter column mentions set data type varchar(20000);
alter table roll_call alter column managers set data type varchar(20000);
alter table contact alter column managers set data type varchar(20000);
alter table standing add column if not exists named boolean not null default false;
alter table standing alter column named drop default;
