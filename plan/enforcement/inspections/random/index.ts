import { merge, type Procedure } from '@fadu/kernel';
import { randomInspectionOpinion as rio } from '../../../statutes/index.ts';
import { cites, task7 } from '../common.ts';
import { drawing } from './drawing.ts';
import { laws } from './laws.ts';
import { planning } from './planning.ts';
import { results } from './results.ts';

export { INSPECTION_TASKS, RANDOM_DRAWS } from './facts.ts';

const parts = merge(planning, drawing, results);

/** Random inspection (双随机、一公开), task 7 of the plan: a draw that anyone can verify, results in time, follow-up linked. */
export const randomInspection: Procedure = {
  code: 'random-inspection',
  title: '双随机、一公开抽查',
  system: 'inspections',
  version: '2026-01-01',
  from: '2021-01-01',
  cites: [...cites.draw, rio.art('1')],
  about:
    '从年度计划的一批抽查到办结：方案批准公布、清单冻结、公开随机数、抽取、下达任务、登记和公示结果、后续处理。抽取的每一步都公开，任何人都能重新算一遍。',
  transition: { says: '本版本施行前公布的抽查方案，按公布时的办法抽取和公示。', cites: [task7] },
  relations: { lead: '牵头机关', partner: '联合机关' },
  roles: {
    'inspection-clerk': '检查计划人员',
    head: '机关负责人',
    'draw-witness': '抽取监督人员',
  },
  phases: {
    planning: { title: '拟订方案' },
    published: { title: '方案已公布，待冻结清单' },
    frozen: { title: '清单已冻结，待随机数' },
    seeded: { title: '随机数已复核，待抽取' },
    drawn: { title: '已抽取，待下达' },
    checking: { title: '检查与公示' },
    closed: { title: '办结', end: 'done' },
    cancelled: { title: '取消', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  titleFrom: ['draft-plan.title'],
  owner: 'lead',
  series: { draw: { title: '抽取编号', format: '{mark}抽〔{year}〕{n}号', of: 'lead' } },
  publicFrom: ['publish-plan'],
};
