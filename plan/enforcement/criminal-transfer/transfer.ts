import { merge, type Procedure } from '@fadu/kernel';
import { penaltyLaw as apl, criminalTransferRules as trf } from '../../statutes/index.ts';
import { TRANSFER_CODE, task22 } from './common.ts';
import { answering } from './transfer-answering.ts';
import { transferLaws } from './transfer-laws.ts';
import { transferPapers } from './transfer-papers.ts';
import { sending } from './transfer-sending.ts';

const parts = merge(sending, answering);

/** Transfer of a suspected crime to the police (行刑衔接), task 22 of the plan; pack §7.3. */
export const criminalTransfer: Procedure = {
  code: TRANSFER_CODE,
  title: '涉嫌犯罪案件移送',
  system: 'criminal-transfer',
  version: '2020-08-07',
  from: '2020-08-07',
  cites: [trf.art('3'), trf.art('5'), trf.art('11'), apl.art('27'), task22],
  about:
    '行政执法中发现涉嫌犯罪的：专案组报告，正职负责人三日内决定，批准后二十四小时内移送；公安机关三日内决定是否立案，不立案的可以提请复议、建议立案监督；立案的三日内移交物品材料，不立案的退回行政处理。',
  relations: { lead: '移送机关', police: '公安机关' },
  roles: {
    'enforcement-officer': '执法人员',
    'case-clerk': '办案机构经办人',
    head: '机关负责人',
    'principal-head': '正职负责人',
    'police-clerk': '公安机关经办人',
  },
  phases: {
    reported: { title: '待正职负责人决定' },
    approved: { title: '已批准，待移送' },
    handed: { title: '公安机关审查' },
    declined: { title: '公安机关不予立案' },
    review: { title: '公安机关复议' },
    procuratorate: { title: '检察机关立案监督' },
    filed: { title: '公安机关已立案，待移交物品' },
    completed: { title: '移送办结', end: 'done' },
    returned: { title: '退回行政处理', end: 'done' },
    'not-transferred': { title: '不批准移送', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...transferLaws],
  papers: { ...parts.papers, ...transferPapers },
  titleFrom: 'report.title',
  owner: 'lead',
  series: { transfer: { title: '移送书文号', format: '{mark}移〔{year}〕{n}号', of: 'lead' } },
};
