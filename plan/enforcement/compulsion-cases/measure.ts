import {
  any,
  type CaseView,
  cond,
  done,
  type Fragment,
  formatDate,
  merge,
  type Procedure,
} from '@fadu/kernel';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { keptRecorded } from '../full-process-record/index.ts';
import { explaining } from '../law-popularisation/explaining.ts';
import { handler, roles, task24 } from './common.ts';
import { openedOn, partyFrom } from './link.ts';
import { ending } from './measure-ending.ts';
import { measureLaws } from './measure-laws.ts';
import { measurePapers } from './measure-papers.ts';
import { running } from './measure-running.ts';
import { taking } from './measure-taking.ts';
import { publishing } from './publishing.ts';
import { actsInForce, followed, numberOf, type ShownOptions } from './shown.ts';
import { MEASURE_CODE } from './things.ts';

/** Acts that end a measure: what was sealed or seized must have its film by then (R24.2). */
const CLOSINGS = ['return-goods', 'dispose', 'hand-to-police'];

const OPENING = ['apply', 'act-first'] as const;

/** Where a measure stands, for everyone. */
function conclusion(view: CaseView): string {
  if (view.last('dispose')) return `处理完毕：${view.text('dispose.ground')}`;
  if (view.last('hand-to-police')) return '财物随案移送公安机关';
  const back = view.last('return-goods') ? `，${formatDate(view.text('return-goods.on'))}返还` : '';
  if (view.last('lift')) return `已经解除：${view.text('lift.ground')}${back}`;
  if (view.last('lapse')) return `期满失效${back}`;
  return view.last('extend') ? '有效，已经延长一次' : '有效';
}

/** The public record of a measure. One taken on the spot is a decision once it is approved. */
export const measureShown: ShownOptions = {
  type: '行政强制措施',
  decisions: (view) =>
    actsInForce(view, ['implement', 'freeze', 'act-first'])
      .filter((a) => a.act !== 'act-first' || view.get('approve-after.result') === '批准')
      .map((act) => ({
        act,
        kind: view.text('apply.kind') || view.text('act-first.kind'),
        on: String(act.input.on),
        ...numberOf(act, 'measure-decision'),
      })),
  title: (view) => view.text('apply.title') || view.text('act-first.title'),
  party: (view) => partyFrom(openedOn(view, OPENING)).name,
  conclusion,
  forms: () => parts.acts,
};

const parts: Required<Fragment> = followed(
  keptRecorded(
    MEASURE_CODE,
    CLOSINGS,
    merge(
      taking,
      running,
      ending,
      publishing({
        ...measureShown,
        in: ['active', 'returning', 'lapsed'],
        decided: any(done('implement'), done('freeze'), cond('confirmed')),
        causes: [{ act: 'implement' }, { act: 'freeze' }, { act: 'approve-after', with: cond('confirmed') }],
      }),
      explaining({ by: handler, in: ['urgent', 'active', 'returning', 'lapsed'] }),
    ),
  ),
  ['extend', 'lift', 'lapse', ...CLOSINGS],
  measureShown,
);

/** Sealing, seizure and freezing (查封、扣押、冻结), task 24 of the plan; pack §2.2, §2.3, §2.5. */
export const compulsoryMeasure: Procedure = {
  code: MEASURE_CODE,
  title: '行政强制措施（查封、扣押、冻结）',
  system: 'compulsion-cases',
  version: '2012-01-01',
  from: '2012-01-01',
  cites: [acl.art('18'), acl.art('25'), acl.art('32'), task24],
  about:
    '为办理中的案件查封、扣押、冻结：先批准后实施，紧急的二十四小时内补批；清单一式二份；三十日，经批准可以延长一次；期满自动失效，必须返还；二十个工作日内公示。',
  transition: {
    says: '规定修改前已经实施的措施，期限按实施时的规定计算，后续程序按新规定办理。',
    cites: [acl.art('25')],
  },
  relations: { lead: '实施机关', party: '当事人' },
  roles,
  phases: {
    proposed: { title: '待审批' },
    approved: { title: '已批准，待实施' },
    urgent: { title: '当场实施，待补批' },
    active: { title: '措施有效' },
    returning: { title: '已解除，待返还' },
    lapsed: { title: '期满失效，待返还' },
    returned: { title: '已返还', end: 'done' },
    disposed: { title: '依法没收、销毁', end: 'done' },
    'handed-over': { title: '随案移送公安机关', end: 'done' },
    refused: { title: '不批准', end: 'stopped' },
    cancelled: { title: '没有实施', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...measureLaws],
  papers: { ...parts.papers, ...measurePapers },
  titleFrom: ['apply.title', 'act-first.title'],
  owner: 'lead',
  series: {
    'measure-decision': { title: '强制措施决定书文号', format: '{mark}强措〔{year}〕{n}号', of: 'lead' },
    'lift-decision': { title: '解除决定书文号', format: '{mark}强解〔{year}〕{n}号', of: 'lead' },
  },
  tells: ['in-force'],
};
