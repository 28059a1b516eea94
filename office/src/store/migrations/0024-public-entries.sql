-- What must be taken down is taken down in the database too (R24.1, R7.4, R90.6): under the public's roles nobody reads a
-- register that has no public list, by whatever query. What of such registers may be shown is answered by one function,
-- which knows only the latest version of an entry and only while it is in its time.
create table fadu.closed_register (register text primary key);
insert into fadu.closed_register values ('credit-record'), ('credit-grade'), ('credit-measure-use'), ('shared-result'),
  ('declined-result'), ('penalty-record'), ('typical-case');
grant select on fadu.closed_register to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;

drop policy read_entries on fadu.entry;
create policy read_entries on fadu.entry for select to fadu_staff, fadu_overseer, fadu_system using (true);
create policy public_entries on fadu.entry for select to fadu_public, fadu_resident using (
  register <> all (array(select u.register from fadu.closed_register u)));

-- The day on which something was last recorded, in Beijing. Rows say when they were recorded in the office's own time,
-- which a demonstration or a test moves: the machine's clock knows nothing of it.
create function fadu.recorded_day() returns date language sql stable security definer set search_path = pg_catalog as $$
  select coalesce((select ((l.body::jsonb ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date
    from fadu.leaf l where l.kind = 'act' order by l.id desc limit 1), current_date)
$$;

-- Entries on show of the registers that are shown in their time only. `p_code`, `p_party`: of one entry, of one subject.
create function fadu.shown_entries(p_register text, p_code text default null, p_party text default null)
returns setof fadu.entry language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  today date := fadu.recorded_day();
  r fadu.entry;
begin
  if p_register not in ('penalty-record', 'credit-record', 'credit-grade', 'credit-measure-use') then return; end if;
  for r in execute 'select * from fadu.entry e where e.register = $1'
      || case when p_code is null then '' else ' and e.code = $2' end
      || case when p_party is null then '' else ' and e.body ? ''partyId'' and e.body ->> ''partyId'' = $3' end
      || case when p_register = 'credit-record' then ' and e.body ->> ''shown'' = ''true''' else '' end
      || ' and e.body ->> ''status'' = ''在用'' and (e.law_to is null or e.law_to >= $4)
        and not exists (select from fadu.entry l where l.region = e.region and l.register = e.register
          and l.code = e.code and l.version > e.version)'
    using p_register, p_code, p_party, today
  loop
    return next r;
  end loop;
end $$;

-- Entries that stand on a text of law: found by their index, which row security would hide from the public's queries.
create function fadu.entries_on(p_instrument text) returns setof fadu.entry
language sql stable security definer set search_path = pg_catalog as $$
  select e.* from fadu.entry e
  where e.body -> 'basis' @> jsonb_build_array(jsonb_build_object('instrument', p_instrument))
    and e.register not in (select u.register from fadu.closed_register u)
$$;
grant execute on function fadu.recorded_day, fadu.shown_entries, fadu.entries_on
  to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system, fadu_app;
