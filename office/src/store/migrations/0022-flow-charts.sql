-- Flow charts as they were (R24.5): what each procedure's chart looked like from which day on, under the hash of the
-- definition it was drawn from. Written when the office first runs a definition; never changed.
create table fadu.flow_chart (
  procedure text not null,
  -- SHA-256 of the definition as data.
  hash text not null,
  version text not null,
  -- First day on which cases begin under this version.
  law_from date not null,
  -- First day on which this office ran this definition.
  first_day date not null,
  recorded_at timestamptz not null,
  title text not null,
  definition jsonb not null,
  svg text not null,
  bpmn text not null,
  primary key (procedure, recorded_at)
);
create index on fadu.flow_chart (procedure, first_day);

alter table fadu.flow_chart enable row level security;
create policy read_charts on fadu.flow_chart for select using (true);
create policy add_charts on fadu.flow_chart for insert to fadu_system with check (true);
grant select on fadu.flow_chart to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;
grant insert on fadu.flow_chart to fadu_system;
