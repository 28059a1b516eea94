-- Public search: one row for everything the portal finds, with the words it is found by. Computed, can be rebuilt.
create table fadu.search_doc (
  region text not null,
  kind text not null,
  ref text not null,
  url text not null,
  title text not null,
  body text not null,
  -- Every dictionary word of title and body; words of the title once more with the prefix t:, document numbers with #.
  words tsvector not null,
  -- 0 in force or open, 1 not yet in force, 2 closed, 3 expired, 4 repealed.
  rank_class int not null,
  law_from date,
  law_to date,
  primary key (region, kind, ref)
);
create index search_words on fadu.search_doc using gin (words);
grant select on fadu.search_doc to fadu_staff, fadu_resident, fadu_public, fadu_system;
grant insert, update, delete on fadu.search_doc to fadu_system;

-- A file is looked up by its hash, a consultation by its opening.
create index paper_pdf on fadu.paper (pdf);
create index paper_docx on fadu.paper (docx);
create index public_act_name on fadu.public_act (act, at desc);
