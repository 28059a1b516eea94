-- Search over texts of law: an inverted index kept as rows. A block holds up to 65,536 provisions; for each term of a
-- block one row says in which of them it stands and how much it counts there. All of it is computed and may be rebuilt.
create table fadu.law_block (
  id bigint generated always as identity primary key,
  docs int not null check (docs between 1 and 65536),
  -- Per document, little-endian: which span (uint16), ordinal in its version (uint32), first and last day as law (int32,
  -- days since 1970).
  spans bytea not null,
  ordinals bytea not null,
  law_from bytea not null,
  law_to bytea not null,
  -- Way in which the index was made; blocks made in another way are made again.
  form int not null
);
alter table fadu.law_block alter spans set storage external, alter ordinals set storage external,
  alter law_from set storage external, alter law_to set storage external;

-- Documents of one version of one text, side by side in a block. A document without its span is not found any more.
create table fadu.law_span (
  block bigint not null references fadu.law_block (id) on delete cascade,
  nr int not null,
  instrument text not null,
  version int not null,
  docs int not null,
  primary key (block, nr)
);
create index on fadu.law_span (instrument);

-- `list`: documents as uint16, then how much the term counts in each as uint8. `df` of them.
create table fadu.law_posting (
  block bigint not null,
  term text collate "C" not null,
  df int not null,
  list bytea not null,
  primary key (block, term)
);
alter table fadu.law_posting alter list set storage external;

-- Changes with every change of the index, so that readers know that what they keep is old.
create table fadu.law_index_state (one boolean primary key default true check (one), generation bigint not null);
insert into fadu.law_index_state (generation) values (1);

-- Texts whose rows changed since they were indexed. `n` counts, so that a change made meanwhile is never lost.
create table fadu.law_dirty (instrument text primary key, n bigint not null default 1);

grant select on fadu.law_block, fadu.law_span, fadu.law_posting, fadu.law_index_state, fadu.law_dirty
  to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system;
grant insert, update, delete on fadu.law_block, fadu.law_span, fadu.law_posting, fadu.law_dirty to fadu_system;
grant update on fadu.law_index_state to fadu_system;

-- Whoever writes a text, by whatever way, makes it due for indexing; the server's indexer looks every few seconds.
create function fadu.law_due(p_instruments text[]) returns void language plpgsql security definer
  set search_path = pg_catalog as $$
begin
  insert into fadu.law_dirty (instrument)
    select distinct x from unnest(p_instruments) x where x is not null order by 1
    on conflict (instrument) do update set n = law_dirty.n + 1;
end $$;
revoke all on function fadu.law_due from public;

create function fadu.law_changed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_table_name = 'instrument' then
    perform fadu.law_due(array(select distinct id from changed));
  else
    perform fadu.law_due(array(select distinct instrument from changed));
  end if;
  return null;
end $$;
create trigger law_due_insert after insert on fadu.provision referencing new table as changed
  for each statement execute function fadu.law_changed();
create trigger law_due_update after update on fadu.provision referencing new table as changed
  for each statement execute function fadu.law_changed();
create trigger law_due_delete after delete on fadu.provision referencing old table as changed
  for each statement execute function fadu.law_changed();
create trigger law_due_insert after insert on fadu.instrument referencing new table as changed
  for each statement execute function fadu.law_changed();
create trigger law_due_update after update on fadu.instrument referencing new table as changed
  for each statement execute function fadu.law_changed();
create trigger law_due_insert after insert on fadu.instrument_alias referencing new table as changed
  for each statement execute function fadu.law_changed();
create trigger law_due_insert after insert on fadu.instrument_event referencing new table as changed
  for each statement execute function fadu.law_changed();
insert into fadu.law_dirty (instrument) select distinct instrument from fadu.provision on conflict do nothing;

-- The search over everything else: who made it and on which day, to choose by; entries of registers can be in it.
alter table fadu.search_doc add column organ text, add column day date, add column key text;
create index search_doc_organ on fadu.search_doc (organ) where organ is not null;
