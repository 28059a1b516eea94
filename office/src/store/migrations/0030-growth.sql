-- What people wait for does not depend on how many cases the city ever had: each list that everyone opens has an index that
-- leads to its first rows. Open and ended cases are kept apart, so that the work in hand is found without the archive and an
-- ended case costs no act anything.
create index case_open on fadu.case_file (changed_at desc, id desc) where ended is null;
create index case_ended on fadu.case_file (changed_at desc, id desc) where ended is not null;
-- Public cases that go on: consultations under way.
create index case_open_public on fadu.case_file (region, id) where public and ended is null;
-- Lists of what was made public, newest first, from the index alone.
drop index fadu.public_act_name;
create index public_act_name on fadu.public_act (act, at desc) include (region, case_id, seq);
-- Documents that are in the catalogue (R43), and entries by the case that made them.
create index case_in_force on fadu.case_file (region, id)
  where procedure = 'normative-document' and phase in ('published', 'in-force');
create index entry_case on fadu.entry (case_id, register, version);
-- Figures of a year begin at the year: reviews of files by their act, findings by their day.
create index act_scored on fadu.act (at) where act = 'score';
create index finding_since on fadu.finding (since) where gone_on is null;
-- How many acts each procedure had on a day that is over. Computed: it can be thrown away and is counted again.
create table fadu.act_day (
  procedure text not null,
  day date not null,
  n int not null,
  primary key (procedure, day)
);
alter table fadu.act_day enable row level security;
create policy system_act_days on fadu.act_day to fadu_system using (true) with check (true);
grant select, insert on fadu.act_day to fadu_system;
-- What entries of all kinds are looked up by stands in columns: a field of a body is found by its index only where no row
-- security stands before it, and under the public's roles it does. Comparing two texts tells nobody anything (it is
-- leakproof), so a column's index serves them too.
alter table fadu.entry
  add column organ text generated always as (body ->> 'organ') stored,
  add column object text generated always as (body ->> 'object') stored;
drop index fadu.entry_organ, fadu.entry_object;
create index entry_organ on fadu.entry (register, organ);
create index entry_object on fadu.entry (register, object) where object is not null;

-- Records on show: the newest first, and how many by their last day, each from an index. Later versions are few.
create index entry_newest on fadu.entry (register, (body ->> 'decidedOn') desc, code desc)
  where register in ('penalty-record', 'compulsion-record') and body ->> 'status' = '在用';
create index entry_on_show on fadu.entry (register, law_to, organ, law_from)
  where register in ('penalty-record', 'compulsion-record') and body ->> 'status' = '在用';
create index entry_later on fadu.entry (register, region, code, version) where version > 1;

-- A page of the records that are on show on a day, the newest decision first, and nothing else of their registers.
-- Always along the index: the planner takes the few days that a record is on show for far fewer rows than they are.
create function fadu.shown_page(p_register text, p_on date, p_organ text, p_limit int, p_offset int)
returns setof fadu.entry language plpgsql stable security definer set search_path = pg_catalog
set enable_sort = off set enable_bitmapscan = off as $$
declare
  today date := greatest(p_on, fadu.recorded_day());
begin
  if p_register not in ('penalty-record', 'compulsion-record') then return; end if;
  return query execute format($q$
    select e.* from fadu.entry e
    where e.register = %L and e.body ->> 'status' = '在用' and e.law_from <= $1
      and (e.law_to is null or e.law_to >= $5) and ($2 is null or e.organ = $2)
      and not exists (select from fadu.entry l where l.region = e.region and l.register = e.register
        and l.code = e.code and l.version > e.version)
    order by e.body ->> 'decidedOn' desc, e.code desc limit $3 offset $4 $q$, p_register)
  using p_on, p_organ, p_limit, p_offset, today;
end $$;

-- How many are on show on a day, by organ: all in their time, less those that a later version took the place of.
create function fadu.shown_counts(p_register text, p_on date)
returns table (organ text, n int) language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  today date := greatest(p_on, fadu.recorded_day());
begin
  if p_register not in ('penalty-record', 'compulsion-record') then return; end if;
  return query execute format($q$
    select s.organ, sum(s.n)::int from (
      select e.organ, count(*) as n from fadu.entry e where e.register = %1$L and e.body ->> 'status' = '在用'
        and e.law_to >= $2 and e.law_from <= $1 group by 1
      union all
      select e.organ, count(*) from fadu.entry e where e.register = %1$L and e.body ->> 'status' = '在用'
        and e.law_to is null and e.law_from <= $1 group by 1
      union all
      select e.organ, -count(*) from fadu.entry l
        join fadu.entry e on e.region = l.region and e.register = l.register and e.code = l.code and e.version = l.version - 1
        where l.register = %1$L and l.version > 1 and e.body ->> 'status' = '在用'
          and (e.law_to is null or e.law_to >= $2) and e.law_from <= $1 group by 1
    ) s group by 1 having sum(s.n) > 0 order by 2 desc, 1 $q$, p_register)
  using p_on, today;
end $$;
grant execute on function fadu.shown_page, fadu.shown_counts
  to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system, fadu_app;
-- Limits that do something when they run out and have not done it: the job that asks every minute would else read every
-- clock that ever ran out in a case that is over (the time for suits and reconsideration runs on after the end).
create index clock_expiry on fadu.clock (due_at) where state = 'running' and on_expiry is not null and not expiry_done;
