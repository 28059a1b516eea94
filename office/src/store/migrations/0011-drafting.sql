-- Near copies: which published texts a draft repeats. Every published document and every version of a statute leaves a
-- sample of its wording (hashes of short runs of characters); a draft is compared by the hashes it shares. All of it is
-- computed from fadu.entry and fadu.instrument_version and may be rebuilt.
create table fadu.near_source (
  id bigint generated always as identity primary key,
  -- `entry`: key is region, register and code of the entry; `instrument`: key is the canonical id of the text.
  kind text not null check (kind in ('entry', 'instrument')),
  key text not null,
  version int not null,
  case_id text,
  -- Characters of the text without blanks and marks.
  length int not null,
  unique (kind, key)
);
create table fadu.near_print (
  hash int not null,
  source bigint not null references fadu.near_source (id) on delete cascade,
  primary key (hash, source)
);
create index on fadu.near_print (source);

-- What waits to be read; filled in the same transaction that publishes the text.
create table fadu.near_todo (
  id bigint generated always as identity primary key,
  kind text not null,
  region text,
  register text,
  code text not null,
  version int not null
);

create function fadu.near_entry() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into fadu.near_todo (kind, region, register, code, version)
  values ('entry', new.region, new.register, new.code, new.version);
  return null;
end $$;
create trigger near_entry after insert on fadu.entry for each row
  when (new.register in ('normative-documents', 'rules')) execute function fadu.near_entry();

create function fadu.near_instrument() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into fadu.near_todo (kind, code, version) values ('instrument', new.instrument, new.version);
  return null;
end $$;
create trigger near_instrument after insert on fadu.instrument_version for each row execute function fadu.near_instrument();

insert into fadu.near_todo (kind, region, register, code, version)
  select 'entry', region, register, code, version from fadu.entry
  where register in ('normative-documents', 'rules') order by region, register, code, version;
insert into fadu.near_todo (kind, code, version)
  select 'instrument', instrument, version from fadu.instrument_version order by instrument, version;

grant select, insert, update, delete on fadu.near_source, fadu.near_print, fadu.near_todo to fadu_system;
