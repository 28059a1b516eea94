import {
  cond,
  type Fragment,
  type Law,
  type LeadsTo,
  law,
  merge,
  need,
  not,
  type Procedure,
} from '@fadu/kernel';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  reconsiderationLaw as arl,
  publicSecurityLaw as psl,
} from '../../statutes/index.ts';
import { keptRecorded } from '../full-process-record/index.ts';
import { explaining } from '../law-popularisation/explaining.ts';
import { cash } from './cash.ts';
import { clue } from './forms.ts';
import { onSpot } from './on-spot.ts';
import { papers, simplePapers } from './papers.ts';
import { performing } from './performing.ts';
import { handler, task24, task26 } from './shared.ts';

const parts: ReturnType<typeof keptRecorded> = keptRecorded(
  'penalty-simple',
  ['close', 'close-unexecuted', 'close-set-aside'],
  merge(
    ...onSpot,
    cash,
    ...performing({ shown: false, others: false, reviewFirst: true, forms: () => parts.acts }),
    explaining({ by: handler, in: ['on-spot', 'service', 'performance'] }),
  ),
);

/** Closing waits for the money taken in cash and for the report to the organ, whichever way the case closes. */
const closing = (name: string) => {
  const def = parts.acts[name];
  if (!def) throw new Error(`no act ${name}`);
  return {
    ...def,
    needs: [
      ...(def.needs ?? []),
      need(
        'CASH-BANKED',
        not({ op: 'any', of: [cond('cash-with-officer'), cond('cash-with-organ')] }),
        '当场收缴的罚款还没有缴付银行',
        [apl.art('71')],
      ),
      need('REPORTED', { op: 'done', act: 'report-decision' }, '还没有报所属机关备案', [apl.art('52')]),
    ],
  };
};
const acts: NonNullable<Fragment['acts']> = {
  ...parts.acts,
  ...Object.fromEntries(
    ['close', 'close-unexecuted', 'revoke-decision', 'remedy-set-aside'].map((name) => [name, closing(name)]),
  ),
};

/** Laws of `penalty-simple`; caps, kinds and cash are input rules (SIMPLE-CAP, CASH) tested with their cases. */
const laws: readonly Law[] = [
  law('INV-P1', '没有告知拟处罚内容和权利的，不得当场处罚', [apl.art('44'), apl.art('62'), task24], {
    kind: 'precedes',
    first: [{ act: 'tell-rights' }],
    then: 'decide-penalty',
    since: ['void-form'],
  }),
  law('INV-P1-HEARD', '告知之后没有听取陈述、申辩的，不得当场处罚', [apl.art('45'), apl.art('62'), task24], {
    kind: 'precedes',
    first: [{ act: 'hear-party' }],
    then: 'decide-penalty',
    since: ['tell-rights', 'void-form'],
  }),
  law('SERVED', '当场作出的决定必须交付当事人', [apl.art('52')], {
    kind: 'answered',
    cause: { act: 'decide-penalty' },
    effect: ['serve-decision', 'void-form'],
  }),
  law('REPORTED', '当场处罚必须报所属机关备案', [apl.art('52'), psl.art('120')], {
    kind: 'answered',
    cause: { act: 'decide-penalty' },
    effect: ['report-decision', 'void-form'],
  }),
  law('INV-P7', '当场收缴的罚款必须交至机关并缴付银行', [apl.art('71'), apl.art('74')], {
    kind: 'answered',
    cause: { act: 'collect-cash' },
    effect: ['bank-cash'],
  }),
  law('INV-P7-ORDER', '没有交至机关的，不得登记缴付银行', [apl.art('71')], {
    kind: 'precedes',
    first: [{ act: 'hand-in-cash' }],
    then: 'bank-cash',
    since: ['collect-cash'],
  }),
  law('INV-P7-SERVED', '决定书没有交付的，不得当场收缴罚款', [apl.art('52'), apl.art('68')], {
    kind: 'precedes',
    first: [{ act: 'serve-decision' }],
    then: 'collect-cash',
  }),
  law('ONE-DECISION', '同一案件不得既处罚又不予处罚', [apl.art('51')], {
    kind: 'only-while',
    act: 'no-penalty',
    guard: not({ op: 'done', act: 'decide-penalty' }),
  }),
  law('INV-P8-REMEDY', '复议、诉讼期间不得加处罚款', [apl.art('73')], {
    kind: 'precedes',
    first: [{ act: 'serve-decision' }, { act: 'remedy-upheld' }, { act: 'remedy-changed' }],
    then: 'charge-late-fine',
    since: ['register-remedy'],
  }),
  law('P9-URGED', '没有催告的，不得申请法院强制执行', [acl.art('54')], {
    kind: 'precedes',
    first: [{ act: 'serve-urge' }],
    then: 'apply-court',
    since: ['urge'],
  }),
  law('P9-URGE-PERIOD', '催告书送达不满十个工作日的，不得申请法院强制执行', [acl.art('54')], {
    kind: 'waits',
    act: 'apply-court',
    clock: 'urging',
  }),
  law('P9', '超过三个月的，不得申请法院强制执行', [acl.art('53'), apl.art('72')], {
    kind: 'only-while',
    act: 'apply-court',
    guard: not({ op: 'clock', clock: 'court-application', is: 'elapsed' }),
  }),
  law('WHOLE', '终结的案件，告知、听取意见、决定、交付、备案、结案一步不少', [apl.art('52')], {
    kind: 'ends-with',
    ends: ['closed'],
    acts: ['tell-rights', 'hear-party', 'decide-penalty', 'serve-decision', 'report-decision', 'close'],
  }),
];

/** The papers that its acts make. */
const named = new Set(Object.values(acts).flatMap((def) => def.papers ?? []));
const used = Object.fromEntries(
  Object.entries({ ...papers, ...simplePapers }).filter(([name]) => named.has(name)),
);

/** 转普通程序: the case goes on as an ordinary one, with everything that was entered on the spot. */
const toOrdinary: LeadsTo = {
  procedure: 'penalty-ordinary',
  act: 'register-clue',
  title: '按普通程序登记案件来源',
  in: ['ordinary'],
  from: (view) => {
    const known = view.last('register-clue')?.input ?? {};
    const fields = Object.keys(clue.shape).filter((name) => known[name] !== undefined);
    return {
      ...Object.fromEntries(fields.map((name) => [name, known[name]])),
      source: '监督检查',
      sourceDetail: `当场查处时发现，${view.text('to-ordinary.reason')}`,
      realName: false,
      sourceCase: view.state.id,
    };
  },
};

/** Administrative penalty, simple procedure (简易程序, 当场处罚). */
export const penaltySimple: Procedure = {
  code: 'penalty-simple',
  title: '行政处罚（简易程序）',
  system: 'penalty-cases',
  version: '2021-07-15',
  from: '2021-07-15',
  cites: [apl.art('51'), apl.art('52'), arl.art('23'), task24, task26],
  about: '当场处罚：出示证件、告知、听取意见、决定、交付、备案，罚款的缴纳和救济。只适用于警告和小额罚款。',
  relations: { lead: '办案机关', party: '当事人' },
  roles: { 'enforcement-officer': '执法人员', 'case-clerk': '办案机构经办人', head: '机关负责人' },
  phases: {
    'on-spot': { title: '当场查处' },
    service: { title: '当场交付' },
    performance: { title: '履行' },
    enforcement: { title: '法院强制执行' },
    archived: { title: '结案归档' },
    'set-aside': { title: '决定被撤销' },
    closed: { title: '终结', end: 'done' },
    'not-punished': { title: '不予处罚', end: 'done' },
    ordinary: { title: '转普通程序', end: 'stopped' },
    unexecuted: { title: '未能执行结案', end: 'stopped' },
    annulled: { title: '撤销结案', end: 'stopped' },
  },
  ...parts,
  acts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...used },
  titleFrom: 'register-clue.title',
  owner: 'lead',
  leadsTo: [toOrdinary],
  series: {
    'on-spot': { title: '当场处罚决定书号码', format: '{mark}当罚〔{year}〕{n:6}号', of: 'lead' },
    decision: { title: '加处罚款决定书文号', format: '{mark}罚决〔{year}〕{n}号', of: 'lead' },
    urge: { title: '催告书编号', format: '{mark}罚催〔{year}〕{n}号', of: 'lead' },
  },
};
