-- Nothing writes or reads this column of the public search: entries of registers are found by their ref.
alter table fadu.search_doc drop column key;
