-- Files that belong to a case: photographs, recordings, scans. A row is written once and never changed; its bytes lie
-- beside it in pieces, so that a film is handed in and played back without being held in memory. Who handed it in, who
-- read it and who took a copy is a recorded row of its own (custody), with a leaf in the log like every recorded table.
create table fadu.material (
  region text not null,
  id text not null,
  case_id text not null,
  -- The act whose record it is; null: it belongs to the case as a whole.
  seq int,
  kind text not null check (kind in ('照片', '录音', '录像', '扫描件')),
  name text not null,
  -- As found in the bytes, not as claimed.
  media text not null,
  size bigint not null check (size > 0),
  -- Computed where it was captured; what arrived had the same, or it was not taken.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  captured_at timestamptz not null,
  place text not null,
  device text not null,
  officers text[] not null,
  about text not null,
  continuous boolean not null,
  gaps jsonb not null,
  handed_by jsonb not null,
  handed_at timestamptz not null,
  salt text not null,
  digest text not null,
  -- Pieces are written in the same transaction, or not at all.
  tx xid8 not null default pg_current_xact_id(),
  primary key (region, id),
  check (continuous = (jsonb_array_length(gaps) = 0))
);
create index on fadu.material (region, case_id, handed_at);

create table fadu.material_piece (
  region text not null,
  material text not null,
  n int not null check (n >= 0),
  bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
  primary key (region, material, n),
  foreign key (region, material) references fadu.material (region, id)
);
-- Films and pictures do not become smaller: pieces lie as they are, and a part of one is read without the rest.
alter table fadu.material_piece alter column bytes set storage external;

create table fadu.material_custody (
  region text not null,
  id text not null,
  material text not null,
  kind text not null check (kind in ('移交', '查看', '下载', '归入案卷')),
  by jsonb not null,
  why text not null check (why <> ''),
  at timestamptz not null,
  salt text not null,
  digest text not null,
  primary key (region, id),
  foreign key (region, material) references fadu.material (region, id)
);
create index on fadu.material_custody (region, material, at);

alter table fadu.material enable row level security;
alter table fadu.material_piece enable row level security;
alter table fadu.material_custody enable row level security;

-- An organ of the case sees its files; a region's role those of its region; a party what it handed in itself.
create policy staff_materials on fadu.material for select to fadu_staff using (
  exists (select from fadu.case_file c where c.region = material.region and c.id = material.case_id));
create policy staff_add_materials on fadu.material for insert to fadu_staff with check (
  (handed_by ->> 'organ') = (select fadu.scope_organ())
  and exists (select from fadu.case_file c where c.region = material.region and c.id = material.case_id and c.ended is null));
create policy overseer_materials on fadu.material for select to fadu_overseer using (region = (select fadu.scope_region()));
create policy resident_materials on fadu.material for select to fadu_resident using (
  (handed_by ->> 'person') = current_setting('fadu.person', true));
create policy resident_add_materials on fadu.material for insert to fadu_resident with check (
  (handed_by ->> 'person') = current_setting('fadu.person', true) and (handed_by ->> 'organ') is null
  and exists (select from fadu.case_file c where c.region = material.region and c.id = material.case_id and c.ended is null
    and c.persons @> array[current_setting('fadu.person', true)]));
create policy system_materials on fadu.material for select to fadu_system using (true);

create policy see_pieces on fadu.material_piece for select to fadu_staff, fadu_overseer, fadu_resident using (
  exists (select from fadu.material m where m.region = material_piece.region and m.id = material_piece.material));
create policy add_pieces on fadu.material_piece for insert to fadu_staff, fadu_resident with check (
  exists (select from fadu.material m where m.region = material_piece.region and m.id = material_piece.material
    and m.tx = pg_current_xact_id()));
create policy system_pieces on fadu.material_piece for select to fadu_system using (true);

create policy see_custody on fadu.material_custody for select to fadu_staff, fadu_overseer, fadu_resident using (
  exists (select from fadu.material m where m.region = material_custody.region and m.id = material_custody.material));
create policy staff_add_custody on fadu.material_custody for insert to fadu_staff with check (
  (by ->> 'organ') = (select fadu.scope_organ())
  and exists (select from fadu.material m where m.region = material_custody.region and m.id = material_custody.material));
create policy resident_add_custody on fadu.material_custody for insert to fadu_resident with check (
  (by ->> 'person') = current_setting('fadu.person', true) and (by ->> 'organ') is null
  and exists (select from fadu.material m where m.region = material_custody.region and m.id = material_custody.material));
create policy system_custody on fadu.material_custody for select to fadu_system using (true);

-- Recorded tables: insert only.
grant select on fadu.material, fadu.material_piece, fadu.material_custody to fadu_staff, fadu_overseer, fadu_resident, fadu_system;
grant insert on fadu.material, fadu.material_piece, fadu.material_custody to fadu_staff, fadu_resident;
