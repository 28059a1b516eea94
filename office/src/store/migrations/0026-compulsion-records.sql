-- Decisions of compulsion on show (R24.1, R24.10): read by the public only through shown_entries, like penalties; what is
-- taken down is closed in the database too.
insert into fadu.closed_register values ('compulsion-record');

create or replace function fadu.shown_entries(p_register text, p_code text default null, p_party text default null)
returns setof fadu.entry language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  today date := fadu.recorded_day();
  r fadu.entry;
begin
  if p_register not in ('penalty-record', 'compulsion-record', 'credit-record', 'credit-grade', 'credit-measure-use') then
    return;
  end if;
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
