-- Citations found in texts of law and normative documents, both ways. Computed from the texts: may be rebuilt at any time.
create table fadu.law_link (
  id bigint generated always as identity primary key,
  -- What cites: a version of a text of law, or a normative document by its number and version of its entry.
  from_kind text not null check (from_kind in ('text', 'document')),
  from_ref text not null,
  from_version int not null,
  -- Node of the citing text, and the span of the citation in the node's words (UTF-16 units, end not included).
  from_eid text not null,
  from_article text,
  from_label text not null,
  span_from int not null,
  span_to int not null,
  -- Day as of which the citation is read: the citing text's own.
  on_day date,
  -- The cited text: canonical name and document number as printed; null for the citing text itself.
  name text,
  number text,
  -- What they mean here: a text of law, or a normative document; both null while it is not known.
  instrument text,
  document text,
  -- Where in it; `to_…` ends a range.
  article text,
  to_article text,
  paragraph int,
  to_paragraph int,
  item int,
  to_item int,
  subitem int,
  -- The articles as numbers, so that a range can be asked for: 12-1 is 12.001.
  first_no numeric(8, 3),
  last_no numeric(8, 3)
);
create index law_link_from on fadu.law_link (from_kind, from_ref, from_version);
create index law_link_to on fadu.law_link (instrument, first_no, last_no);
create index law_link_document on fadu.law_link (document) where document is not null;
create index law_link_open on fadu.law_link (name) where instrument is null and document is null;

-- Which versions have been gone through, and by which state of the finder.
create table fadu.law_linked (
  kind text not null,
  ref text not null,
  version int not null,
  finder int not null,
  at timestamptz not null,
  primary key (kind, ref, version)
);

grant select on fadu.law_link, fadu.law_linked
  to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;
grant insert, update, delete on fadu.law_link, fadu.law_linked to fadu_system;

-- Whatever way a text of law comes in, its citations are looked for.
create function fadu.link_new_texts() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform fadu.enqueue('law-links', '{}', 'law-links');
  return null;
end $$;
create trigger link_new_texts after insert on fadu.instrument_version
  for each statement execute function fadu.link_new_texts();

-- An article's number as a number: 57 → 57, 12-1 → 12.001.
create function fadu.article_no(p text) returns numeric language sql immutable parallel safe as $$
  select split_part(p, '-', 1)::numeric + coalesce(nullif(split_part(p, '-', 2), '')::numeric, 0) / 1000
$$;

-- How texts stand on a day: the version that is (or was last) the law, and its status. The same rule as when an act asks
-- for a text: a version begins on its effective day, else when promulgated, else when adopted. Null version: not yet.
create function fadu.law_on(p_on date, p_ids text[])
returns table (instrument text, version int, begins date, status text, repealed_on date) language sql stable as $$
  select i.id, v.version, v.begins,
    case when v.version is null then 'not-yet' when r.on_day is not null then 'repealed'
      when v.expires < p_on then 'expired' else 'in-force' end,
    r.on_day
  from fadu.instrument i
  left join lateral (
    select v.version, v.expires, coalesce(v.effective, v.promulgated, v.adopted) as begins
    from fadu.instrument_version v
    where v.instrument = i.id and coalesce(v.effective, v.promulgated, v.adopted, '0001-01-01') <= p_on
    order by coalesce(v.effective, v.promulgated, v.adopted) desc nulls last, v.version desc limit 1
  ) v on true
  left join lateral (
    select min(e.on_day) as on_day from fadu.instrument_event e
    where e.instrument = i.id and e.kind = 'repealed' and e.articles = '{}' and e.on_day <= p_on
  ) r on true
  where i.id = any (p_ids)
$$;
grant execute on function fadu.article_no, fadu.law_on
  to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system, fadu_app;
