-- The plan document as imported, and its tasks. Recorded: each import is a new version with a leaf of kind `plan`;
-- nothing is changed or deleted. Everyone may read; the coordinating office of a region adds its own region's plan.
create table fadu.plan_document (
  region text not null references fadu.region (code),
  -- Document number 发文字号, and which import of it this is.
  number text not null,
  version int not null check (version > 0),
  title text not null,
  published_on date not null,
  imported_at timestamptz not null,
  imported_by jsonb not null,
  -- Of the text as received.
  sha256 text not null,
  text text not null,
  -- Chapters and sections with the tasks in each.
  outline jsonb not null,
  digest text not null,
  primary key (region, number, version)
);
create index plan_document_latest on fadu.plan_document (region, imported_at desc);

create table fadu.plan_task (
  region text not null,
  number text not null,
  version int not null,
  task int not null check (task > 0),
  chapter int not null,
  section int not null,
  text text not null,
  -- Bodies as resolved: [{kind, id, name, line}].
  lead jsonb not null,
  responsible jsonb not null,
  -- Why a lead was inferred, where the document names none.
  lead_flag text,
  dates jsonb not null,
  lines jsonb not null,
  primary key (region, number, version, task),
  foreign key (region, number, version) references fadu.plan_document (region, number, version)
);

alter table fadu.plan_document enable row level security;
alter table fadu.plan_task enable row level security;
create policy read_plan on fadu.plan_document for select using (true);
create policy read_plan_tasks on fadu.plan_task for select using (true);
create policy add_plan on fadu.plan_document for insert to fadu_staff with check (
  region = (select fadu.scope_region()) and (imported_by ->> 'organ') = (select fadu.scope_organ()));
create policy add_plan_tasks on fadu.plan_task for insert to fadu_staff with check (
  region = (select fadu.scope_region()));
grant select on fadu.plan_document, fadu.plan_task to fadu_staff, fadu_resident, fadu_public, fadu_system;
grant insert on fadu.plan_document, fadu.plan_task to fadu_staff;

-- One case for each task of a plan and region: the second opening meets this, whatever way it comes.
create unique index one_case_per_plan_task on fadu.act (region, (input ->> 'plan'), (input ->> 'taskNo'))
  where act = 'open-task' and seq = 1;

-- Figures count the duties of one kind in one region and year, however many there ever were.
create index clock_figures on fadu.clock (region, procedure, clock, started_at);
