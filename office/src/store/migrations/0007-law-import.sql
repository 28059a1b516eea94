-- Importing texts of law.

-- A local text of another place has a region (GB/T 2260) that this installation does not serve.
alter table fadu.instrument drop constraint instrument_region_fkey;

-- Summaries of the code's statute objects are not recorded facts: they are rebuilt when the code changes and give way
-- to a full text. Everything else is only ever added, by whatever role: so this goes through one function.
create function fadu.known_text(p jsonb) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  update fadu.instrument i set title = t.title, level = t.level, kind = t.kind, maker = t.maker, region = t.region,
      doc_no = t.doc_no, origin = t.origin
    from jsonb_to_record(p) as t (id text, title text, level text, kind text, maker text, region text, doc_no text, origin text)
    where i.id = t.id and i.origin = 'known';
  delete from fadu.instrument_version where instrument = p ->> 'id' and source = 'plan/statutes';
end $$;
revoke execute on function fadu.known_text from public;
grant execute on function fadu.known_text to fadu_system;

-- The same repeal read from a text is entered once, however often the text is read.
create unique index instrument_event_once
  on fadu.instrument_event (instrument, kind, articles, on_day, by_instrument) nulls not distinct
  where case_id is null;

-- Repeals found in texts, with what became of them: entered as an event of the target, or why not. Computed.
create table fadu.law_repeal (
  by_instrument text not null,
  by_version int not null,
  ordinal int not null,
  eid text not null,
  -- Line in the source.
  line int,
  -- Title as printed, and made canonical.
  title text not null,
  name text not null,
  articles text[] not null default '{}',
  -- First day on which it counts; null: the text does not say.
  on_day date,
  -- When the repealed text was made, as the clause says.
  made_on date,
  says text not null,
  -- The text meant, once it is known and the event is entered; else why not.
  target text,
  why text,
  primary key (by_instrument, by_version, ordinal)
);
create index law_repeal_open on fadu.law_repeal (name) where target is null;
grant select on fadu.law_repeal to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;
grant insert, update, delete on fadu.law_repeal to fadu_system;
