-- Supervision of enforcement: what the record shows against an organ, how far each case has been looked at, and
-- attempts that were refused and are recorded with the person. Only the system writes here: neither the organ nor its
-- supervisors can change or delete what was found.
create table fadu.finding (
  region text not null,
  -- rule/case/part: the same fault has the same id every night.
  id text not null,
  rule text not null,
  kind text not null,
  level text not null,
  organ text not null,
  -- Organ that supervises it.
  supervisor text not null,
  -- Where it is not for this body to decide (vertical organs): who is told.
  vertical boolean not null default false,
  case_id text,
  act int,
  clock text,
  says text not null,
  since date not null,
  open boolean not null,
  found_on date not null,
  -- The record no longer shows it (a certificate restored from an earlier day, a calendar changed).
  gone_on date,
  -- Case of supervision that took it up.
  supervision text,
  primary key (region, id)
);
create index finding_by_organ on fadu.finding (supervisor, organ, kind) where gone_on is null;
create index finding_of_case on fadu.finding (case_id);
create index finding_waiting on fadu.finding (found_on) where supervision is null and gone_on is null;
create index finding_taken on fadu.finding (supervision) where supervision is not null;

-- How far a case was looked at: it is looked at again when it has more acts, when a limit passed, when a certificate
-- that it names changed, or when the rules did.
create table fadu.finding_scan (
  region text not null,
  case_id text not null,
  seq int not null,
  -- First day on which time alone may change what is found; null: never.
  again date,
  rules text not null,
  certificates text[] not null default '{}',
  marks jsonb,
  primary key (region, case_id)
);
create index finding_again on fadu.finding_scan (again) where again is not null;
create index finding_certificates on fadu.finding_scan using gin (certificates);

create table fadu.attempt (
  region text not null,
  id bigint generated always as identity,
  organ text not null,
  supervisor text not null,
  person text,
  name text not null,
  role text,
  procedure text not null,
  act text not null,
  rule text not null,
  says text not null,
  at timestamptz not null,
  idem_key text not null,
  primary key (region, id),
  unique (region, idem_key, rule)
);

alter table fadu.finding enable row level security;
alter table fadu.finding_scan enable row level security;
alter table fadu.attempt enable row level security;

-- The organ sees what is held against it, its supervisor what it supervises, the region's overseer the region.
create policy own_findings on fadu.finding for select to fadu_staff using (
  organ = (select fadu.scope_organ()) or supervisor = (select fadu.scope_organ()));
create policy overseer_findings on fadu.finding for select to fadu_overseer using (region = (select fadu.scope_region()));
create policy system_findings on fadu.finding to fadu_system using (true) with check (true);
create policy system_scans on fadu.finding_scan to fadu_system using (true) with check (true);
create policy supervisor_attempts on fadu.attempt for select to fadu_staff using (supervisor = (select fadu.scope_organ()));
create policy overseer_attempts on fadu.attempt for select to fadu_overseer using (region = (select fadu.scope_region()));
create policy system_attempts on fadu.attempt to fadu_system using (true) with check (true);

grant select on fadu.finding, fadu.attempt to fadu_staff, fadu_overseer, fadu_system;
grant insert, update on fadu.finding to fadu_system;
grant select, insert, update on fadu.finding_scan to fadu_system;
grant insert on fadu.attempt to fadu_system;
