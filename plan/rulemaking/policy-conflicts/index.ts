import { merge, type PaperTemplate, type Procedure } from '@fadu/kernel';
import { extension } from '../../fragments/extension.ts';
import { applying } from './applying.ts';
import { leadHead, task16, timeCites } from './common.ts';
import { clocks, coordinating } from './coordinating.ts';
import { laws } from './laws.ts';
import { papers } from './papers.ts';

export { CONFLICT_RESULTS } from './facts.ts';

const parts = merge(
  applying,
  coordinating,
  clocks,
  extension({
    act: 'extend-coordination',
    title: '延长协调期限',
    by: leadHead,
    in: ['coordinating'],
    clock: 'coordination',
    clockTitle: '协调期限',
    cites: timeCites.coordination,
    code: 'EXTEND',
    paper: { name: 'extension-notice', template: papers['extension-notice'] as PaperTemplate },
  }),
);
const { 'extension-notice': _, ...ownPapers } = papers;

/** Coordination of conflicting department policies (部门政策冲突协调), task 16 of the plan. */
export const policyConflict: Procedure = {
  code: 'policy-conflict',
  title: '部门政策冲突协调',
  system: 'policy-conflicts',
  version: '2024-11-01',
  from: '2021-01-01',
  cites: [task16],
  about:
    '两个以上部门的文件不能同时遵守时，受影响的人申请协调；主要实施部门牵头协调、评估，结果书面答复并绑定到各份文件。',
  transition: { says: '本版本施行前受理的，按受理时的程序办完。', cites: [task16] },
  relations: {
    applicant: '申请人',
    desk: '司法行政部门',
    department: '冲突的部门',
    lead: '主要实施部门',
    government: '本级人民政府',
  },
  roles: {
    'filing-reviewer': '备案审查人员',
    'office-clerk': '办文人员',
    head: '单位负责人',
    'principal-head': '主要负责人',
  },
  phases: {
    applied: { title: '受理审查' },
    naming: { title: '确定牵头部门' },
    coordinating: { title: '协调与评估' },
    escalated: { title: '政府决定' },
    answering: { title: '答复' },
    answered: { title: '已答复，结果已绑定', end: 'done' },
    declined: { title: '不予受理', end: 'stopped' },
    withdrawn: { title: '撤回', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...ownPapers },
  titleFrom: 'apply.subject',
  owner: 'desk',
  series: { 'conflict-result': { title: '协调结果文号', format: '{mark}协调〔{year}〕{n}号', of: 'lead' } },
  publicFrom: ['answer-applicant'],
};
