-- Writing one act: everything that must be true together, in one statement and one commit. The function runs with the
-- rights of the role it takes, so row-level security decides, not the function.

create function fadu.enqueue(p_task text, p_payload json, p_key text) returns void language sql security definer
  set search_path = pg_catalog as
$$ select graphile_worker.add_job(p_task, p_payload, job_key := p_key, max_attempts := 12) $$;

create function fadu.act_write(p_role text, p_person text, p jsonb) returns void language plpgsql as $$
declare
  c jsonb := p -> 'case';
  a jsonb := p -> 'act';
  item jsonb;
begin
  perform set_config('role', p_role, true);
  perform set_config('fadu.person', coalesce(p_person, ''), true);

  if (a ->> 'seq')::int = 1 then
    insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons,
      bindings, public, demo, opened_at, changed_at)
    values (c ->> 'region', c ->> 'id', c ->> 'procedure', c ->> 'version', c ->> 'title', c ->> 'phase', c ->> 'ended',
      1, c ->> 'owner', array(select jsonb_array_elements_text(c -> 'organs')),
      array(select jsonb_array_elements_text(c -> 'persons')), c -> 'bindings', (c ->> 'public')::boolean,
      (c ->> 'demo')::boolean, (a ->> 'at')::timestamptz, (a ->> 'at')::timestamptz);
  else
    update fadu.case_file set
      phase = c ->> 'phase', ended = c ->> 'ended', seq = (a ->> 'seq')::int, title = c ->> 'title',
      organs = array(select jsonb_array_elements_text(c -> 'organs')),
      persons = array(select jsonb_array_elements_text(c -> 'persons')),
      bindings = c -> 'bindings', public = (c ->> 'public')::boolean, changed_at = (a ->> 'at')::timestamptz
    where region = c ->> 'region' and id = c ->> 'id' and seq = (a ->> 'seq')::int - 1;
    if not found then
      raise exception 'the case has moved on' using errcode = '40001';
    end if;
  end if;

  insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, issued, salt, digest, idem_key)
  values (c ->> 'region', c ->> 'id', (a ->> 'seq')::int, a ->> 'act', (a ->> 'at')::timestamptz, a -> 'actor',
    a -> 'input', a -> 'effects', nullif(a -> 'issued', 'null'), a ->> 'salt', a ->> 'digest', a ->> 'key');

  insert into fadu.clock (region, case_id, clock, procedure, title, kind, state, owed_by, owed_organs, owner, started_at, due,
    due_at, stopped_at, late, provisional, first_due, on_expiry, warn_from, events)
  select c ->> 'region', c ->> 'id', k.clock, c ->> 'procedure', k.title, k.kind, k.state, k.owed_by, k.owed_organs, c ->> 'owner',
    k.started_at, k.due, k.due_at, k.stopped_at, k.late, k.provisional, k.due, k.on_expiry, k.warn_from, k.events
  from jsonb_to_recordset(p -> 'clocks') as k (clock text, title text, kind text, state text, owed_by text,
    owed_organs text[], started_at timestamptz, due date, due_at timestamptz, stopped_at timestamptz, late boolean,
    provisional boolean, on_expiry text, warn_from date, events jsonb)
  on conflict (region, case_id, clock) do update set state = excluded.state, owed_organs = excluded.owed_organs,
    started_at = excluded.started_at, due = excluded.due, due_at = excluded.due_at, stopped_at = excluded.stopped_at,
    late = excluded.late, provisional = excluded.provisional, events = excluded.events, expiry_done = false, warn_from = excluded.warn_from, warned = false;

  insert into fadu.leaf (region, kind, ref, body)
  select c ->> 'region', l.kind, l.ref, l.body
  from jsonb_to_recordset(p -> 'leaves') as l (kind text, ref text, body text);

  if jsonb_typeof(p -> 'publicAct') = 'object' then
    insert into fadu.public_act (region, case_id, seq, act, title, at, organ, body)
    values (c ->> 'region', c ->> 'id', (a ->> 'seq')::int, a ->> 'act', p -> 'publicAct' ->> 'title',
      (a ->> 'at')::timestamptz, p -> 'publicAct' ->> 'organ', p -> 'publicAct' -> 'body');
  end if;

  if jsonb_array_length(coalesce(p -> 'entries', '[]')) > 0 then
    perform fadu.entries_write(c ->> 'region', c ->> 'id', (a ->> 'seq')::int, (a ->> 'at')::timestamptz, p -> 'entries');
  end if;

  for item in select * from jsonb_array_elements(p -> 'jobs') loop
    perform fadu.enqueue(item ->> 'task', (item -> 'payload')::json, item ->> 'key');
  end loop;
end $$;

-- Draw the next number of a series; the row stays locked until the act commits, so there are no gaps and no repeats.
create function fadu.draw_number(p_region text, p_series text, p_organ text, p_year int) returns int language sql as $$
  insert into fadu.number_series values (p_region, p_series, p_organ, p_year, 1)
  on conflict (region, series, organ, year) do update set last = fadu.number_series.last + 1
  returning last
$$;

grant execute on function fadu.act_write, fadu.draw_number, fadu.enqueue to fadu_staff, fadu_resident, fadu_public,
  fadu_system, fadu_app;
