-- An act changes its case without touching any index (a heap-only update), but for the act that ends it: nothing that moves with
-- every act stands in one. Over a case's life that is a third of what the database does for an act.
--
-- Since when a case is over: the moment of its last change; infinity while it goes on, so that whoever asks for what changed
-- since a day finds open cases and those that ended later in one stretch of an index.
alter table fadu.case_file
  add column over_at timestamptz not null generated always as
    (case when ended is null then 'infinity'::timestamptz else changed_at end) stored,
  add column in_force boolean not null generated always as
    (procedure = 'normative-document' and phase in ('published', 'in-force')) stored;
-- Room in each page for the next version of its rows.
alter table fadu.case_file set (fillfactor = 85);

drop index fadu.case_list, fadu.case_open, fadu.case_ended, fadu.case_in_force;
create index case_list on fadu.case_file (region, procedure, over_at);
create index case_ended on fadu.case_file (over_at desc, id desc) where ended is not null;
create index case_in_force on fadu.case_file (region, id) where in_force;
-- What is at work, of all and of an organ: as few as there are, however old the city is.
create index case_open on fadu.case_file (region, id) where ended is null;
create index case_open_organs on fadu.case_file using gin (organs) where ended is null;
grant select (over_at, in_force) on fadu.case_file to fadu_public;
-- The planner knows nothing of columns that are new.
analyze fadu.case_file;
