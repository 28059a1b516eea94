-- Visits to enterprises: each place in the count of an organ's year at an enterprise is given out once, so that two
-- visits at the same moment cannot both be the last that is allowed; visits and tasks are found by the enterprise.
create unique index entry_visit_place on fadu.entry (region, register, code) where register = 'inspection-visit-place';
create index entry_object on fadu.entry (register, (body ->> 'object'))
  where register in ('inspection-visit', 'inspection-task');
