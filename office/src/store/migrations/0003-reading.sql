-- Reading a case for a decision: one statement, under the reader's own role.
create function fadu.case_load(p_role text, p_person text, p_region text, p_id text)
returns table (file jsonb, acts jsonb) language plpgsql as $$
begin
  perform set_config('role', p_role, true);
  perform set_config('fadu.person', coalesce(p_person, ''), true);
  return query
    select to_jsonb(c), coalesce((
      select jsonb_agg(jsonb_build_object('seq', a.seq, 'act', a.act, 'at', a.at, 'actor', a.actor, 'input', a.input,
        'effects', a.effects, 'issued', a.issued, 'idem_key', a.idem_key) order by a.seq)
      from fadu.act a where a.region = c.region and a.case_id = c.id), '[]'::jsonb)
    from fadu.case_file c where c.region = p_region and c.id = p_id;
end $$;

grant execute on function fadu.case_load to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system, fadu_app;

-- Entries and papers of the registers are written with the act that makes them.
alter table fadu.entry enable row level security;
create policy read_entries on fadu.entry for select using (true);
create policy add_entries on fadu.entry for insert to fadu_staff with check (
  exists (select from fadu.case_file c where c.region = entry.region and c.id = entry.case_id));
create policy system_entries on fadu.entry for insert to fadu_system with check (true);
grant insert on fadu.entry to fadu_staff;

alter table fadu.organ add column mark text;

create function fadu.entries_write(p_region text, p_case text, p_seq int, p_at timestamptz, p jsonb) returns void
language sql as $$
  insert into fadu.entry (region, register, code, version, law_from, law_to, recorded_at, body, case_id, seq)
  select p_region, e.register, e.code,
    1 + coalesce((select max(o.version) from fadu.entry o
      where o.region = p_region and o.register = e.register and o.code = e.code), 0),
    e.law_from, e.law_to, p_at, e.body, p_case, p_seq
  from jsonb_to_recordset(p) as e (register text, code text, law_from date, law_to date, body jsonb)
$$;
grant execute on function fadu.entries_write to fadu_staff, fadu_system;

-- A file is seen with the paper it belongs to.
alter table fadu.blob enable row level security;
create policy blobs_of_papers on fadu.blob for select to fadu_staff, fadu_overseer, fadu_resident, fadu_public using (
  exists (select from fadu.paper p where p.pdf = blob.hash) or exists (select from fadu.paper p where p.docx = blob.hash));
create policy system_blobs on fadu.blob to fadu_system using (true) with check (true);
