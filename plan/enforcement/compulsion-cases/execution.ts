import {
  type CaseView,
  cond,
  dateOf,
  type Fragment,
  type Law,
  law,
  merge,
  not,
  type Procedure,
} from '@fadu/kernel';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { keptRecorded } from '../full-process-record/index.ts';
import { roles, task24 } from './common.ts';
import { actingPart, DECIDED } from './execution-acting.ts';
import { courtPart } from './execution-court.ts';
import { executionPapers } from './execution-papers.ts';
import { urgingPart } from './execution-urging.ts';
import { publishing } from './publishing.ts';
import { actsInForce, followed, numberOf, type ShownOptions } from './shown.ts';

const EXECUTION_CODE = 'compulsory-execution';
/** Acts that end an execution: what happened on the ground must have its film by then (R24.2). */
const CLOSINGS = ['close', 'no-further', 'terminate', 'court-declined'];

/** What each deciding act is called in public; of decisions the day of the decision counts, of acts the day they happened. */
const KINDS: Readonly<Record<string, string>> = {
  'decide-execution': '强制执行决定',
  'decide-at-once': '立即强制执行决定',
  'decide-substitute': '代履行',
  demolish: '强制拆除违法建筑物',
  'substitute-now': '立即代履行',
};
const HAPPENED = ['demolish', 'substitute-now'];

/** Where an execution stands, for everyone. */
function conclusion(view: CaseView): string {
  if (view.last('terminate')) return '终结执行';
  if (view.last('no-further')) return '不再执行';
  const acted = ['execute', 'demolish', 'perform-substitute', 'substitute-now'].some((a) => view.last(a));
  if (acted) return '已经执行';
  if (view.last('record-performance')) return '当事人已经履行';
  return { agreement: '达成执行协议', suspended: '中止执行' }[view.state.phase] ?? '已经决定，还没有执行';
}

/** The public record of an execution: each decision of the organ; what the court executes is the court's. */
export const executionShown: ShownOptions = {
  type: '行政强制执行',
  decisions: (view) =>
    actsInForce(view, Object.keys(KINDS)).map((act) => ({
      act,
      kind: KINDS[act.act] ?? '',
      on: HAPPENED.includes(act.act) ? String(act.input.on) : dateOf(act.at),
      ...numberOf(act, 'execution-decision'),
    })),
  title: (view) => view.text('open.title'),
  party: (view) => view.text('open.partyName'),
  conclusion,
  forms: () => parts.acts,
};
/** Acts after which a case stands elsewhere. */
const FOLLOWED = ['execute', 'perform-substitute', 'record-performance', ...CLOSINGS];

const parts: Required<Fragment> = followed(
  keptRecorded(
    EXECUTION_CODE,
    CLOSINGS,
    merge(
      urgingPart,
      actingPart,
      courtPart,
      publishing({
        ...executionShown,
        in: ['due', 'decided', 'substituting', 'agreement', 'suspended', 'court', 'closing'],
        decided: DECIDED,
        causes: Object.keys(KINDS).map((act) => ({ act })),
        takenBackBy: ['redecide-substitute'],
      }),
    ),
  ),
  FOLLOWED,
  executionShown,
);
const urgedFirst = (code: string, then: string, says: string, cites: Law['cites']): Law =>
  law(code, says, cites, { kind: 'precedes', first: [{ act: 'serve-urge' }], then, since: ['urge'] });
const only = (
  code: string,
  act: string,
  guard: Parameters<typeof not>[0],
  says: string,
  cites: Law['cites'],
) => law(code, says, cites, { kind: 'only-while', act, guard });

/** Laws of `compulsory-execution`. */
const laws: readonly Law[] = [
  urgedFirst('URGED', 'decide-execution', '没有催告的，不得作出强制执行决定', [acl.art('35'), task24]),
  urgedFirst('URGED-AT-ONCE', 'decide-at-once', '没有催告的，不得立即强制执行', [acl.art('37')]),
  urgedFirst('URGED-SUBSTITUTE', 'decide-substitute', '没有催告的，不得决定代履行', [acl.art('50')]),
  urgedFirst('URGED-DEMOLISH', 'demolish', '没有催告的，不得强制拆除', [acl.art('35'), acl.art('44')]),
  urgedFirst('INV-C5-URGED', 'apply-court', '没有催告的，不得申请法院强制执行', [acl.art('54')]),
  law('INV-C5', '催告书送达不满十个工作日的，不得申请法院强制执行', [acl.art('54')], {
    kind: 'waits',
    act: 'apply-court',
    clock: 'urging',
  }),
  law('URGE-PERIOD', '催告的期限没有届满的，不得作出强制执行决定', [acl.art('37')], {
    kind: 'waits',
    act: 'decide-execution',
    clock: 'urge-period',
  }),
  law('URGE-PERIOD-SUBSTITUTE', '催告的期限没有届满的，不得决定代履行', [acl.art('50')], {
    kind: 'waits',
    act: 'decide-substitute',
    clock: 'urge-period',
  }),
  only(
    'P9',
    'apply-court',
    not({ op: 'clock', clock: 'court-application', is: 'elapsed' }),
    '超过三个月的，不得申请法院强制执行',
    [acl.art('53')],
  ),
  only('COURT-FINAL', 'apply-court', cond('final'), '复议、起诉期限没有届满的，不得申请法院强制执行', [
    acl.art('53'),
  ]),
  only('OWN-POWER', 'decide-execution', cond('own-power'), '法律没有授予强制执行权的，不得自行强制执行', [
    acl.art('13'),
  ]),
  only(
    'OWN-POWER-AT-ONCE',
    'decide-at-once',
    cond('own-power'),
    '法律没有授予强制执行权的，不得立即强制执行',
    [acl.art('13')],
  ),
  only('OWN-POWER-DEMOLISH', 'demolish', cond('own-power'), '法律没有授予强制执行权的，不得强制拆除', [
    acl.art('13'),
  ]),
  only('DEMOLISH-FINAL', 'demolish', cond('final'), '复议、起诉期限没有届满的，不得强制拆除', [
    acl.art('44'),
  ]),
  law('DEMOLISH-ANNOUNCED', '没有公告限期自行拆除的，不得强制拆除', [acl.art('44')], {
    kind: 'precedes',
    first: [{ act: 'announce-demolition' }],
    then: 'demolish',
  }),
  law('DEMOLISH-WAITS', '限期自行拆除的期限没有届满的，不得强制拆除', [acl.art('44')], {
    kind: 'waits',
    act: 'demolish',
    clock: 'removal',
  }),
  only('DEMOLISH-ONLY', 'decide-execution', not(cond('demolition')), '拆除违法建筑物不得绕开公告程序', [
    acl.art('44'),
  ]),
  law('SERVED', '强制执行决定书没有送达的，不得实施', [acl.art('38')], {
    kind: 'precedes',
    first: [{ act: 'serve-execution' }],
    then: 'execute',
  }),
  law('SUBSTITUTE-SERVED', '代履行决定书没有送达的，不得代履行', [acl.art('51')], {
    kind: 'precedes',
    first: [{ act: 'serve-substitute' }],
    then: 'perform-substitute',
    since: ['redecide-substitute'],
  }),
  law('SUBSTITUTE-URGED', '代履行前没有再次催告的，不得代履行', [acl.art('51')], {
    kind: 'precedes',
    first: [{ act: 'urge-substitute' }],
    then: 'perform-substitute',
    since: ['redecide-substitute'],
  }),
  law('ANSWERED', '陈述、申辩没有复核的，不得作出强制执行决定', [acl.art('36')], {
    kind: 'precedes',
    first: [{ act: 'serve-urge' }, { act: 're-examine' }],
    then: 'decide-execution',
    since: ['state-defence'],
    where: cond('statement-open'),
  }),
  law('C7', '中止不满三年的，不得决定不再执行', [acl.art('39')], {
    kind: 'waits',
    act: 'no-further',
    clock: 'suspension',
  }),
];

/** Compulsory execution of administrative decisions (行政强制执行), task 24 of the plan; pack §2.1, §2.4, C4 to C7. */
export const compulsoryExecution: Procedure = {
  code: EXECUTION_CODE,
  title: '行政强制执行',
  system: 'compulsion-cases',
  version: '2012-01-01',
  from: '2012-01-01',
  cites: [acl.art('13'), acl.art('35'), acl.art('37'), acl.art('54'), task24],
  about:
    '行政决定逾期不履行的：先催告，听取陈述申辩；有法律授权的自行执行，没有的申请法院；夜间、法定节假日不执行，不停居民的水电热气；拆除先公告，代履行前再催告。',
  relations: { lead: '执行机关', party: '当事人', court: '人民法院' },
  roles,
  phases: {
    due: { title: '催告' },
    decided: { title: '已决定强制执行' },
    substituting: { title: '代履行' },
    agreement: { title: '履行执行协议' },
    suspended: { title: '中止执行' },
    court: { title: '法院强制执行' },
    closing: { title: '执行完毕，待结案' },
    performed: { title: '履行或者执行完毕', end: 'done' },
    terminated: { title: '终结执行', end: 'stopped' },
    'no-further': { title: '不再执行', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...executionPapers },
  titleFrom: 'open.title',
  owner: 'lead',
  series: {
    'execution-urge': { title: '执行催告书编号', format: '{mark}执催〔{year}〕{n}号', of: 'lead' },
    'execution-decision': { title: '执行决定书文号', format: '{mark}强执〔{year}〕{n}号', of: 'lead' },
  },
};
