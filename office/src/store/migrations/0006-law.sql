-- Texts of law. An instrument is one statute, regulation, rule or document through all its versions; a version is never
-- changed, only followed by another or ended by an event. National texts have no region: a reference table for all.
create table fadu.instrument (
  -- The name people use, made canonical (行政处罚法); of decisions with the same name, with the date.
  id text primary key,
  title text not null,
  -- Level of force (效力级别) as people call it: 法律, 行政法规, 市政府规章 …
  level text not null,
  -- Kind of source, as the kernel's SourceKind: what it may be a basis for.
  kind text not null,
  maker text not null,
  region text references fadu.region (code),
  doc_no text,
  -- `import` full text from a source; `known` only articles that the code stands on; `case` made through this system.
  origin text not null check (origin in ('import', 'known', 'case')),
  recorded_at timestamptz not null
);
-- Other ways to name it: short title, code in the code, document number.
create table fadu.instrument_alias (
  alias text not null,
  instrument text not null references fadu.instrument (id),
  primary key (alias, instrument)
);
create index on fadu.instrument_alias (instrument);

create table fadu.instrument_version (
  instrument text not null references fadu.instrument (id),
  version int not null check (version > 0),
  -- Six days that are never merged.
  adopted date,
  approved date,
  promulgated date,
  published date,
  -- First day on which it is the law; null where the source does not say.
  effective date,
  -- Last day of a validity that the text itself limits.
  expires date,
  -- The kernel's LegalText; for `known` texts, articles with our own summary.
  body jsonb not null,
  -- Of the source as received.
  sha256 text not null,
  -- Name of the source (a file's name, a case's id); never a path of the machine.
  source text not null,
  lines int not null,
  case_id text,
  recorded_at timestamptz not null,
  digest text not null,
  primary key (instrument, version)
);
create unique index instrument_version_once on fadu.instrument_version (instrument, sha256);

-- What ends or changes a text from outside it: repeal, amendment of single articles. Recorded by an act or an import.
create table fadu.instrument_event (
  id bigint generated always as identity primary key,
  instrument text not null references fadu.instrument (id),
  kind text not null check (kind in ('amended', 'repealed', 'corrected')),
  -- Articles concerned, in digits; empty for the whole text.
  articles text[] not null default '{}',
  -- First day on which it counts.
  on_day date not null,
  by_instrument text,
  says text not null,
  case_id text,
  seq int,
  recorded_at timestamptz not null
);
create index on fadu.instrument_event (instrument);

-- Articles (and what stands outside them) of every version, for reading and finding. Computed from the versions and
-- events: may be rebuilt. `law_from` to `law_to` is when this wording is the law.
create table fadu.provision (
  id bigint generated always as identity primary key,
  instrument text not null references fadu.instrument (id),
  version int not null,
  ordinal int not null,
  eid text not null,
  -- In digits, `12-1`; null for text outside articles.
  article text,
  -- Number as printed and headings above it.
  label text not null,
  path text not null,
  text text not null,
  law_from date,
  law_to date,
  unique (instrument, version, ordinal)
);
create index provision_article on fadu.provision (instrument, article);

grant select on fadu.instrument, fadu.instrument_alias, fadu.instrument_version, fadu.instrument_event, fadu.provision
  to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;
grant insert on fadu.instrument, fadu.instrument_alias, fadu.instrument_version, fadu.instrument_event to fadu_system;
grant insert, update, delete on fadu.provision to fadu_system;
grant insert on fadu.instrument_event to fadu_staff;

-- A case may change entries of its own region and, as the list of a region binds those below, of regions below it.
create or replace function fadu.entries_write(p_region text, p_case text, p_seq int, p_at timestamptz, p jsonb) returns void
language sql as $$
  insert into fadu.entry (region, register, code, version, law_from, law_to, recorded_at, body, case_id, seq)
  select coalesce(e.region, p_region), e.register, e.code,
    coalesce((select max(o.version) from fadu.entry o
      where o.region = coalesce(e.region, p_region) and o.register = e.register and o.code = e.code), 0)
      + row_number() over (partition by coalesce(e.region, p_region), e.register, e.code order by e.n),
    e.law_from, e.law_to, p_at, e.body, p_case, p_seq
  from (select x.*, row_number() over () as n
    from jsonb_to_recordset(p) as x (region text, register text, code text, law_from date, law_to date, body jsonb)) e
$$;
drop policy add_entries on fadu.entry;
create policy add_entries on fadu.entry for insert to fadu_staff with check (
  exists (select from fadu.case_file c where c.id = entry.case_id and (c.region = entry.region
    or c.region = (select r.parent from fadu.region r where r.code = entry.region))));

-- What stands on a text is asked of the body: {"basis": [{"instrument": …, "article": …}]}.
create index entry_basis on fadu.entry using gin ((body -> 'basis') jsonb_path_ops);
