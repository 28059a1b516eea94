-- Explanations, letters of guidance and decisions of a year are counted from the acts themselves (R27.1).
create index act_explained on fadu.act (region, act, at)
  where act in ('explain-law', 'issue-guidance', 'decide-penalty');
