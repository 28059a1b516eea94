-- Sealed fields: what a form keeps even from those who handle the case (an informant's name). Only ciphertext is kept. The
-- organ that keeps it sees a row only inside the transaction in which it has recorded who reads it and why.
create table fadu.sealed (
  region text not null,
  case_id text not null,
  seq int not null,
  field text not null,
  -- Organ whose keeper may open it, and the role of that keeper.
  organ text not null,
  role text not null,
  ciphertext bytea not null,
  at timestamptz not null,
  primary key (region, case_id, seq, field),
  foreign key (region, case_id, seq) references fadu.act (region, case_id, seq) deferrable initially deferred
);

create table fadu.sealed_reading (
  id bigint generated always as identity primary key,
  region text not null,
  case_id text not null,
  seq int not null,
  field text not null,
  organ text not null,
  person text not null,
  reason text not null check (length(reason) >= 4),
  at timestamptz not null,
  tx xid8 not null default pg_current_xact_id()
);
create index on fadu.sealed_reading (region, case_id);

alter table fadu.sealed enable row level security;
alter table fadu.sealed_reading enable row level security;

create policy add_sealed on fadu.sealed for insert to fadu_staff, fadu_resident with check (true);
create policy keeper_reads on fadu.sealed for select to fadu_staff using (
  organ = (select fadu.scope_organ()) and exists (
    select from fadu.sealed_reading r where r.region = sealed.region and r.case_id = sealed.case_id and r.seq = sealed.seq
      and r.field = sealed.field and r.organ = sealed.organ and r.tx = pg_current_xact_id()));

create policy record_reading on fadu.sealed_reading for insert to fadu_staff with check (organ = (select fadu.scope_organ()));
create policy own_readings on fadu.sealed_reading for select to fadu_staff using (organ = (select fadu.scope_organ()));
create policy overseer_readings on fadu.sealed_reading for select to fadu_overseer using (region = (select fadu.scope_region()));
-- The one whom it is about sees each reading: the case is theirs.
create policy subject_readings on fadu.sealed_reading for select to fadu_resident using (
  exists (select from fadu.case_file c where c.region = sealed_reading.region and c.id = sealed_reading.case_id));
create policy system_readings on fadu.sealed_reading for select to fadu_system using (true);

grant insert on fadu.sealed to fadu_staff, fadu_resident;
grant select on fadu.sealed to fadu_staff;
grant insert (region, case_id, seq, field, organ, person, reason, at), select on fadu.sealed_reading to fadu_staff;
grant select on fadu.sealed_reading to fadu_overseer, fadu_resident, fadu_system;
