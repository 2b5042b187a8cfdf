-- A process looks before each claim at what is its own already.
create index if not exists slot_by_owner on slot (owner);
