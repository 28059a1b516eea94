-- An act may record that a text of law was amended or repealed: written with the act, or not at all. The role that
-- `act_write` takes stays taken until the transaction ends, so row-level security decides here too.
create function fadu.act_write_law(p_role text, p_person text, p jsonb) returns void language plpgsql as $$
begin
  perform fadu.act_write(p_role, p_person, p);
  insert into fadu.instrument_event (instrument, kind, articles, on_day, by_instrument, says, case_id, seq, recorded_at)
  select e.instrument, e.kind, coalesce(e.articles, '{}'), e."on", e.by, e.says, p -> 'case' ->> 'id',
    (p -> 'act' ->> 'seq')::int, (p -> 'act' ->> 'at')::timestamptz
  from jsonb_to_recordset(p -> 'instrumentEvents') as e (instrument text, kind text, articles text[], "on" date, by text,
    says text);
end $$;
grant execute on function fadu.act_write_law to fadu_staff, fadu_system, fadu_app;

-- Staff record events of texts only through a case that they may see.
alter table fadu.instrument_event enable row level security;
create policy read_instrument_events on fadu.instrument_event for select using (true);
create policy staff_instrument_events on fadu.instrument_event for insert to fadu_staff with check (
  exists (select from fadu.case_file c where c.id = instrument_event.case_id));
create policy system_instrument_events on fadu.instrument_event for insert to fadu_system with check (true);

-- Public lists of a register: by its organ and by the item that is the same at every level.
create index entry_item on fadu.entry (register, (body ->> 'basicCode'));
create index entry_organ on fadu.entry (register, (body ->> 'organ'));
create index entry_name on fadu.entry (register, (body ->> 'name'));
