-- Signals of enforcement (R23.1, R23.2): what happened in which field, about whom and where, read from the cases so that
-- a figure over months needs no look at any case. Computed: it can be thrown away and read again. Only the system writes.
create table fadu.signal_event (
  region text not null,
  case_id text not null,
  -- Running number within the case.
  n int not null,
  kind text not null,
  field text not null,
  organ text not null,
  -- Organ that supervises it.
  supervisor text not null,
  -- Day it counts on; a limit that still runs counts from the day after its last, which may lie ahead.
  on_day date not null,
  -- Key of an organisation: credit code, or its name where only that is known. Natural persons have none.
  subject text,
  subject_name text,
  place text,
  -- Rule that raised a warning.
  mark text,
  primary key (region, case_id, n)
);
create index signal_by_day on fadu.signal_event (on_day, field, kind);
create index signal_of_organ on fadu.signal_event (organ, on_day);
create index signal_supervised on fadu.signal_event (supervisor, on_day);
create index signal_subject on fadu.signal_event (subject, kind, on_day) where subject is not null;
create index signal_place on fadu.signal_event (place, kind, on_day) where place is not null;

-- How far a case was read: read again when it has more acts, on the day after a limit, or when the reading changed.
create table fadu.signal_scan (
  region text not null,
  case_id text not null,
  seq int not null,
  again date,
  reading text not null,
  primary key (region, case_id)
);

alter table fadu.signal_event enable row level security;
alter table fadu.signal_scan enable row level security;

-- The organ sees its own, its supervisor what it supervises, the region's overseer the region.
create policy own_signals on fadu.signal_event for select to fadu_staff using (
  organ = (select fadu.scope_organ()) or supervisor = (select fadu.scope_organ()));
create policy overseer_signals on fadu.signal_event for select to fadu_overseer using (
  region = (select fadu.scope_region()));
create policy system_signals on fadu.signal_event to fadu_system using (true) with check (true);
create policy system_signal_scans on fadu.signal_scan to fadu_system using (true) with check (true);

grant select on fadu.signal_event to fadu_staff, fadu_overseer, fadu_system;
grant insert, delete on fadu.signal_event to fadu_system;
grant select, insert, update on fadu.signal_scan to fadu_system;
