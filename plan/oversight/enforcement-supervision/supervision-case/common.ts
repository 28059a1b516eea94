/** What the acts of a supervision case share: who acts, what must hold, how the organ and its government are found. */
import {
  all,
  any,
  cond,
  done,
  type Env,
  elapsed,
  type Guard,
  type InputRule,
  need,
  not,
  type Performer,
  post,
  samePerson,
} from '@fadu/kernel';
import {
  privateEconomyLaw as pel,
  enforcementSupervisionRegulations as sup,
} from '../../../statutes/index.ts';
import { task39, VERTICAL_KINDS } from '../settings.ts';
import type * as form from './forms.ts';

export type Input = Readonly<Record<string, unknown>>;
export const clerk: Performer[] = [post('supervision-clerk', 'supervisor')];
export const head: Performer[] = [post('head', 'supervisor')];
export const subject: Performer[] = [post('case-clerk', 'subject'), post('head', 'subject')];

/** Phases in which a document waits for its answer. */
export const WAITING = ['urging', 'opinion', 'decided'] as const;
export const answers = ['urging-answer', 'opinion-answer', 'decision-answer'];
export const stopAnswers = answers.map((clock) => ({ do: 'stop', clock }) as const);
/** From each new document on, what was answered to the one before no longer counts. */
export const ANEW = ['answer', 'check-answer', 'object', 'decide-objection', 'suspend-answer'];

/** The document before was not complied with: checked, or its time is over without any answer. */
export const ignored: Guard = any(
  cond('ignored'),
  all(
    any(elapsed('urging-answer'), elapsed('opinion-answer'), elapsed('decision-answer')),
    not(done('answer')),
  ),
);
export const objectionOpen: Guard = all(done('object'), not(done('decide-objection')));
/** A complaint is answered before its case ends. */
export const replied: Guard = any(not(done('complain')), done('reply-complainant'));
export const REPLIED = need('REPLIED', replied, '还没有把处理结果告知投诉人', [sup.art('20'), pel.art('64')]);
export const NOT_VERTICAL = need(
  'VERTICAL',
  not(cond('vertical')),
  '对垂直管理的机关不制发监督文书，发现的问题通报其上级机关',
  [sup.art('42')],
);
export const APART = need('APART', not(samePerson('establish')), '核实的人不能签发自己核实的监督文书', [
  sup.art('28'),
]);
export const NO_OBJECTION = need('OBJECTION-OPEN', not(objectionOpen), '执法机关的异议还没有决定', [
  sup.art('30'),
]);

export const government = (env: Env, region: string | undefined): readonly string[] =>
  region === undefined
    ? []
    : env
        .organsOf(region)
        .filter((o) => o.kind === 'government')
        .map((o) => o.id)
        .slice(0, 1);

/** INV-S4: what is in reconsideration or before a court is not supervised beside it. */
export const notTwice: InputRule = {
  code: 'INV-S4',
  field: 'inReview',
  cites: [sup.art('33'), task39],
  say: '同一事项已经申请复议或者提起诉讼，由复议机关或者法院处理，不重复监督；请向受理的机关提出',
  check: (input) => input.inReview !== true,
};
export const subjectRule: InputRule = {
  code: 'SUBJECT',
  field: 'subject',
  cites: [sup.art('6'), sup.art('11')],
  say: '被监督的应当是本级或者下级的行政执法机关，不能是监督机构自己',
  check: (input, _view, env) => {
    const found = env.organ(String(input.subject));
    const body = env.organ(String(input.supervisor ?? env.acting ?? ''));
    if (!found || !body) return '名录里没有这个机关，请重新选择';
    if (found.id === body.id) return '监督机构不能监督自己，请报上一级监督机构';
    if (found.kind === 'government') return '对政府的监督由上一级进行，这里选择行政执法机关';
    const city = body.region.endsWith('00') && found.region.startsWith(body.region.slice(0, 4));
    return found.region === body.region || city || '被监督的机关不在本级监督机构的监督范围内';
  },
};
export const verticalRule: InputRule = {
  code: 'VERTICAL-FACT',
  field: 'vertical',
  cites: [sup.art('42')],
  say: '是否垂直管理与机关名录不一致',
  check: (input, _view, env) =>
    (input.vertical === true) === VERTICAL_KINDS.includes(env.organ(String(input.subject))?.kind ?? ''),
};
/** Edge case 9: special supervision begins at the province; a county may join. */
export const specialRule: InputRule = {
  code: 'SPECIAL',
  field: 'plan',
  cites: [sup.art('12'), task39],
  say: '专项监督由省级以上行政执法监督机构组织，方案经政府批准；市、县参加的填写方案文号，不能自行开展',
  check: (input) => input.way !== '专项监督' || Boolean(input.plan),
};
export const afterToday: InputRule = {
  code: 'UNTIL',
  field: 'until',
  cites: [sup.art('27'), sup.art('28')],
  say: '报告期限应当在今天之后',
  check: (input, _view, env) => String(input.until) > env.today,
};

/** What a case took up, the findings added later included. */
export const takenIds = (view: { all(act: string): readonly { input: Input }[] }): string[] =>
  ['open-found', 'add-found'].flatMap((act) =>
    view.all(act).flatMap((a) => ((a.input.findings ?? []) as readonly form.TakenFinding[]).map((f) => f.id)),
  );

export const opening = (governmentOf: (input: Input, env: Env) => readonly string[]) =>
  ({
    in: [],
    opens: true,
    settles: ['vertical'],
    clocks: [{ do: 'start', clock: 'verify' }],
    to: 'verifying',
    binds: [
      { relation: 'subject', from: 'subject' },
      { relation: 'government', from: (input: Input, _view: unknown, env: Env) => governmentOf(input, env) },
    ],
  }) as const;
export const regionOf = (env: Env, id: unknown) => env.organ(String(id))?.region;
export const ofInput = opening((input, env) => government(env, regionOf(env, input.supervisor)));
export const ofActor = opening((_input, env) => government(env, regionOf(env, env.acting)));
