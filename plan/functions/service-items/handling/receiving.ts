/** Receipt, completeness, the one correction notice, acceptance; silence counts as acceptance (licensing law, article 32). */
import {
  type ActDef,
  all,
  any,
  type ClockEffect,
  clock,
  cond,
  design,
  done,
  dueDateOnly,
  type Fragment,
  type InputRule,
  type ItemFacts,
  need,
  not,
  office,
  party,
  post,
  resident,
  workdays,
} from '@fadu/kernel';
import { itemInForce } from '../../../fragments/item-in-force.ts';
import {
  jilinBusinessEnvironmentRegulations as jl,
  licensingLaw as law,
  onlineServicesRegulations as ogs,
} from '../../../statutes/index.ts';
import { correctionLimit, missingLimit, SERVICE_ITEMS, settings, task3, task5, task8 } from '../common.ts';
import type { Material, ServiceItem } from '../item-forms.ts';
import {
  applicationOf,
  checkLength,
  delegationQuestion,
  fromApplicant,
  itemOf,
  itemQuestion,
  materialsOf,
  mayCommit,
  promisedLength,
  receivedOn,
  statutoryLength,
} from './facts.ts';
import * as form from './forms.ts';

export const clerk = [post('window-clerk', 'window'), post('window-clerk', 'agency')];
export const reviewer = [post('service-reviewer', 'agency')];
export const approver = [post('service-approver', 'agency')];
export const applicant = [party('applicant')];

/** Phases before acceptance in which the window, or whoever it asked, has the matter. */
export const BEFORE_ACCEPTANCE = ['received', 'asked-1', 'asked-2', 'asked-3'] as const;
/** Phases in which the applicant may still withdraw. */
export const BEFORE_DECISION = [...BEFORE_ACCEPTANCE, 'correction', 'review', 'hearing', 'decision'] as const;

/** Clocks that a case leaves behind when it ends early. */
const CLOCKS = [
  'acceptance',
  'correction',
  'missing',
  'decision',
  'joint-decision',
  'promise',
  'first-step',
  'second-step',
  'third-step',
  'hearing-request',
  'hearing-held',
];
export const stopAll = (): ClockEffect[] => CLOCKS.map((c) => ({ do: 'stop', clock: c }) as const);

type Input = Readonly<Record<string, unknown>>;
type Given = { readonly name: string; readonly how: (typeof form.GIVEN)[number] };

const received = { at: (_input: Input, view: Parameters<typeof receivedOn>[0]) => receivedOn(view) };
const today = undefined;

/** The clocks that run from acceptance: what the law gives, what was promised. */
const accepted = (on: typeof received | undefined): ClockEffect[] => [
  { do: 'stop', clock: 'acceptance' },
  { do: 'stop', clock: 'correction' },
  { do: 'stop', clock: 'first-step' },
  { do: 'stop', clock: 'second-step' },
  { do: 'stop', clock: 'third-step' },
  { do: 'start', clock: 'decision', length: statutoryLength, when: not(cond('joint')), ...(on && { on }) },
  { do: 'start', clock: 'joint-decision', when: cond('joint'), ...(on && { on }) },
  { do: 'start', clock: 'promise', length: promisedLength, ...(on && { on }) },
];

/** The item that an opening act names must be one that may be handled today, for this applicant and by this way. */
const opening = itemInForce({
  register: SERVICE_ITEMS,
  code: (input) => String(input.item ?? ''),
  field: 'item',
  cites: [law.art('30'), task5],
});
const itemIn = (input: Input, env: Parameters<InputRule['check']>[2]): ServiceItem | undefined =>
  (env.answer(itemQuestion(input.item, env.today)) as ItemFacts | null)?.entry.body as
    | ServiceItem
    | undefined;

const given = (input: Input): readonly Given[] => (input.materials as readonly Given[] | undefined) ?? [];

const openingAsks: NonNullable<ActDef['asks']> = (input, _view, on) =>
  input.item ? [itemQuestion(input.item, on), delegationQuestion(input.item, on)] : [];

/** What every application must fit, whichever way it came. */
const openingRules: readonly InputRule[] = [
  ...opening.rules,
  {
    code: 'DELEGATED',
    field: 'item',
    cites: [law.art('24'), task3],
    say: '赋权清单还没有公布或者已经收回，乡镇不能办理',
    check: (input, _view, env) => {
      const item = itemIn(input, env);
      const organ = item && env.organ(item.organ);
      if (!item || !organ || !['township', 'subdistrict'].includes(organ.kind)) return true;
      const held = env.answer(delegationQuestion(input.item, env.today));
      return (
        held.some((e) => e.body.organ === item.organ && e.body.status !== '取消') ||
        `“${item.name}”今天不在${organ.name}的赋权清单里：还没有公布生效或者已经收回，请到原行使的县级部门办理`
      );
    },
  },
  {
    code: 'OBJECT',
    field: 'applicantType',
    cites: [law.art('29'), law.art('30')],
    say: '这个事项不办理这类申请人的申请',
    check: (input, _view, env) => {
      const item = itemIn(input, env);
      return (
        !item ||
        item.object === '都可以' ||
        item.object === input.applicantType ||
        `“${item.name}”的服务对象是${item.object}`
      );
    },
  },
  {
    code: 'ON-THE-LIST',
    field: 'materials',
    cites: [law.art('30'), law.art('31')],
    say: '只需要提交办事指南列出的材料',
    check: (input, _view, env) => {
      const item = itemIn(input, env);
      const other = given(input).find((g) => item && !item.materials.some((m) => m.name === g.name));
      return !other || `“${other.name}”不在“${item?.name}”的材料清单里，不需要提交`;
    },
  },
  {
    code: 'COMMITMENT',
    field: 'commitment',
    cites: [jl.art('40')],
    say: '这个事项不能用告知承诺办理，请选一般程序',
    check: (input, _view, env) =>
      input.commitment !== true || itemIn(input, env)?.commitment === '可以告知承诺',
  },
  {
    code: 'PROXY',
    field: 'authority',
    cites: [law.art('29')],
    say: '代办的要写明与申请人的关系和委托的凭据；本人办理的都不填',
    check: (input) =>
      Boolean(input.proxy) === Boolean(input.authority) &&
      Boolean(input.proxy) === Boolean(input.proxyRelation),
  },
];

/** The organ whose item it is. */
const agencyOf = (
  input: Input,
  _view: unknown,
  env: Parameters<InputRule['check']>[2],
): readonly string[] => {
  const organ = itemIn(input, env)?.organ;
  return organ ? [organ] : [];
};

/** The hall of the organ's region: what comes online is looked after there, as what comes over the counter. */
const hallOf = (input: Input, _view: unknown, env: Parameters<InputRule['check']>[2]): readonly string[] => {
  const organ = itemIn(input, env)?.organ;
  const region = organ && env.organ(organ)?.region;
  const hall = region ? env.organsOf(region).find((o) => o.kind === 'service-hall') : undefined;
  return hall ? [hall.id] : organ ? [organ] : [];
};

/** Materials that only the applicant has, that are needed in any case, and that are not there. */
function lackingMaterials(view: Parameters<typeof receivedOn>[0]): readonly Material[] {
  const byName = new Map(handedIn(view).map((g) => [g.name, g.how]));
  const byCommitment = applicationOf(view).commitment === true;
  const open = (m: Material, how: string | undefined) =>
    how === undefined || how === '以后补齐' || (how === '书面承诺替代' && !mayCommit(m, byCommitment));
  return materialsOf(view).filter(
    (m) => fromApplicant(m) && m.need !== '特定情形' && open(m, byName.get(m.name)),
  );
}

/** Everything handed in so far; what came later takes the place of what came first. */
const handedIn = (view: Parameters<typeof receivedOn>[0]): readonly Given[] => [
  ...given(applicationOf(view)),
  ...['submit-correction', 'register-correction', 'hand-in-missing'].flatMap((act) =>
    view.all(act).flatMap((a) => given(a.input)),
  ),
];

/** Acceptance asks: everything that must be there is there, and only what may follow is left to follow. */
const complete: InputRule = {
  code: 'COMPLETE',
  field: 'lacking',
  cites: [law.art('32'), jl.art('38')],
  say: '材料还不齐全',
  check: (input, view) => {
    const lacking = lackingMaterials(view);
    const listed = new Set((input.lacking as readonly string[] | undefined) ?? []);
    const stray = [...listed].find((name) => !lacking.some((m) => m.name === name));
    if (stray) return `“${stray}”已经提交或者不在材料清单里，不能列为容缺`;
    const fatal = lacking.filter((m) => m.need === '必要');
    // What the applicant commits to instead of handing in is not lacking.
    if (fatal.length)
      return `缺少${fatal.map((m) => `“${m.name}”`).join('、')}，不能受理；请一次告知补正，办不了的上报`;
    const open = lacking.filter((m) => !listed.has(m.name));
    return (
      open.length === 0 ||
      `${open.map((m) => `“${m.name}”`).join('、')}可以容缺，请一次列全并告诉申请人补齐的期限`
    );
  },
};

/** A notice asks only for what is on the guide and cannot be had otherwise (LI-5). */
const onGuide: InputRule = {
  code: 'LI-5',
  field: 'items',
  cites: [law.art('31'), ogs.art('7'), jl.art('37')],
  say: '清单之外的材料、平台可以共享的材料不得要求提交',
  check: (input, view) => {
    const item = itemOf(view);
    for (const row of input.items as readonly { material: string; problem: string }[]) {
      const m = item?.materials.find((x) => x.name === row.material);
      if (!m) return `“${row.material}”不在“${item?.name}”的材料清单里，不得要求提交`;
      if (!fromApplicant(m)) return `“${row.material}”由${m.source}取得，不得要求申请人提交`;
    }
    return true;
  },
};

const longEnough: InputRule = {
  code: 'CORRECT-BY',
  field: 'correctBy',
  cites: [law.art('32'), correctionLimit],
  say: '补正期限太短',
  check: (input, _view, env) => {
    const earliest = dueDateOnly(env.today, settings.correction, { calendar: env.calendar });
    return String(input.correctBy) >= earliest || `补正期限应当合理，截止日期最早为${earliest}`;
  },
};

const notLaterThanToday = (field: string, code: string): InputRule => ({
  code,
  field,
  cites: [law.art('32')],
  say: '收到的日期不能晚于今天',
  check: (input, view, env) => {
    const first = applicationOf(view).receivedOn;
    if (String(input[field]) > env.today) return '收到的日期不能晚于今天';
    return (
      first === undefined ||
      field !== 'receivedOn' ||
      view.state.seq === 0 ||
      String(input[field]) >= String(first)
    );
  },
});

const settles = ['joint', 'third-party', 'hearing-due', 'committed', 'substance', 'instant'];

/** The application comes in, is looked through, asked to be mended once, and accepted. */
export const receiving: Fragment = {
  acts: {
    apply: {
      title: '网上申请',
      about: '选定事项，填写申请，提交办事指南列出的材料；平台已经有的不用提交',
      by: [resident],
      in: [],
      opens: true,
      repeats: true,
      cites: [law.art('29'), ogs.art('7'), task5],
      form: form.application,
      asks: openingAsks,
      rules: openingRules,
      settles,
      binds: [
        { relation: 'applicant', from: 'actor.person' },
        { relation: 'agency', from: agencyOf },
        { relation: 'window', from: hallOf },
      ],
      clocks: [{ do: 'start', clock: 'acceptance' }],
      numbers: ['application'],
      papers: ['receipt'],
      to: 'received',
    },
    'register-application': {
      title: '登记申请',
      about: '窗口、乡镇、自助终端、邮寄、电话和代办的申请由窗口登记，与网上申请同等办理',
      by: [office('window-clerk')],
      in: [],
      opens: true,
      repeats: true,
      cites: [law.art('29'), law.art('32'), jl.art('37'), task5],
      form: form.registration,
      asks: openingAsks,
      rules: [
        ...openingRules,
        notLaterThanToday('receivedOn', 'RECEIVED'),
        {
          code: 'CHANNEL',
          field: 'channel',
          cites: [jl.art('37')],
          say: '办理渠道由申请人选择',
          check: (input, _view, env) => {
            const item = itemIn(input, env);
            return (
              !item ||
              ['邮寄', '电话', '窗口'].includes(String(input.channel)) ||
              item.channels.includes(input.channel as ServiceItem['channels'][number]) ||
              `“${item.name}”在${String(input.channel)}还不能提交，可以走${item.channels.join('、')}`
            );
          },
        },
      ],
      settles,
      binds: [
        { relation: 'applicant', from: 'account' },
        { relation: 'agency', from: agencyOf },
        { relation: 'window', from: 'actor.organ' },
      ],
      clocks: [{ do: 'start', clock: 'acceptance', on: 'receivedOn' }],
      numbers: ['application'],
      papers: ['receipt'],
      to: 'received',
    },
    'apply-in-bundle': {
      title: '由一件事申报开办',
      about: '申请人申报了一件事，系统按同一张表给其中一个事项开出办件；以后与其他办件相同',
      by: [{ kind: 'system' }],
      in: [],
      opens: true,
      repeats: true,
      cites: [law.art('29'), jl.art('31'), task8],
      form: form.bundled,
      asks: openingAsks,
      rules: [...openingRules, notLaterThanToday('receivedOn', 'RECEIVED-BUNDLE')],
      settles,
      binds: [
        { relation: 'applicant', from: 'account' },
        { relation: 'agency', from: agencyOf },
        { relation: 'window', from: hallOf },
        { relation: 'bundle-lead', from: 'lead' },
        { relation: 'bundle', from: 'bundle' },
      ],
      clocks: [{ do: 'start', clock: 'acceptance', on: 'receivedOn' }],
      numbers: ['application'],
      papers: ['receipt'],
      to: 'received',
    },
    'fix-on-spot': {
      title: '当场更正',
      about: '可以当场更正的错误，允许申请人当场更正',
      by: clerk,
      in: ['received'],
      cites: [law.art('32')],
      repeats: true,
      form: form.spotFix,
    },
    'notify-correction': {
      title: '一次性告知补正',
      about:
        '当场或者五个工作日内一次告知需要补正的全部内容、期限和后果；逾期不告知的，自收到材料之日起即为受理',
      by: clerk,
      in: ['received'],
      cites: [law.art('32'), jl.art('38')],
      needs: [
        need(
          'LI-1',
          not(any(done('notify-correction'), done('submit-correction'), done('register-correction'))),
          '补正只能告知一次；补正后材料齐全的应当受理，办不了的上报',
          [law.art('32')],
        ),
        need(
          'IN-FIVE-DAYS',
          not(clock('acceptance', 'elapsed')),
          '收到材料已满五个工作日没有告知补正，自收到之日起即为受理，不能再告知',
          [law.art('32')],
        ),
        need('MAY-ACCEPT', not(cond('must-accept')), '已经答复可以受理，应当受理', [jl.art('32')]),
      ],
      form: form.correctionNotice,
      rules: [onGuide, longEnough],
      clocks: [
        { do: 'stop', clock: 'acceptance' },
        { do: 'start', clock: 'correction', until: 'correctBy' },
      ],
      papers: ['correction-notice'],
      to: 'correction',
    },
    'submit-correction': {
      title: '提交补正',
      by: applicant,
      in: ['correction'],
      cites: [law.art('32')],
      form: form.correction,
      rules: [
        {
          code: 'MEND-LISTED',
          field: 'materials',
          cites: [law.art('31')],
          say: '只需要补正告知书列出的材料',
          check: (input, view) => {
            const other = given(input).find((g) => !materialsOf(view).some((m) => m.name === g.name));
            return !other || `“${other.name}”不在材料清单里，不需要提交`;
          },
        },
      ],
      clocks: [
        { do: 'stop', clock: 'correction' },
        { do: 'restart', clock: 'acceptance' },
      ],
      to: 'received',
    },
    'register-correction': {
      title: '登记收到的补正',
      by: clerk,
      in: ['correction'],
      cites: [law.art('32')],
      form: form.correctionOnPaper,
      rules: [notLaterThanToday('receivedOn', 'CORRECTED')],
      clocks: [
        { do: 'stop', clock: 'correction', on: 'receivedOn' },
        { do: 'restart', clock: 'acceptance', on: 'receivedOn' },
      ],
      to: 'received',
    },
    'give-up': {
      title: '逾期不补正，视为放弃',
      by: [{ kind: 'system' }],
      in: ['correction'],
      cites: [law.art('32'), correctionLimit],
      needs: [
        need('CORRECTION-OVER', clock('correction', 'elapsed'), '补正期限还没有届满', [correctionLimit]),
      ],
      clocks: stopAll(),
      papers: ['given-up-notice'],
      to: 'given-up',
    },
    accept: {
      title: '受理',
      about: '材料齐全、符合法定形式的应当受理；次要材料可以容缺，一次告知补齐',
      by: clerk,
      in: ['received'],
      cites: [law.art('32'), jl.art('38')],
      needs: [
        need(
          'ACCEPT-IN-TIME',
          not(clock('acceptance', 'elapsed')),
          '已满五个工作日，自收到材料之日起即为受理，由系统登记',
          [law.art('32')],
        ),
      ],
      form: form.acceptance,
      rules: [complete],
      settles: ['lacking'],
      clocks: [...accepted(today), { do: 'start', clock: 'missing', when: cond('lacking') }],
      numbers: ['acceptance'],
      papers: ['acceptance-notice'],
      to: 'review',
    },
    'deem-accepted': {
      title: '逾期未告知，视为受理',
      about: '收到材料满五个工作日没有告知补正的，自收到材料之日起即为受理',
      by: [{ kind: 'system' }],
      in: BEFORE_ACCEPTANCE,
      cites: [law.art('32')],
      needs: [
        need('FIVE-DAYS-OVER', clock('acceptance', 'elapsed'), '五个工作日还没有届满', [law.art('32')]),
      ],
      clocks: accepted(received),
      numbers: ['acceptance'],
      papers: ['deemed-acceptance-notice'],
      to: 'review',
    },
    'hand-in-missing': {
      title: '补齐容缺材料',
      by: [...clerk, ...applicant],
      in: ['review', 'hearing', 'decision'],
      cites: [jl.art('38')],
      needs: [need('LACKS', cond('lacking'), '没有容缺的材料', [jl.art('38')])],
      form: form.missingHandedIn,
      rules: [notLaterThanToday('receivedOn', 'MISSING-IN')],
      settles: ['lacking'],
      outcomes: { whole: { title: '已经补齐', conds: { lacking: false } } },
      clocks: [{ do: 'stop', clock: 'missing' }],
    },
    withdraw: {
      title: '撤回申请',
      about: '决定之前可以随时撤回，不需要理由，不影响再次申请',
      by: applicant,
      in: BEFORE_DECISION,
      cites: [design('申请人在决定之前可以撤回申请，撤回后可以重新申请')],
      form: form.withdrawal,
      clocks: stopAll(),
      papers: ['withdrawal-note'],
      to: 'withdrawn',
    },
    'register-withdrawal': {
      title: '登记书面撤回',
      by: clerk,
      in: BEFORE_DECISION,
      cites: [design('申请人在决定之前可以撤回申请，撤回后可以重新申请')],
      form: form.withdrawalOnPaper,
      rules: [notLaterThanToday('receivedOn', 'WITHDRAWN')],
      clocks: stopAll(),
      papers: ['withdrawal-note'],
      to: 'withdrawn',
    },
  },
  clocks: {
    acceptance: {
      title: '受理或者一次告知补正的期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(5),
      lastDay: 'roll',
      cites: [law.art('32')],
      warnBefore: workdays(1),
      onExpiry: 'deem-accepted',
    },
    correction: {
      title: '补正期限',
      kind: 'right',
      owedBy: 'applicant',
      limit: settings.correction,
      lastDay: 'roll',
      cites: [law.art('32'), correctionLimit],
      onExpiry: 'give-up',
    },
    missing: {
      title: '补齐容缺材料的期限',
      kind: 'duty',
      owedBy: 'applicant',
      limit: settings.missing,
      lastDay: 'roll',
      cites: [jl.art('38'), missingLimit],
    },
    decision: {
      title: '法定办结期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(20),
      lastDay: 'roll',
      cites: [law.art('42')],
      extension: { limit: workdays(10), times: 1, cites: [law.art('42')] },
      warnBefore: workdays(3),
    },
    'joint-decision': {
      title: '统一、联合、集中办理的法定期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(45),
      lastDay: 'roll',
      cites: [law.art('42'), law.art('26')],
      extension: { limit: workdays(15), times: 1, cites: [law.art('42')] },
      warnBefore: workdays(5),
    },
    promise: {
      title: '承诺办结期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(20),
      lastDay: 'roll',
      cites: [task5],
      warnBefore: workdays(1),
    },
  },
  conditions: {
    joint: { title: '统一、联合、集中办理', test: { fn: (v) => itemOf(v)?.joint === true } },
    'third-party': { title: '直接关系他人重大利益', test: { fn: (v) => itemOf(v)?.thirdParty === true } },
    'hearing-due': { title: '应当听证', test: { fn: (v) => itemOf(v)?.hearing === true } },
    committed: { title: '选择告知承诺', test: { fn: (v) => applicationOf(v).commitment === true } },
    substance: {
      title: '承诺后须核查',
      test: { fn: (v) => applicationOf(v).commitment === true && checkLength(v) !== undefined },
    },
    lacking: {
      title: '有容缺的材料没有补齐',
      test: {
        fn: (v) =>
          ((v.get('accept.lacking') as readonly string[] | undefined)?.length ?? 0) > 0 &&
          v.last('hand-in-missing') === undefined,
      },
    },
    'must-accept': {
      title: '已经答复可以受理',
      test: {
        fn: (v) =>
          v.last('answer-third-step') !== undefined ||
          ['answer-first-step', 'answer-second-step'].some((act) => v.get(`${act}.result`) === '可以受理'),
      },
    },
  },
};

/** The case has been accepted, by the window or by silence. */
export const wasAccepted = any(done('accept'), done('deem-accepted'));
/** One of the two statutory clocks still counts. */
export const inTime = all(not(clock('decision', 'elapsed')), not(clock('joint-decision', 'elapsed')));
