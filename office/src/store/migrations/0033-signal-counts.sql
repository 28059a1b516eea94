-- Signals are counted once for each day and month, when cases are read (R23.1): a figure over a quarter then reads some hundred
-- counts, however much happened in it. Computed: they can be thrown away and counted again.
create table fadu.signal_count (
  -- What the count is over: one day, or the month that begins on it.
  span text not null check (span in ('day', 'month')),
  starts date not null,
  region text not null,
  organ text not null,
  supervisor text not null,
  field text not null,
  kind text not null,
  n int not null,
  primary key (span, starts, region, organ, supervisor, field, kind)
);
create index signal_count_organ on fadu.signal_count (organ, span, starts);
alter table fadu.signal_count enable row level security;
create policy own_signal_counts on fadu.signal_count for select to fadu_staff using (
  organ = (select fadu.scope_organ()) or supervisor = (select fadu.scope_organ()));
create policy overseer_signal_counts on fadu.signal_count for select to fadu_overseer using (
  region = (select fadu.scope_region()));
create policy system_signal_counts on fadu.signal_count to fadu_system using (true) with check (true);
grant select on fadu.signal_count to fadu_staff, fadu_overseer, fadu_system;
grant insert, delete on fadu.signal_count to fadu_system;

-- After signals were written or taken away: which penalties follow another of the same body in the same field within
-- `p_months` (each has a signal of its own, `repeat`, numbered a thousand higher), and how many there are, for the bodies and
-- for the days of organs (`p_organs` and `p_days` go together) that were touched; all of them where null.
create function fadu.signals_count(p_months int, p_subjects text[], p_organs text[], p_days date[]) returns void
language plpgsql as $$
declare
  organs text[] := p_organs;
  days date[] := p_days;
  more_organs text[];
  more_days date[];
begin
  with gone as (
    delete from fadu.signal_event where kind = 'repeat' and (p_subjects is null or subject = any(p_subjects))
    returning organ, on_day
  ) select array_agg(organ), array_agg(on_day) into more_organs, more_days from (select distinct organ, on_day from gone) g;
  organs := organs || more_organs;
  days := days || more_days;
  with made as (
    insert into fadu.signal_event (region, case_id, n, kind, field, organ, supervisor, on_day, subject, subject_name, place)
    select e.region, e.case_id, e.n + 1000, 'repeat', e.field, e.organ, e.supervisor, e.on_day, e.subject, e.subject_name, e.place
    from fadu.signal_event e
    where e.kind = 'penalty' and e.subject is not null and (p_subjects is null or e.subject = any(p_subjects))
      and exists (select from fadu.signal_event b where b.subject = e.subject and b.kind = 'penalty'
        and b.field = e.field and b.case_id <> e.case_id and b.on_day <= e.on_day
        and b.on_day >= (e.on_day - make_interval(months => p_months))::date
        and (b.on_day, b.case_id) < (e.on_day, e.case_id))
    returning organ, on_day
  ) select array_agg(organ), array_agg(on_day) into more_organs, more_days from (select distinct organ, on_day from made) m;
  organs := organs || more_organs;
  days := days || more_days;

  if p_organs is null then
    delete from fadu.signal_count;
    insert into fadu.signal_count
    select 'day', on_day, region, organ, supervisor, field, kind, count(*)::int from fadu.signal_event
    where kind <> 'warning' group by 2, 3, 4, 5, 6, 7;
    insert into fadu.signal_count
    select 'month', date_trunc('month', starts)::date, region, organ, supervisor, field, kind, sum(n)::int
    from fadu.signal_count where span = 'day' group by 2, 3, 4, 5, 6, 7;
    return;
  end if;
  delete from fadu.signal_count c using (select distinct * from unnest(organs, days) as t (organ, on_day)) t
  where c.organ = t.organ and c.span = 'day' and c.starts = t.on_day;
  insert into fadu.signal_count
  select 'day', e.on_day, e.region, e.organ, e.supervisor, e.field, e.kind, count(*)::int
  from (select distinct * from unnest(organs, days) as t (organ, on_day)) t
  join fadu.signal_event e on e.organ = t.organ and e.on_day = t.on_day
  where e.kind <> 'warning' group by 2, 3, 4, 5, 6, 7;
  delete from fadu.signal_count c
  using (select distinct organ, date_trunc('month', on_day)::date as month from unnest(organs, days) as t (organ, on_day)) t
  where c.organ = t.organ and c.span = 'month' and c.starts = t.month;
  insert into fadu.signal_count
  select 'month', t.month, d.region, d.organ, d.supervisor, d.field, d.kind, sum(d.n)::int
  from (select distinct organ, date_trunc('month', on_day)::date as month from unnest(organs, days) as t (organ, on_day)) t
  join fadu.signal_count d on d.organ = t.organ and d.span = 'day'
    and d.starts >= t.month and d.starts < (t.month + interval '1 month')::date
  group by 2, 3, 4, 5, 6, 7;
end $$;
revoke execute on function fadu.signals_count from public;
grant execute on function fadu.signals_count to fadu_system;
