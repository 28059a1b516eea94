import { merge, type Procedure, post } from '@fadu/kernel';
import { keptRecorded } from '../../full-process-record/index.ts';
import { explaining } from '../../law-popularisation/explaining.ts';
import { cites, task7, task24 } from './common.ts';
import { DUE_FACTS } from './counting.ts';
import { laws } from './laws.ts';
import { papers } from './papers.ts';
import { planning } from './planning.ts';
import { penaltyCase } from './prefill.ts';
import { results } from './results.ts';
import { visiting } from './visiting.ts';

export { INSPECTION_VISITS, VISIT_PLACES } from './common.ts';

const parts = keptRecorded(
  'inspection',
  ['close'],
  merge(
    planning,
    visiting,
    results,
    explaining({ by: [post('enforcement-officer', 'lead')], in: ['on-site', 'result', 'published'] }),
  ),
);

/** Inspection of an enterprise (涉企行政检查), tasks 7 and 24 of the plan: ground, cap, one entry, code, result in public. */
export const inspection: Procedure = {
  code: 'inspection',
  title: '涉企行政检查',
  system: 'inspections',
  version: '2026-01-01',
  from: '2024-12-30',
  cites: [...cites.ground, ...cites.cap, ...cites.joint, task7, task24],
  about:
    '对企业的每一次检查：有根据、事项公布、不超上限、不重复，能联合的一次进入；负责人批准，发通知书，持证人员扫码进入，照标准检查，结果告知、公示，问题跟踪到底。',
  transition: { says: '本版本施行前已经进入企业的检查，按原来的办法办完。', cites: [task24] },
  relations: { lead: '检查机关', partner: '联合检查的机关', enterprise: '企业' },
  roles: {
    'inspection-clerk': '检查计划人员',
    'enforcement-officer': '执法人员',
    head: '机关负责人',
  },
  phases: {
    planning: { title: '提请与批准' },
    approved: { title: '已批准，待入企' },
    urgent: { title: '紧急检查，待补办批准' },
    'on-site': { title: '检查中' },
    result: { title: '结果待公示' },
    published: { title: '已公示，后续处理' },
    closed: { title: '办结', end: 'done' },
    refused: { title: '企业依法拒绝，没有检查', end: 'stopped' },
    rejected: { title: '没有批准', end: 'stopped' },
    cancelled: { title: '取消', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...papers },
  titleFrom: ['propose.title', 'enter-urgently.title'],
  owner: 'lead',
  series: {
    visit: { title: '检查编号', format: '{mark}检〔{year}〕{n}号', of: 'lead' },
    notice: { title: '检查通知书文号', format: '{mark}检通〔{year}〕{n}号', of: 'lead' },
    correction: { title: '责令改正通知书文号', format: '{mark}责改〔{year}〕{n}号', of: 'actor.organ' },
  },
  publicFrom: ['publish-result'],
  tells: [...DUE_FACTS],
  leadsTo: [penaltyCase],
};
