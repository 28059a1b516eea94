/** The functions of the schema that Citus cannot run as they are, in a form that it can. Made by the owner on the coordinator. */

/**
 * Functions that `cluster` replaces or changes, with the digest (MD5 of the body) of what it was written against: where a
 * migration changes one of them, this file must follow before a cluster is made again.
 */
export const WRITTEN_AGAINST: Readonly<Record<string, string>> = {
  act_write: '7a35711f082f3bc389b6b3648babc4bf',
  case_read: '453a18c175b83d6efb542b371070c4e0',
  entries_write: 'bed546f1cd7874178b14a5f93813dd37',
};

/** Statements in order. */
export const CLUSTER = `
-- The trigger of fadu.entry, as a function.
create or replace function fadu.note_near(p_region text, p_register text, p_code text, p_version int) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into fadu.near_todo (kind, region, register, code, version)
  values ('entry', p_region, p_register, p_code, p_version)
$$;

-- The trigger of fadu.public_act, as a function: lists of organs that take part in the case, of an act whose post is one of
-- theirs. What the trigger looked up in the case file and the act stands in what is being written.
create or replace function fadu.release_lists_of(p_region text, p_case text, p_seq int, p jsonb) returns void
language sql security definer set search_path = pg_catalog as $$
  insert into fadu.list_release (region, hash, case_id, seq, at)
  select distinct p_region, l.hash, p_case, p_seq, (p -> 'act' ->> 'at')::timestamptz
  from jsonb_array_elements_text(p -> 'publicAct' -> 'body' -> 'committedLists') as named (hash)
  join fadu.committed_list l on l.region = p_region and l.hash = named.hash and (p -> 'case' -> 'organs') ? l.organ
  where (p -> 'case' -> 'organs') ? (p -> 'act' -> 'actor' ->> 'organ')
  on conflict do nothing
$$;

-- One entry after the other: Citus has no plan for versions that are counted within the insert.
create or replace function fadu.entries_write(p_region text, p_case text, p_seq int, p_at timestamptz, p jsonb)
returns void language plpgsql as $$
declare
  e record;
  v_version int;
begin
  for e in select coalesce(x.region, p_region) as region, x.register, x.code, x.law_from, x.law_to, x.body
    from jsonb_to_recordset(p) as x (region text, register text, code text, law_from date, law_to date, body jsonb)
  loop
    select coalesce(max(o.version), 0) + 1 into v_version from fadu.entry o
      where o.region = e.region and o.register = e.register and o.code = e.code;
    insert into fadu.entry (region, register, code, version, law_from, law_to, recorded_at, body, case_id, seq)
    values (e.region, e.register, e.code, v_version, e.law_from, e.law_to, p_at, e.body, p_case, p_seq);
    if e.register in ('normative-documents', 'rules') then
      perform fadu.note_near(e.region, e.register, e.code, v_version);
    end if;
  end loop;
end $$;

-- As in the migrations, but: the whole under the caller's role, since Citus cannot write to one shard under two in one
-- transaction (the policies of 0001 allow each part to whoever may write the act); values made before they are inserted,
-- since Citus takes no subquery in VALUES; clocks and numbers row by row, each a statement for one shard.
create or replace function fadu.act_write(p_role text, p_person text, p jsonb) returns void language plpgsql as $$
declare
  c jsonb := p -> 'case';
  a jsonb := p -> 'act';
  v_region text := c ->> 'region';
  v_case text := c ->> 'id';
  v_procedure text := c ->> 'procedure';
  v_owner text := c ->> 'owner';
  v_seq int := (a ->> 'seq')::int;
  v_at timestamptz := (a ->> 'at')::timestamptz;
  v_organs text[] := array(select jsonb_array_elements_text(c -> 'organs'));
  v_persons text[] := array(select jsonb_array_elements_text(c -> 'persons'));
  k record;
  item jsonb;
begin
  perform set_config('role', p_role, true), set_config('fadu.person', coalesce(p_person, ''), true);

  if v_seq = 1 then
    insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons,
      bindings, public, demo, opened_at, changed_at)
    values (v_region, v_case, v_procedure, c ->> 'version', c ->> 'title', c ->> 'phase', c ->> 'ended',
      1, v_owner, v_organs, v_persons, c -> 'bindings', (c ->> 'public')::boolean, (c ->> 'demo')::boolean, v_at, v_at);
  else
    update fadu.case_file set
      phase = c ->> 'phase', ended = c ->> 'ended', seq = v_seq, title = c ->> 'title', organs = v_organs,
      persons = v_persons, bindings = c -> 'bindings', public = (c ->> 'public')::boolean, changed_at = v_at
    where region = v_region and id = v_case and seq = v_seq - 1;
    if not found then
      raise exception 'the case has moved on' using errcode = '40001';
    end if;
  end if;

  insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, issued, salt, digest, idem_key)
  values (v_region, v_case, v_seq, a ->> 'act', v_at, a -> 'actor',
    a -> 'input', a -> 'effects', nullif(a -> 'issued', 'null'), a ->> 'salt', a ->> 'digest', a ->> 'key');

  for k in select * from jsonb_to_recordset(p -> 'numbers') as n (series text, organ text, year int, n int, text text) loop
    insert into fadu.number (region, series, organ, year, n, text, case_id, seq)
    values (v_region, k.series, k.organ, k.year, k.n, k.text, v_case, v_seq);
  end loop;

  if jsonb_array_length(coalesce(p -> 'entries', '[]')) > 0 then
    perform fadu.entries_write(v_region, v_case, v_seq, v_at, p -> 'entries');
  end if;

  for k in select * from jsonb_to_recordset(p -> 'clocks') as x (clock text, title text, kind text, state text, owed_by text,
      owed_organs text[], started_at timestamptz, due date, due_at timestamptz, stopped_at timestamptz, late boolean,
      provisional boolean, on_expiry text, warn_from date, events jsonb)
  loop
    insert into fadu.clock (region, case_id, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at,
      due, due_at, stopped_at, late, provisional, first_due, on_expiry, warn_from, events)
    values (v_region, v_case, k.clock, v_procedure, k.title, k.kind, k.state, k.owed_by, k.owed_organs, v_owner,
      k.started_at, k.due, k.due_at, k.stopped_at, k.late, k.provisional, k.due, k.on_expiry, k.warn_from, k.events)
    on conflict (region, case_id, clock) do update set state = excluded.state, owed_organs = excluded.owed_organs,
      started_at = excluded.started_at, due = excluded.due, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
      late = excluded.late, provisional = excluded.provisional, events = excluded.events, expiry_done = false,
      warn_from = excluded.warn_from, warned = false;
  end loop;

  insert into fadu.leaf (region, kind, ref, body)
  select v_region, l.kind, l.ref, l.body
  from jsonb_to_recordset(p -> 'leaves') as l (kind text, ref text, body text);

  if jsonb_typeof(p -> 'publicAct') = 'object' then
    insert into fadu.public_act (region, case_id, seq, act, title, at, organ, body)
    values (v_region, v_case, v_seq, a ->> 'act', p -> 'publicAct' ->> 'title', v_at, p -> 'publicAct' ->> 'organ',
      p -> 'publicAct' -> 'body');
    if jsonb_typeof(p -> 'publicAct' -> 'body' -> 'committedLists') = 'array' then
      perform fadu.release_lists_of(v_region, v_case, v_seq, p);
    end if;
  end if;

  for item in select * from jsonb_array_elements(p -> 'jobs') loop
    perform fadu.enqueue(item ->> 'task', (item -> 'payload')::json, item ->> 'key');
  end loop;
end $$;

-- The acts are read under the reader's role: whoever sees the file sees its acts (0001).
create or replace function fadu.case_read(p_role text, p_person text, p_region text, p_id text, p_after int)
returns table (file jsonb, acts jsonb) language plpgsql as $$
begin
  perform set_config('role', p_role, true), set_config('fadu.person', coalesce(p_person, ''), true);
  select to_jsonb(c) into file from fadu.case_file c where c.region = p_region and c.id = p_id;
  if file is null then
    return;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('seq', a.seq, 'act', a.act, 'at', a.at, 'actor', a.actor, 'input', a.input,
    'effects', a.effects, 'issued', a.issued, 'idem_key', a.idem_key) order by a.seq), '[]'::jsonb) into acts
  from fadu.act a where a.region = p_region and a.case_id = p_id and a.seq > p_after and a.seq <= (file ->> 'seq')::int;
  return next;
end $$;

-- Tables of the coordinator whose policies ask for rows on the workers: Citus plans no subquery between them, but a function
-- that asks for itself. It asks under the reader's role, so the shards' own policies decide.
create or replace function fadu.sees_blob(p_hash text) returns boolean language plpgsql stable as $$
begin
  return exists (select 1 from fadu.paper p where p.pdf = p_hash) or exists (select 1 from fadu.paper p where p.docx = p_hash);
end $$;
create or replace function fadu.sees_case(p_region text, p_case text) returns boolean language plpgsql stable as $$
begin
  return exists (select 1 from fadu.case_file c where c.region = p_region and c.id = p_case);
end $$;
drop policy blobs_of_papers on fadu.blob;
create policy blobs_of_papers on fadu.blob for select to fadu_staff, fadu_overseer, fadu_resident, fadu_public
  using (fadu.sees_blob(hash));
drop policy subject_readings on fadu.sealed_reading;
create policy subject_readings on fadu.sealed_reading for select to fadu_resident using (fadu.sees_case(region, case_id));
-- A case's id begins with its region.
drop policy staff_instrument_events on fadu.instrument_event;
create policy staff_instrument_events on fadu.instrument_event for insert to fadu_staff with check (
  fadu.sees_case(split_part(case_id, '-', 1), case_id));
`;
