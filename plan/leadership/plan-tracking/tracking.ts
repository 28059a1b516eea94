/** The procedure that tracks one task of the plan in one region (R0.2 to R0.5). */
import { merge, type Procedure } from '@fadu/kernel';
import { closing } from './closing.ts';
import { laws } from './laws.ts';
import { reporting } from './reporting.ts';
import { practice, task48, task49 } from './settings.ts';
import { supervising } from './supervising.ts';
import { papers } from './tracking-papers.ts';

const parts = merge(reporting, supervising, closing);

/** One case for each task and region: opened by the coordinating office, reported on by the lead body, closed after verification. */
export const taskTracking: Procedure = {
  code: 'task-tracking',
  title: '方案任务跟踪',
  system: 'plan-tracking',
  version: '2022-02-25',
  from: '2022-02-25',
  cites: [task49, task48, practice],
  about: '把实施方案的每一项任务管到底：分解节点、报送进展、认定证据、亮灯督办、核验销号。',
  transition: { says: '本版本施行前已经立项的任务，按立项时的规则办完。', cites: [practice] },
  relations: {
    coordinator: '统筹部门',
    lead: '牵头单位',
    responsible: '责任单位',
    superior: '上级统筹部门',
  },
  roles: {
    'plan-coordinator': '方案统筹人员',
    'plan-reporter': '任务填报人员',
    head: '单位负责人',
  },
  phases: {
    tracking: { title: '推进' },
    closing: { title: '销号核验' },
    closed: { title: '已销号' },
    'not-applicable-pending': { title: '不适用待批' },
    archived: { title: '期满归档', end: 'done' },
    'not-applicable': { title: '经批准不适用', end: 'stopped' },
    'carried-over': { title: '转入下一方案', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...papers },
  titleFrom: 'open-task.title',
  owner: 'coordinator',
  series: { supervision: { title: '督办单编号', format: '{mark}督〔{year}〕{n}号', of: 'coordinator' } },
  publicFrom: ['open-task'],
};
