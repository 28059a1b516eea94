-- The store. Two kinds of tables: what is recorded (append only: act, leaf, number, paper, entry, …) and what is
-- computed from it (case_file, clock, public_act …), which can be rebuilt at any time. Every table of cases is keyed
-- by region first.

create schema fadu;

-- Roles are shared by the whole server, so each is made once.
do $$
begin
  -- People in organs; every organ has a role of its own that is a member of this one.
  if not exists (select from pg_roles where rolname = 'fadu_staff') then create role fadu_staff nologin; end if;
  -- Those who read a whole region; every region has a role of its own that is a member of this one. Policies of their
  -- own, so that an organ's stays simple enough for its index.
  if not exists (select from pg_roles where rolname = 'fadu_overseer') then create role fadu_overseer nologin; end if;
  -- Residents and enterprises that are signed in.
  if not exists (select from pg_roles where rolname = 'fadu_resident') then create role fadu_resident nologin; end if;
  -- Everyone: what the portal shows.
  if not exists (select from pg_roles where rolname = 'fadu_public') then create role fadu_public nologin; end if;
  -- The system's own acts and jobs.
  if not exists (select from pg_roles where rolname = 'fadu_system') then create role fadu_system nologin; end if;
  -- What the server connects as: it owns nothing and takes one of the roles above for each piece of work.
  if not exists (select from pg_roles where rolname = 'fadu_app') then create role fadu_app login noinherit; end if;
end $$;
grant fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system to fadu_app;

-- ---------------------------------------------------------------- who and where

create table fadu.region (
  code text primary key,
  name text not null,
  parent text references fadu.region (code)
);

create table fadu.organ (
  id text primary key,
  region text not null references fadu.region (code),
  name text not null,
  full_name text not null,
  kind text not null,
  uscc text,
  valid_from date not null default '1949-10-01',
  valid_to date,
  demo boolean not null default false
);
create index on fadu.organ (region);

create table fadu.person (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('staff', 'resident')),
  demo boolean not null default false
);

create table fadu.post (
  person text not null references fadu.person (id),
  role text not null,
  organ text not null references fadu.organ (id),
  valid_from date not null default '1949-10-01',
  valid_to date,
  primary key (person, role, organ, valid_from)
);
create index on fadu.post (organ);

-- Which database role sees which region and organ. The role of the connection decides, not a setting anyone can change.
create table fadu.db_scope (
  role name primary key,
  region text not null,
  organ text
);

create function fadu.scope_region() returns text language sql stable set search_path = pg_catalog as
$$ select region from fadu.db_scope where role = current_user $$;

create function fadu.scope_organ() returns text language sql stable set search_path = pg_catalog as
$$ select organ from fadu.db_scope where role = current_user $$;

-- Give a region or an organ its database role. Called by the owner when organs are entered.
create function fadu.make_scope(p_region text, p_organ text) returns name language plpgsql as $$
declare
  made name := case when p_organ is null then 'fadu_region_' || p_region else 'fadu_organ_' || replace(p_organ, '-', '_') end;
begin
  if not exists (select from pg_roles where rolname = made) then
    begin
      execute format('create role %I nologin in role %I', made,
        case when p_organ is null then 'fadu_overseer' else 'fadu_staff' end);
    exception when duplicate_object or unique_violation then null;
    end;
  end if;
  execute format('grant %I to fadu_app', made);
  insert into fadu.db_scope values (made, p_region, p_organ) on conflict (role) do update set region = excluded.region;
  return made;
end $$;

-- ---------------------------------------------------------------- the record

create table fadu.act (
  region text not null,
  case_id text not null,
  seq int not null check (seq > 0),
  act text not null,
  at timestamptz not null,
  actor jsonb not null,
  input jsonb not null,
  effects jsonb not null,
  issued jsonb,
  -- Keeps short inputs from being guessed from their digest.
  salt text not null,
  digest text not null,
  idem_key text not null,
  primary key (region, case_id, seq)
);
create unique index act_idem on fadu.act (region, idem_key);

create table fadu.number (
  region text not null,
  series text not null,
  organ text not null,
  year int not null,
  n int not null,
  text text not null,
  case_id text not null,
  seq int not null,
  primary key (region, series, organ, year, n)
);
create unique index number_text on fadu.number (region, series, text);

create table fadu.number_series (
  region text not null,
  series text not null,
  organ text not null,
  year int not null,
  last int not null,
  primary key (region, series, organ, year)
);

create table fadu.blob (
  hash text primary key,
  media text not null,
  size int not null,
  bytes bytea not null
);

create table fadu.paper (
  region text not null,
  id text not null,
  case_id text not null,
  seq int not null,
  template text not null,
  title text not null,
  number text,
  organ text not null,
  made_on date not null,
  docx text not null references fadu.blob (hash),
  pdf text not null references fadu.blob (hash),
  public boolean not null,
  digest text not null,
  primary key (region, id)
);
create index on fadu.paper (region, case_id);

-- Entries of registers, with two times: when it is the law, and when it was recorded.
create table fadu.entry (
  region text not null,
  register text not null,
  code text not null,
  version int not null,
  law_from date not null,
  law_to date,
  recorded_at timestamptz not null,
  body jsonb not null,
  case_id text not null,
  seq int not null,
  primary key (region, register, code, version)
);
create index on fadu.entry (register, code);

create table fadu.calendar_year (
  year int not null,
  version int not null,
  body jsonb not null,
  adopted_at timestamptz not null,
  adopted_by jsonb not null,
  digest text not null,
  primary key (year, version)
);

-- Leaves wait here in the order of their transactions until the sequencer gives them a place in the log.
create table fadu.leaf (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  region text not null,
  kind text not null,
  ref text not null,
  body text not null
);
create index leaf_order on fadu.leaf (tx, id);
create index leaf_ref on fadu.leaf (kind, ref);

create table fadu.log_entry (
  index bigint primary key,
  leaf bigint not null unique references fadu.leaf (id)
);

create table fadu.log_tile (
  path text primary key,
  bytes bytea not null
);

create table fadu.checkpoint (
  size bigint primary key,
  note text not null
);

-- ---------------------------------------------------------------- computed from the record

create table fadu.case_file (
  region text not null,
  id text not null,
  procedure text not null,
  version text not null,
  title text not null,
  phase text not null,
  ended text,
  seq int not null,
  owner text not null,
  organs text[] not null,
  persons text[] not null,
  bindings jsonb not null,
  public boolean not null default false,
  demo boolean not null default false,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (region, id)
);
create index case_organs on fadu.case_file using gin (organs);
create index case_persons on fadu.case_file using gin (persons);
create index case_list on fadu.case_file (region, procedure, changed_at desc);

create table fadu.clock (
  region text not null,
  case_id text not null,
  clock text not null,
  procedure text not null,
  title text not null,
  kind text not null,
  state text not null,
  owed_by text not null,
  owed_organs text[] not null,
  -- The first organ that owes it, and the organ whose case it is: what the to-do lists are read by.
  owed_organ text generated always as (owed_organs[1]) stored,
  owner text not null,
  started_at timestamptz not null,
  due date,
  due_at timestamptz,
  stopped_at timestamptz,
  late boolean not null,
  provisional boolean not null,
  first_due date,
  on_expiry text,
  expiry_done boolean not null default false,
  -- First day of warning, and whether the warning has been given.
  warn_from date,
  warned boolean not null default false,
  events jsonb not null,
  primary key (region, case_id, clock)
);
create index clock_due on fadu.clock (due_at) where state = 'running';
create index clock_warn on fadu.clock (warn_from) where state = 'running' and not warned;
create index clock_mine on fadu.clock (owed_organ, due_at) where state in ('running', 'paused') and kind = 'duty';
create index clock_waiting on fadu.clock (owner, due_at) where state in ('running', 'paused') and kind = 'duty';
create index clock_shared on fadu.clock using gin (owed_organs)
  where state in ('running', 'paused') and kind = 'duty' and cardinality(owed_organs) > 1;

-- What everyone may see of a case: fields marked personal are never written here.
create table fadu.public_act (
  region text not null,
  case_id text not null,
  seq int not null,
  act text not null,
  title text not null,
  at timestamptz not null,
  organ text,
  body jsonb not null,
  primary key (region, case_id, seq)
);

create table fadu.notice (
  region text not null,
  id bigint generated always as identity,
  organ text,
  person text,
  case_id text,
  text text not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (region, id)
);
create index on fadu.notice (organ, id desc);
create index on fadu.notice (person, id desc);

create table fadu.setting (
  key text primary key,
  value jsonb not null
);

-- ---------------------------------------------------------------- who may see and write what

alter table fadu.case_file enable row level security;
alter table fadu.act enable row level security;
alter table fadu.clock enable row level security;
alter table fadu.paper enable row level security;
alter table fadu.number enable row level security;
alter table fadu.notice enable row level security;
alter table fadu.public_act enable row level security;
alter table fadu.leaf enable row level security;

-- An organ sees the cases it is bound to; a region's role sees its region.
create policy staff_cases on fadu.case_file for select to fadu_staff using (
  organs @> array[(select fadu.scope_organ())]);
create policy overseer_cases on fadu.case_file for select to fadu_overseer using (
  region = (select fadu.scope_region()));
create policy staff_add_cases on fadu.case_file for insert to fadu_staff with check (
  organs @> array[(select fadu.scope_organ())]);
create policy staff_change_cases on fadu.case_file for update to fadu_staff using (
  organs @> array[(select fadu.scope_organ())]) with check (true);

create policy resident_cases on fadu.case_file for select to fadu_resident using (
  persons @> array[current_setting('fadu.person', true)]);
create policy resident_add_cases on fadu.case_file for insert to fadu_resident with check (
  persons @> array[current_setting('fadu.person', true)]);
create policy resident_change_cases on fadu.case_file for update to fadu_resident using (
  public or persons @> array[current_setting('fadu.person', true)]) with check (true);
create policy public_cases on fadu.case_file for select to fadu_public, fadu_resident using (public);
create policy public_change_cases on fadu.case_file for update to fadu_public using (public) with check (public);
create policy system_cases on fadu.case_file to fadu_system using (true) with check (true);

-- What hangs on a case follows the case: the subselect is filtered by the policies above.
create policy staff_acts on fadu.act to fadu_staff using (
  exists (select from fadu.case_file c where c.region = act.region and c.id = act.case_id)) with check (
  (actor ->> 'organ') = (select fadu.scope_organ()));
create policy overseer_acts on fadu.act for select to fadu_overseer using (region = (select fadu.scope_region()));
create policy resident_acts on fadu.act for select to fadu_resident using (
  exists (select from fadu.case_file c where c.region = act.region and c.id = act.case_id));
create policy resident_add_acts on fadu.act for insert to fadu_resident with check (
  (actor ->> 'person') = current_setting('fadu.person', true));
create policy public_add_acts on fadu.act for insert to fadu_public with check ((actor ->> 'kind') = 'anonymous');
create policy system_acts on fadu.act to fadu_system using (true) with check (true);

create policy case_clocks on fadu.clock to fadu_staff, fadu_resident, fadu_public using (
  exists (select from fadu.case_file c where c.region = clock.region and c.id = clock.case_id)) with check (true);
create policy overseer_clocks on fadu.clock for select to fadu_overseer using (region = (select fadu.scope_region()));
create policy system_clocks on fadu.clock to fadu_system using (true) with check (true);

create policy case_papers on fadu.paper for select to fadu_staff, fadu_resident using (
  exists (select from fadu.case_file c where c.region = paper.region and c.id = paper.case_id));
create policy overseer_papers on fadu.paper for select to fadu_overseer using (region = (select fadu.scope_region()));
create policy public_papers on fadu.paper for select to fadu_public, fadu_resident using (public);
create policy system_papers on fadu.paper to fadu_system using (true) with check (true);

create policy case_numbers on fadu.number for select to fadu_staff using (
  exists (select from fadu.case_file c where c.region = number.region and c.id = number.case_id));
create policy overseer_numbers on fadu.number for select to fadu_overseer using (region = (select fadu.scope_region()));
create policy add_numbers on fadu.number for insert to fadu_staff, fadu_resident with check (true);
create policy system_numbers on fadu.number to fadu_system using (true) with check (true);

create policy organ_notices on fadu.notice to fadu_staff using (organ = (select fadu.scope_organ())) with check (true);
create policy person_notices on fadu.notice for select to fadu_resident using (person = current_setting('fadu.person', true));
create policy add_notices on fadu.notice for insert to fadu_resident, fadu_public with check (true);
create policy system_notices on fadu.notice to fadu_system using (true) with check (true);

create policy read_public_acts on fadu.public_act for select using (true);
create policy add_public_acts on fadu.public_act for insert with check (true);

-- Leaves hold digests only; everyone may read them, nobody may change them.
create policy read_leaves on fadu.leaf for select using (true);
create policy add_leaves on fadu.leaf for insert with check (true);

grant usage on schema fadu to fadu_app, fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;
grant execute on all functions in schema fadu to fadu_app, fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;
revoke execute on function fadu.make_scope from public, fadu_app, fadu_staff, fadu_resident, fadu_public, fadu_system;
grant select on fadu.db_scope, fadu.region, fadu.organ, fadu.public_act, fadu.entry, fadu.calendar_year, fadu.leaf,
  fadu.log_entry, fadu.log_tile, fadu.checkpoint, fadu.setting, fadu.clock, fadu.paper, fadu.blob
  to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;
grant select on fadu.person, fadu.post, fadu.number, fadu.notice to fadu_staff, fadu_overseer, fadu_system;
grant select on fadu.case_file, fadu.act to fadu_staff, fadu_overseer, fadu_resident, fadu_system;
-- The public sees that a public case exists and where it stands, not who is bound to it.
grant select (region, id, procedure, version, title, phase, ended, seq, owner, public, demo, opened_at, changed_at)
  on fadu.case_file to fadu_public;
grant select on fadu.notice to fadu_resident;
-- Recorded tables: insert only, for everyone.
grant insert on fadu.act, fadu.leaf, fadu.public_act to fadu_staff, fadu_resident, fadu_public, fadu_system;
grant insert on fadu.number to fadu_staff, fadu_resident, fadu_system;
grant insert on fadu.blob, fadu.paper, fadu.entry, fadu.calendar_year, fadu.log_entry, fadu.checkpoint to fadu_system;
-- Computed tables.
grant insert, update on fadu.case_file, fadu.clock to fadu_staff, fadu_resident, fadu_system;
grant update on fadu.case_file to fadu_public;
grant insert, update on fadu.clock to fadu_public;
grant select, insert, update on fadu.number_series to fadu_staff, fadu_resident, fadu_system;
grant insert on fadu.notice to fadu_staff, fadu_resident, fadu_public, fadu_system;
grant update on fadu.notice to fadu_staff, fadu_resident, fadu_system;
grant insert, update on fadu.log_tile to fadu_system;
grant insert, update, delete on fadu.region, fadu.organ, fadu.person, fadu.post, fadu.setting to fadu_system;
