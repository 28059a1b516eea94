import { type CaseView, type LeadsTo, merge, type Procedure } from '@fadu/kernel';
import { penaltyLaw as apl } from '../../statutes/index.ts';
import { guidance } from '../case-documents/index.ts';
import { penaltyToCredit } from '../credit-grading/leads.ts';
import { keptRecorded } from '../full-process-record/index.ts';
import { penaltyToOrgan } from '../joint-enforcement/leads.ts';
import { explaining } from '../law-popularisation/explaining.ts';
import { deciding } from './deciding.ts';
import { currentProposal } from './facts.ts';
import { filing } from './filing.ts';
import { investigation } from './investigation.ts';
import { laws } from './laws.ts';
import { notice } from './notice.ts';
import { papers } from './papers.ts';
import { performing } from './performing.ts';
import { handler, task24, task26 } from './shared.ts';

/** Acts that end a case of this organ; a case that goes to another organ takes its duty to record along. */
const CLOSINGS = ['not-file', 'terminate', 'withdraw-filing', 'close', 'close-unexecuted', 'close-set-aside'];

/** From filing to the end of performance the law is explained. */
const EXPLAINED_IN = [
  'investigation',
  'case-review',
  'notice',
  'hearing',
  'decision',
  'service',
  'performance',
];
/** What the proposal in force stands on. */
const basisOf = (view: CaseView) =>
  (currentProposal(view)?.basis ?? []).map((b) => ({
    instrument: b.title,
    ...(/^\d{1,4}(-\d{1,2})?$/.test(b.article) && { article: b.article }),
  }));

const parts: ReturnType<typeof keptRecorded> = keptRecorded(
  'penalty-ordinary',
  CLOSINGS,
  merge(
    filing,
    investigation,
    ...notice,
    ...deciding,
    ...performing({ shown: true, others: true, reviewFirst: false, forms: () => parts.acts }),
    guidance({ after: 'decide-penalty', by: handler, in: ['service', 'performance'] }),
    explaining({ by: handler, in: EXPLAINED_IN, hearing: 'hold-hearing', laws: basisOf }),
  ),
);

const numberOf = (view: CaseView) => ({
  penaltyCase: view.issued('file', 'case') ?? view.issued('register-clue', 'clue') ?? view.state.id,
});
/** What a case may need beside it: a seizure, a transfer to the police. They take the party from this case. */
const measure: LeadsTo = {
  procedure: 'compulsory-measure',
  act: 'apply',
  title: '为本案申请查封、扣押、冻结',
  in: ['clue', 'investigation'],
  from: numberOf,
};
const crime: LeadsTo = {
  procedure: 'criminal-transfer',
  act: 'report',
  title: '涉嫌犯罪，报请移送公安机关',
  in: ['investigation', 'case-review', 'notice', 'hearing', 'decision'],
  from: (view, env) => ({ ...numberOf(view), reportedOn: env.today }),
};
/** Back from criminal justice: the opinion of the procuratorate is registered beside the case that went there. */
const opinion: LeadsTo = {
  procedure: 'reverse-transfer',
  act: 'register-opinion',
  title: '登记检察机关的意见',
  in: ['investigation', 'transferred', 'terminated'],
  from: (view) => ({
    ...numberOf(view),
    ...Object.fromEntries(
      ['title', 'partyName', 'conduct', 'actEndedOn', 'discoveredOn', 'graveHarm'].map((name) => [
        name,
        view.get(`register-clue.${name}`),
      ]),
    ),
  }),
};

/** Administrative penalty, ordinary procedure (普通程序), tasks 24 and 26 of the plan. */
export const penaltyOrdinary: Procedure = {
  code: 'penalty-ordinary',
  title: '行政处罚（普通程序）',
  system: 'penalty-cases',
  version: '2021-07-15',
  from: '2021-07-15',
  cites: [apl.art('54'), apl.art('57'), task24, task26],
  about:
    '从线索到结案的行政处罚普通程序：立案、调查、告知、陈述申辩、听证、法制审核、集体讨论、决定、送达、公示、履行、强制执行和救济。',
  transition: {
    says: '规定修改前已经立案的，程序按新规定办理，已经完成的步骤仍然有效；实体按从旧兼从轻。',
    cites: [apl.art('37')],
  },
  relations: { lead: '办案机关', party: '当事人' },
  roles: {
    'enforcement-officer': '执法人员',
    'case-clerk': '办案机构经办人',
    'case-reviewer': '案件审核人员',
    'legality-reviewer': '法制审核人员',
    'hearing-host': '听证主持人',
    head: '机关负责人',
    'principal-head': '正职负责人',
  },
  phases: {
    clue: { title: '线索核查' },
    investigation: { title: '调查取证' },
    'case-review': { title: '案件审核' },
    notice: { title: '告知与陈述申辩' },
    hearing: { title: '听证' },
    decision: { title: '法制审核与决定' },
    service: { title: '送达' },
    performance: { title: '履行' },
    enforcement: { title: '法院强制执行' },
    archived: { title: '结案归档' },
    'set-aside': { title: '决定被撤销' },
    closed: { title: '终结', end: 'done' },
    unexecuted: { title: '未能执行结案', end: 'stopped' },
    annulled: { title: '撤销结案', end: 'stopped' },
    'not-filed': { title: '不予立案', end: 'stopped' },
    transferred: { title: '移送', end: 'stopped' },
    terminated: { title: '终止调查', end: 'stopped' },
    withdrawn: { title: '撤销立案', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...papers },
  titleFrom: 'register-clue.title',
  owner: 'lead',
  leadsTo: [measure, crime, opinion, penaltyToCredit, penaltyToOrgan],
  series: {
    clue: { title: '案件来源登记号', format: '{mark}案源〔{year}〕{n}号', of: 'lead' },
    case: { title: '立案号', format: '{mark}罚立〔{year}〕{n}号', of: 'lead' },
    notice: { title: '告知书编号', format: '{mark}罚告〔{year}〕{n}号', of: 'lead' },
    'hearing-notice': { title: '听证通知书编号', format: '{mark}听通〔{year}〕{n}号', of: 'lead' },
    'legality-opinion': { title: '法制审核意见书编号', format: '{mark}法审〔{year}〕{n}号', of: 'lead' },
    decision: { title: '处罚决定书文号', format: '{mark}罚决〔{year}〕{n}号', of: 'lead' },
    urge: { title: '催告书编号', format: '{mark}罚催〔{year}〕{n}号', of: 'lead' },
  },
};
