-- Certificates that handlings brought about (R6.3): people’s are nobody’s business. What anyone may know of one, by its number, and
-- of an enterprise’s, by its credit code, is answered by two functions (licensing law, article 40).
insert into fadu.closed_register values ('certificate');
create index entry_certificate_holder on fadu.entry ((body ->> 'holderId')) where register = 'certificate';

-- The certificates of an enterprise or organisation: the latest version of each, in force or not. Nothing for a person.
create function fadu.certificates_of(p_holder text) returns setof fadu.entry
language sql stable security definer set search_path = pg_catalog as $$
  select e.* from fadu.entry e
  where e.register = 'certificate' and e.body ->> 'holderId' = p_holder and e.body ->> 'holderType' = '法人和其他组织'
    and not exists (select from fadu.entry l where l.region = e.region and l.register = e.register and l.code = e.code
      and l.version > e.version)
  order by e.body ->> 'validFrom' desc, e.code
$$;

-- One certificate by its number: what it is, who issued it, until when, whether it stands. Of a person only the first character.
create function fadu.certificate_check(p_code text)
returns table (code text, name text, organ text, valid_from text, valid_to text, status text, holder text, enterprise boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select e.code, e.body ->> 'name', e.body ->> 'organ', e.body ->> 'validFrom', e.body ->> 'validTo', e.body ->> 'status',
    case when e.body ->> 'holderType' = '法人和其他组织' then e.body ->> 'holder'
      else left(e.body ->> 'holder', 1) || repeat('＊', greatest(char_length(e.body ->> 'holder') - 1, 1)) end,
    e.body ->> 'holderType' = '法人和其他组织'
  from fadu.entry e
  where e.register = 'certificate' and e.code = p_code
    and not exists (select from fadu.entry l where l.region = e.region and l.register = e.register and l.code = e.code
      and l.version > e.version)
$$;
grant execute on function fadu.certificates_of, fadu.certificate_check
  to fadu_staff, fadu_overseer, fadu_resident, fadu_public, fadu_system, fadu_app;
