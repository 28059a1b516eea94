import { type Fragment, merge, type Procedure } from '@fadu/kernel';
import { legislationLaw, rulemakingRegulations as rules } from '../../statutes/index.ts';
import { type Instrument, task9, task13, task14, task15 } from './common.ts';
import { congress } from './congress.ts';
import { consulting } from './consulting.ts';
import { examining } from './examining.ts';
import { regulationLaws, ruleLaws, sharedLaws } from './laws.ts';
import { living } from './living.ts';
import { regulationPapers, rulePapers, sharedPapers } from './papers.ts';
import { promulgating } from './promulgating.ts';
import { proposing } from './proposing.ts';

export { annualLegislativePlan } from './annual-plan.ts';

const shared = (instrument: Instrument, decided: string): Fragment[] => [
  proposing(instrument),
  consulting(instrument),
  examining(instrument, decided),
];

const relations = {
  lead: '起草单位',
  'co-drafters': '共同起草单位',
  maker: '制定机关',
  office: '制定机关办公机构',
  examiner: '法制机构',
  regulator: '公平竞争审查机构',
  consulted: '被征求意见的部门',
} as const;
const roles = {
  drafter: '起草人员',
  head: '单位负责人',
  'office-clerk': '办文人员',
  'legality-reviewer': '审查人员',
  'competition-reviewer': '公平竞争审查人员',
  'responsible-leader': '分管负责同志',
  'principal-head': '主要负责人',
} as const;
const phases = {
  proposal: { title: '立项' },
  drafting: { title: '调研起草' },
  consultation: { title: '征求意见' },
  submission: { title: '送审准备' },
  examination: { title: '法制机构审查' },
  held: { title: '缓办' },
  deliberation: { title: '政府会议审议' },
} as const;
const leaving = {
  rejected: { title: '不予立项', end: 'stopped' },
  withdrawn: { title: '撤回', end: 'stopped' },
  terminated: { title: '终止', end: 'stopped' },
  deferred: { title: '转入下一年度', end: 'stopped' },
  converted: { title: '转为规范性文件', end: 'stopped' },
  merged: { title: '并入其他项目', end: 'stopped' },
} as const;
const examinationSeries = {
  'examination-opinion': {
    title: '审查意见书编号',
    format: '{mark}立审〔{year}〕{n}号',
    of: 'examiner',
  },
} as const;

const ruleParts = merge(...shared('government-rule', 'promulgation'), promulgating, living);

/** Making of a city government's rule (政府规章), tasks 9 and 13 to 15 of the plan. */
export const governmentRule: Procedure = {
  code: 'government-rule',
  title: '政府规章制定',
  system: 'legislation',
  version: '2023-03-15',
  from: '2023-03-15',
  cites: [task13, task14, task15, rules.art('2'), legislationLaw.art('93')],
  about:
    '市政府制定规章必须走的程序：立项、评估、起草、公开征求意见、听证、部门协商、审查、会议决定、市长签署、公布、刊载、备案，以及解释、评估、清理、修改和废止。',
  transition: { says: '本版本施行前已经报送审查的规章，按报送时的程序办完。', cites: [task14] },
  relations,
  roles,
  phases: {
    ...phases,
    promulgation: { title: '签署公布' },
    published: { title: '刊载与备案' },
    'in-force': { title: '实施' },
    concluded: { title: '决定公布完毕', end: 'done' },
    repealed: { title: '废止', end: 'done' },
    ...leaving,
  },
  ...ruleParts,
  laws: [...ruleParts.laws, ...sharedLaws, ...ruleLaws],
  papers: { ...ruleParts.papers, ...sharedPapers, ...rulePapers },
  titleFrom: 'propose.title',
  owner: 'lead',
  series: {
    ...examinationSeries,
    order: { title: '政府令编号', format: '{mark}令〔{year}〕{n}号', of: 'maker' },
  },
  publicFrom: ['open-consultation', 'announce-hearing', 'promulgate'],
};

const regulationParts = merge(...shared('local-regulation', 'bill'), congress);

/** A draft local regulation (地方性法规草案) from the project to the bill, and its milestones at the congress. */
export const localRegulationDraft: Procedure = {
  code: 'local-regulation-draft',
  title: '地方性法规草案',
  system: 'legislation',
  version: '2023-03-15',
  from: '2023-03-15',
  cites: [task13, task14, task15, task9, legislationLaw.art('81')],
  about:
    '市政府起草地方性法规草案、提出议案的程序；提请审议以后在人大的审议、表决、报批和公告逐项记录。省人大常委会批准以前不是有效的法规。',
  transition: { says: '本版本施行前已经提请审议的法规案，只记录以后的进展。', cites: [task14] },
  relations: { ...relations, maker: '提案机关（市政府）', 'provincial-committee': '省人大常委会' },
  roles,
  phases: {
    ...phases,
    bill: { title: '签署议案' },
    congress: { title: '人大审议' },
    'adopted-pending-approval': { title: '已通过，待批准' },
    reported: { title: '已报请批准' },
    approved: { title: '已批准，待公告' },
    announced: { title: '已公告' },
    concluded: { title: '公布施行', end: 'done' },
    'not-adopted': { title: '表决未通过', end: 'stopped' },
    ...leaving,
  },
  ...regulationParts,
  laws: [...regulationParts.laws, ...sharedLaws, ...regulationLaws],
  papers: { ...regulationParts.papers, ...sharedPapers, ...regulationPapers },
  titleFrom: 'propose.title',
  owner: 'lead',
  series: {
    ...examinationSeries,
    bill: { title: '议案编号', format: '{mark}案〔{year}〕{n}号', of: 'maker' },
  },
  publicFrom: ['open-consultation', 'announce-hearing', 'announce'],
};
