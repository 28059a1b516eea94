-- Committed lists: texts of up to a million rows that an act cannot hold, kept under their own hash. The database itself
-- checks that the hash is that of the bytes; nobody can change or delete one.
create table fadu.committed_list (
  region text not null,
  organ text not null,
  hash text not null check (hash = encode(sha256(bytes), 'hex')),
  kind text not null,
  title text not null,
  rows int not null check (rows >= 0),
  -- SHA-256 of the keys alone: lists of the same objects have the same one.
  keys text not null,
  bytes bytea not null,
  person text not null,
  at timestamptz not null,
  primary key (region, organ, hash)
);
create index on fadu.committed_list (hash);

-- What stays hidden of a row, and the salt under which its seal was made. Only the organ that committed it reads it.
create table fadu.list_seal (
  region text not null,
  organ text not null,
  hash text not null,
  ref text not null,
  salt text not null,
  hidden jsonb not null,
  primary key (region, organ, hash, ref),
  foreign key (region, organ, hash) references fadu.committed_list (region, organ, hash)
);

-- Which acts made a list public.
create table fadu.list_release (
  region text not null,
  hash text not null,
  case_id text not null,
  seq int not null,
  at timestamptz not null,
  primary key (region, hash, case_id, seq)
);
create index on fadu.list_release (hash);

alter table fadu.committed_list enable row level security;
alter table fadu.list_seal enable row level security;
alter table fadu.list_release enable row level security;

create policy own_lists on fadu.committed_list for select to fadu_staff using (organ = (select fadu.scope_organ()));
create policy add_own_lists on fadu.committed_list for insert to fadu_staff with check (
  organ = (select fadu.scope_organ()) and region = (select fadu.scope_region()));
create policy overseer_lists on fadu.committed_list for select to fadu_overseer using (region = (select fadu.scope_region()));
create policy released_lists on fadu.committed_list for select to fadu_staff, fadu_overseer, fadu_resident, fadu_public using (
  exists (select from fadu.list_release r where r.region = committed_list.region and r.hash = committed_list.hash));
create policy system_lists on fadu.committed_list to fadu_system using (true) with check (true);

create policy own_seals on fadu.list_seal to fadu_staff using (organ = (select fadu.scope_organ())) with check (
  organ = (select fadu.scope_organ()) and region = (select fadu.scope_region()));
create policy system_seals on fadu.list_seal to fadu_system using (true) with check (true);

create policy read_releases on fadu.list_release for select using (true);

grant select, insert on fadu.committed_list to fadu_staff, fadu_system;
grant select on fadu.committed_list to fadu_overseer, fadu_resident, fadu_public;
grant select, insert on fadu.list_seal to fadu_staff, fadu_system;
grant select on fadu.list_release to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;

-- An act that is shown to everyone makes public the lists it names under `committedLists`: only lists of organs that take
-- part in its case, and only once the act itself is recorded under a post.
create function fadu.release_lists() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into fadu.list_release (region, hash, case_id, seq, at)
  select distinct new.region, l.hash, new.case_id, new.seq, new.at
  from jsonb_array_elements_text(new.body -> 'committedLists') as named (hash)
  join fadu.committed_list l on l.region = new.region and l.hash = named.hash
  join fadu.case_file c on c.region = new.region and c.id = new.case_id and l.organ = any (c.organs)
  join fadu.act a on a.region = new.region and a.case_id = new.case_id and a.seq = new.seq
    and a.act = new.act and (a.actor ->> 'organ') = any (c.organs)
  on conflict do nothing;
  return null;
end $$;
create trigger release_lists after insert on fadu.public_act for each row
  when (jsonb_typeof(new.body -> 'committedLists') = 'array') execute function fadu.release_lists();

-- A code of this register is entered once: two draws that begin at the same moment collide here (see the procedure
-- random-inspection), and the second is decided anew.
create unique index entry_once on fadu.entry (region, register, code) where register = 'random-draw-use';
