-- The same rights, fewer plans. PostgreSQL plans a statement under row-level security anew whenever the role has changed
-- since the last time; with a role for each organ that is nearly every act. So only what decides whether this role may
-- write or see the case runs under its role: the case file and the act itself. What hangs on them (clocks, leaves, what is
-- public, the earlier acts of a case it may see) follows the case by the policies of 0001 and runs under one role, whose
-- plans are kept. The connection's role may take that role already; the caller's is set again at the end.

-- A job once more under its key changes nothing while the first waits untouched, which is nearly always. Anything else
-- (it has begun, failed, or carries other data) goes the long way. The row stays locked until the act commits, so a worker
-- that takes the job later sees the act.
create or replace function fadu.enqueue(p_task text, p_payload json, p_key text) returns void language plpgsql
  security definer set search_path = pg_catalog as $$
declare
  job record;
begin
  select j.revision, j.locked_at, j.attempts, j.payload into job
  from graphile_worker.add_job(p_task, p_payload, job_key := p_key, max_attempts := 12, job_key_mode := 'unsafe_dedupe') as j;
  if job.revision > 0
    and (job.locked_at is not null or job.attempts > 0 or job.payload::jsonb <> p_payload::jsonb) then
    perform graphile_worker.add_job(p_task, p_payload, job_key := p_key, max_attempts := 12);
  end if;
end $$;

create or replace function fadu.act_write(p_role text, p_person text, p jsonb) returns void language plpgsql as $$
declare
  c jsonb := p -> 'case';
  a jsonb := p -> 'act';
  v_region text := c ->> 'region';
  v_case text := c ->> 'id';
  v_seq int := (a ->> 'seq')::int;
  v_at timestamptz := (a ->> 'at')::timestamptz;
  item jsonb;
begin
  perform set_config('role', p_role, true), set_config('fadu.person', coalesce(p_person, ''), true);

  if v_seq = 1 then
    insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons,
      bindings, public, demo, opened_at, changed_at)
    values (v_region, v_case, c ->> 'procedure', c ->> 'version', c ->> 'title', c ->> 'phase', c ->> 'ended',
      1, c ->> 'owner', array(select jsonb_array_elements_text(c -> 'organs')),
      array(select jsonb_array_elements_text(c -> 'persons')), c -> 'bindings', (c ->> 'public')::boolean,
      (c ->> 'demo')::boolean, v_at, v_at);
  else
    update fadu.case_file set
      phase = c ->> 'phase', ended = c ->> 'ended', seq = v_seq, title = c ->> 'title',
      organs = array(select jsonb_array_elements_text(c -> 'organs')),
      persons = array(select jsonb_array_elements_text(c -> 'persons')),
      bindings = c -> 'bindings', public = (c ->> 'public')::boolean, changed_at = v_at
    where region = v_region and id = v_case and seq = v_seq - 1;
    if not found then
      raise exception 'the case has moved on' using errcode = '40001';
    end if;
  end if;

  insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, issued, salt, digest, idem_key)
  values (v_region, v_case, v_seq, a ->> 'act', v_at, a -> 'actor',
    a -> 'input', a -> 'effects', nullif(a -> 'issued', 'null'), a ->> 'salt', a ->> 'digest', a ->> 'key');

  if jsonb_array_length(coalesce(p -> 'numbers', '[]')) > 0 then
    insert into fadu.number (region, series, organ, year, n, text, case_id, seq)
    select v_region, k.series, k.organ, k.year, k.n, k.text, v_case, v_seq
    from jsonb_to_recordset(p -> 'numbers') as k (series text, organ text, year int, n int, text text);
  end if;

  if jsonb_array_length(coalesce(p -> 'entries', '[]')) > 0 then
    perform fadu.entries_write(v_region, v_case, v_seq, v_at, p -> 'entries');
  end if;

  -- From here on what follows the case.
  perform set_config('role', 'fadu_system', true);

  if jsonb_array_length(p -> 'clocks') > 0 then
    insert into fadu.clock (region, case_id, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at,
      due, due_at, stopped_at, late, provisional, first_due, on_expiry, warn_from, events)
    select v_region, v_case, k.clock, c ->> 'procedure', k.title, k.kind, k.state, k.owed_by, k.owed_organs, c ->> 'owner',
      k.started_at, k.due, k.due_at, k.stopped_at, k.late, k.provisional, k.due, k.on_expiry, k.warn_from, k.events
    from jsonb_to_recordset(p -> 'clocks') as k (clock text, title text, kind text, state text, owed_by text,
      owed_organs text[], started_at timestamptz, due date, due_at timestamptz, stopped_at timestamptz, late boolean,
      provisional boolean, on_expiry text, warn_from date, events jsonb)
    on conflict (region, case_id, clock) do update set state = excluded.state, owed_organs = excluded.owed_organs,
      started_at = excluded.started_at, due = excluded.due, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
      late = excluded.late, provisional = excluded.provisional, events = excluded.events, expiry_done = false,
      warn_from = excluded.warn_from, warned = false;
  end if;

  insert into fadu.leaf (region, kind, ref, body)
  select v_region, l.kind, l.ref, l.body
  from jsonb_to_recordset(p -> 'leaves') as l (kind text, ref text, body text);

  if jsonb_typeof(p -> 'publicAct') = 'object' then
    insert into fadu.public_act (region, case_id, seq, act, title, at, organ, body)
    values (v_region, v_case, v_seq, a ->> 'act', p -> 'publicAct' ->> 'title', v_at, p -> 'publicAct' ->> 'organ',
      p -> 'publicAct' -> 'body');
  end if;

  if jsonb_array_length(p -> 'jobs') > 0 then
    for item in select * from jsonb_array_elements(p -> 'jobs') loop
      perform fadu.enqueue(item ->> 'task', (item -> 'payload')::json, item ->> 'key');
    end loop;
  end if;

  perform set_config('role', p_role, true);
end $$;

-- Reading a case for a decision: the file under the reader's role, and, where that is seen, the acts after `p_after`: those
-- before are the same as when they were last read. Nothing when the file is not seen.
create function fadu.case_read(p_role text, p_person text, p_region text, p_id text, p_after int)
returns table (file jsonb, acts jsonb) language plpgsql as $$
begin
  perform set_config('role', p_role, true), set_config('fadu.person', coalesce(p_person, ''), true);
  select to_jsonb(c) into file from fadu.case_file c where c.region = p_region and c.id = p_id;
  if file is null then
    return;
  end if;
  perform set_config('role', 'fadu_system', true);
  select coalesce(jsonb_agg(jsonb_build_object('seq', a.seq, 'act', a.act, 'at', a.at, 'actor', a.actor, 'input', a.input,
    'effects', a.effects, 'issued', a.issued, 'idem_key', a.idem_key) order by a.seq), '[]'::jsonb) into acts
  from fadu.act a where a.region = p_region and a.case_id = p_id and a.seq > p_after and a.seq <= (file ->> 'seq')::int;
  perform set_config('role', p_role, true);
  return next;
end $$;
drop function fadu.case_load(text, text, text, text);

grant execute on function fadu.case_read to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system, fadu_app;
