import { merge, type Procedure } from '@fadu/kernel';
import { enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { task39 } from '../settings.ts';
import { documents } from './documents.ts';
import { laws } from './laws.ts';
import { papers } from './papers.ts';
import { verifying } from './verifying.ts';

export { documentNamed, LEGACY_NAMES } from './forms.ts';
export { decisionSigners } from './laws.ts';

const parts = merge(verifying, documents);

/** One case of supervision of enforcement (行政执法监督), task 39 of the plan and State Council Order 825. */
export const supervisionCase: Procedure = {
  code: 'supervision-case',
  title: '行政执法监督',
  system: 'enforcement-supervision',
  version: '2026-02-01',
  from: '2026-02-01',
  cites: [sup.art('6'), sup.art('11'), sup.art('28'), task39],
  about:
    '从发现问题或者投诉到办结：核实、当场纠正、督办函、意见书、提请政府决定书、报告和复核、异议、通报、人员建议和线索移送。',
  transition: {
    says: '条例施行前制发的监督通知书、建议书继续有效，只作为历史记录录入。',
    cites: [sup.art('27')],
  },
  relations: {
    supervisor: '行政执法监督机构',
    subject: '被监督机关',
    government: '本级人民政府',
    complainant: '投诉人',
  },
  roles: {
    'supervision-clerk': '行政执法监督人员',
    head: '机关负责人',
    'case-clerk': '执法机关经办人',
    'principal-head': '正职负责人',
  },
  phases: {
    verifying: { title: '核实' },
    urging: { title: '督办函待落实' },
    opinion: { title: '意见书待落实' },
    proposed: { title: '已提请政府' },
    decided: { title: '决定书待落实' },
    closed: { title: '办结', end: 'done' },
    informed: { title: '已通报上级机关', end: 'done' },
    unfounded: { title: '不成立或者撤回', end: 'stopped' },
    redirected: { title: '转复议、诉讼处理', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...papers },
  titleFrom: ['open-found.title', 'open.title', 'complain.title'],
  owner: 'supervisor',
  series: {
    urging: { title: '督办函文号', format: '{mark}执督〔{year}〕{n}号', of: 'supervisor' },
    opinion: { title: '意见书文号', format: '{mark}执意〔{year}〕{n}号', of: 'supervisor' },
    decision: { title: '决定书文号', format: '{mark}执决〔{year}〕{n}号', of: 'government' },
  },
  publicFrom: ['tell-public'],
};
