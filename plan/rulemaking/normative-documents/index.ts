import { merge, type Procedure } from '@fadu/kernel';
import { normativeDocumentOpinion as ndo, localOrganizationLaw as org } from '../../statutes/index.ts';
import { task16, task36 } from './common.ts';
import { consulting, drafting } from './drafting.ts';
import { issuing } from './issuing.ts';
import { laws } from './laws.ts';
import { living } from './living.ts';
import { papers } from './papers.ts';
import { proposing } from './proposing.ts';
import { reviewing } from './reviewing.ts';

const parts = merge(proposing, drafting, consulting, ...reviewing, ...issuing, living);

/** Making of an administrative normative document (行政规范性文件), tasks 16 and 36 of the plan. */
export const normativeDocument: Procedure = {
  code: 'normative-document',
  title: '行政规范性文件制定',
  system: 'normative-documents',
  version: '2024-08-01',
  from: '2024-08-01',
  cites: [task16, task36, org.art('75'), ndo.art('3')],
  about:
    '政府和部门制发“红头文件”必须走的程序：立项、起草、征求意见、审查、合法性审核、集体审议、签署、编号、公布、解读、备案。',
  transition: { says: '本版本施行前已经送审的文件，按送审时的程序办完。', cites: [task16] },
  relations: {
    lead: '起草单位',
    maker: '制定机关',
    office: '制定机关办公机构',
    reviewer: '合法性审核机构',
    regulator: '公平竞争审查机构',
    'ideology-body': '意识形态审查单位',
    'security-body': '国家和公共安全审查单位',
    'environment-body': '生态环保审查单位',
    consulted: '被征求意见的部门',
  },
  roles: {
    drafter: '起草人员',
    head: '单位负责人',
    'office-clerk': '办文人员',
    'legality-reviewer': '合法性审核人员',
    'competition-reviewer': '公平竞争审查人员',
    'special-reviewer': '专项审查人员',
    'principal-head': '主要负责人',
  },
  phases: {
    proposal: { title: '立项' },
    drafting: { title: '调研起草' },
    consultation: { title: '征求意见与审查' },
    review: { title: '合法性审核' },
    deliberation: { title: '集体审议' },
    issuing: { title: '签署、编号、公布' },
    published: { title: '解读与备案' },
    'in-force': { title: '有效' },
    expired: { title: '失效', end: 'done' },
    repealed: { title: '废止', end: 'done' },
    terminated: { title: '终止', end: 'stopped' },
    'not-normative': { title: '不属于规范性文件', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...papers },
  titleFrom: 'propose.title',
  owner: 'lead',
  series: {
    registration: { title: '立项登记号', format: '{mark}规登〔{year}〕{n}号', of: 'office' },
    'legality-opinion': { title: '审核意见书编号', format: '{mark}法审〔{year}〕{n}号', of: 'reviewer' },
    document: { title: '发文字号', format: '{mark}规〔{year}〕{n}号', of: 'maker' },
    index: { title: '索引号', format: '{uscc}/{year}-{n:5}', of: 'maker' },
  },
  publicFrom: ['open-consultation', 'publish'],
};
