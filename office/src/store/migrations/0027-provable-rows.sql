-- What had no leaf in the log: who opened a sealed text and why, attempts that were refused, flow charts as they were, and
-- what a committed list is called. A row changed, put in or taken away behind the engine's back could not be found. The
-- database itself now writes their leaf with the row: digest only, whatever way the row came in.

-- A row as it is proven. Times in UTC and bytes in hexadecimal, whoever asks.
create function fadu.row_digest(p jsonb) returns text language sql immutable set search_path = pg_catalog as $$
  select encode(sha256(convert_to(p::text, 'UTF8')), 'hex')
$$;

-- Its leaf, as canonical JSON.
create function fadu.row_leaf(p_table text, p_region text, p_ref text, p_digest text) returns text
language sql immutable set search_path = pg_catalog as $$
  select '{"digest":"' || p_digest || '","kind":"row","ref":' || to_json(p_ref)::text || ',"region":"' || p_region
    || '","table":"' || p_table || '","v":1}'
$$;

-- A list without its bytes, which its hash stands for.
create function fadu.list_facts(l fadu.committed_list) returns jsonb language sql stable
set search_path = pg_catalog set timezone = 'UTC' as $$
  select jsonb_build_object('region', l.region, 'organ', l.organ, 'hash', l.hash, 'kind', l.kind, 'title', l.title,
    'rows', l.rows, 'keys', l.keys, 'person', l.person, 'at', l.at)
$$;
create function fadu.reading_facts(r fadu.sealed_reading) returns jsonb language sql stable
set search_path = pg_catalog set timezone = 'UTC' as $$ select to_jsonb(r) - 'tx' $$;
create function fadu.attempt_facts(a fadu.attempt) returns jsonb language sql stable
set search_path = pg_catalog set timezone = 'UTC' as $$ select to_jsonb(a) $$;
create function fadu.chart_facts(f fadu.flow_chart) returns jsonb language sql stable
set search_path = pg_catalog set timezone = 'UTC' as $$ select to_jsonb(f) $$;

create function fadu.enter_row(p_table text, p_region text, p_ref text, p_facts jsonb) returns void language sql
security definer set search_path = pg_catalog as $$
  insert into fadu.leaf (region, kind, ref, body)
  values (p_region, 'row', p_table || '/' || p_ref,
    fadu.row_leaf(p_table, p_region, p_table || '/' || p_ref, fadu.row_digest(p_facts)))
$$;
revoke execute on function fadu.enter_row from public;

create function fadu.enter_list() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform fadu.enter_row('committed_list', new.region, new.organ || '/' || new.hash, fadu.list_facts(new));
  return null;
end $$;
create function fadu.enter_reading() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform fadu.enter_row('sealed_reading', new.region, new.id::text, fadu.reading_facts(new));
  return null;
end $$;
create function fadu.enter_attempt() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform fadu.enter_row('attempt', new.region, new.region || '/' || new.id, fadu.attempt_facts(new));
  return null;
end $$;
create function fadu.enter_chart() returns trigger language plpgsql security definer
set search_path = pg_catalog set timezone = 'UTC' as $$
begin
  perform fadu.enter_row('flow_chart', '000000', new.procedure || '/' || (to_jsonb(new.recorded_at) #>> '{}'),
    fadu.chart_facts(new));
  return null;
end $$;

create trigger enter_list after insert on fadu.committed_list for each row execute function fadu.enter_list();
create trigger enter_reading after insert on fadu.sealed_reading for each row execute function fadu.enter_reading();
create trigger enter_attempt after insert on fadu.attempt for each row execute function fadu.enter_attempt();
create trigger enter_chart after insert on fadu.flow_chart for each row execute function fadu.enter_chart();

-- What is there already is entered as it stands today.
set local timezone = 'UTC';
select fadu.enter_row('committed_list', l.region, l.organ || '/' || l.hash, fadu.list_facts(l))
  from fadu.committed_list l order by l.at, l.hash;
select fadu.enter_row('sealed_reading', r.region, r.id::text, fadu.reading_facts(r))
  from fadu.sealed_reading r order by r.id;
select fadu.enter_row('attempt', a.region, a.region || '/' || a.id, fadu.attempt_facts(a))
  from fadu.attempt a order by a.region, a.id;
select fadu.enter_row('flow_chart', '000000', f.procedure || '/' || (to_jsonb(f.recorded_at) #>> '{}'), fadu.chart_facts(f))
  from fadu.flow_chart f order by f.recorded_at, f.procedure;

grant execute on function fadu.row_digest, fadu.list_facts, fadu.reading_facts, fadu.attempt_facts, fadu.chart_facts
  to fadu_system;
-- The verifier holds sealed texts against the fingerprints in the acts; the ciphertext itself it does not get.
create function fadu.sealed_prints() returns table (region text, case_id text, seq int, field text, organ text, role text,
  at timestamptz, print text) language sql stable security definer set search_path = pg_catalog as $$
  select s.region, s.case_id, s.seq, s.field, s.organ, s.role, s.at, left(encode(sha256(s.ciphertext), 'hex'), 16)
  from fadu.sealed s
$$;
revoke execute on function fadu.sealed_prints from public;
grant execute on function fadu.sealed_prints to fadu_system;
