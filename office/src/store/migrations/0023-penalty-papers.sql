-- A penalty decision names its party with number and address: it goes to the party, and the public reads the masked
-- record (penalty-record). Decisions made before this were marked public; the mark stands in their digest and stays, but
-- nobody outside reads them any more.
drop policy public_papers on fadu.paper;
create policy public_papers on fadu.paper for select to fadu_public, fadu_resident
  using (public and title not like '%行政处罚决定书%');
