/** Rules that credit records and grades share: who may be a subject, what may be recorded, which measures may be taken. */
import { type CaseFacts, type CaseView, carried, type Env, formatDate, type InputRule } from '@fadu/kernel';
import { checkCitizenId, checkUscc } from '../../leadership/plan-tracking/identifiers.ts';
import { displayOf, type PenaltyItem } from '../penalty-cases/catalogue.ts';
import type { Sector } from '../penalty-cases/settings.ts';
import { cites, type Gravity, noPersons, shownUntil } from './common.ts';
import {
  catalogueQuestion,
  gradeQuestion,
  type Input,
  isLive,
  measureQuestion,
  recordsQuestion,
} from './facts.ts';
import { creditCatalogueRegister, creditMeasureRegister } from './registers.ts';

/** A body with a valid credit code; a natural person, child or grown, never. */
export const subjectRule: InputRule = {
  code: 'SUBJECT',
  field: 'partyId',
  cites: [noPersons, ...cites.catalogue],
  say: '信用分级只针对有统一社会信用代码的主体',
  check: (input) => {
    const text = String(input.partyId);
    if (checkCitizenId(text, { demo: 'accept' }).ok)
      return '这是身份证号：自然人（包括未成年人）不进入信用分级，个人信息受保护，请不要登记';
    const read = checkUscc(text, { demo: 'accept' });
    if (!read.ok) return read.message;
    return read.code === text || '统一社会信用代码请用半角大写，中间不留空格';
  },
};

/** The credit lead keeps the records of the whole city. */
export const leadRule: InputRule = {
  code: 'LEAD',
  field: 'lead',
  cites: [...cites.catalogue],
  say: '信用记录由市级信用牵头部门归集，请选择市级部门',
  check: (input, _view, env) => {
    const lead = env.organ(String(input.lead));
    return lead?.kind === 'department' && lead.region.endsWith('00');
  },
};

/** INV-C1: nothing outside the catalogue, nothing about a kind of subject or from a source that it does not name. */
export const catalogueRule = (of: (input: Input, view: CaseView) => Input): InputRule => ({
  code: 'INV-C1',
  field: 'catalogue',
  cites: [...cites.catalogue],
  say: '不在公共信用信息目录里的，不得记入信用记录',
  recorded: true,
  asks: (input, view, today) => [catalogueQuestion(of(input, view).catalogue, today)],
  check: (input, view, env) => {
    const what = of(input, view);
    const code = String(what.catalogue);
    const item = env.answer(catalogueQuestion(code, env.today));
    if (!item || item.entry.body.status === '取消')
      return `公共信用信息目录里没有今天有效的编码“${code}”，目录之外的一律不得记入信用记录`;
    const { body, region } = item.entry;
    if (!carried(creditCatalogueRegister, item.bases, region, env.today))
      return `目录编码“${code}”今天已经没有有效的依据，不得记入信用记录`;
    if (body.source !== what.source)
      return `目录编码“${code}”的信息来源是${String(body.source)}，与填写的不一致`;
    return (
      (body.subjects as readonly string[]).includes(String(what.partyKind)) ||
      `目录编码“${code}”不适用于${String(what.partyKind)}，不得记入`
    );
  },
});

const PENALTY_FACTS = [
  'register-clue.partyId',
  'register-clue.sector',
  'register-clue.bornOn',
  'decide-penalty.items',
] as const;
const penaltyQuestion = (input: Input) =>
  ({ ask: 'case', case: String(input.penaltyCase), facts: PENALTY_FACTS }) as const;

/** How grave a penalty case's decision is; null where it is never shown and never recorded. */
function gravityOfPenalty(found: CaseFacts): Gravity | null {
  const sector = found.facts['register-clue.sector'] as Sector;
  if (sector === '公安') return null;
  return displayOf(
    (found.facts['decide-penalty.items'] ?? []) as readonly PenaltyItem[],
    sector,
    found.procedure === 'penalty-simple',
  ).tier;
}

function penaltyFault(input: Input, env: Env): true | string {
  if (input.source !== '行政处罚')
    return input.penaltyCase === undefined || '信息来源不是行政处罚的，不填处罚案件编号';
  if (!input.penaltyCase) return '信息来源是行政处罚的，要填写处罚案件编号，记录由案件事实得出';
  const found = env.answer(penaltyQuestion(input));
  if (!found?.procedure.startsWith('penalty-') || (env.acting && found.owner !== env.acting))
    return `本机关没有编号是“${String(input.penaltyCase)}”的处罚案件`;
  const day = found.done['decide-penalty'];
  if (!day) return `“${found.title}”还没有作出处罚决定，不得先记入信用记录`;
  if (found.done['remedy-set-aside']) return `“${found.title}”的处罚决定已经被撤销，不得记入信用记录`;
  if (found.facts['register-clue.partyId'] !== input.partyId)
    return `“${found.title}”的当事人不是这个统一社会信用代码的主体，信用记录只能记在受处罚的主体名下`;
  if (day !== input.decidedOn) return `文书日期应当是处罚决定的日期${formatDate(day)}`;
  const gravity = gravityOfPenalty(found);
  if (gravity === null) return '治安处罚记录依法封存，不进入信用记录';
  return (
    gravity === input.gravity ||
    `这项处罚按种类和数额属于“${gravity}”，不是“${String(input.gravity)}”，程度不由人选择`
  );
}

/** Rules on what a determiner submits. */
export const submissionRules: readonly InputRule[] = [
  subjectRule,
  leadRule,
  catalogueRule((input) => input),
  {
    code: 'PENALTY',
    field: 'penaltyCase',
    cites: [...cites.shown, ...cites.catalogue],
    say: '记录与处罚案件不一致',
    asks: (input) => (input.penaltyCase ? [penaltyQuestion(input)] : []),
    check: (input, _view, env) => penaltyFault(input, env),
  },
  {
    code: 'SERIOUS-LIST',
    field: 'gravity',
    cites: [...cites.measures],
    say: '列入严重失信主体名单的，程度是严重；列入经营异常名录的是一般',
    check: (input) =>
      input.source === '严重失信主体名单'
        ? input.gravity === '严重'
        : input.source !== '经营异常名录' || input.gravity === '一般',
  },
  {
    code: 'NOTICE',
    field: 'noticeOn',
    cites: [...cites.notice],
    say: '信用修复告知书应当与决定书同时送达，送达日期不能早于文书日期，也不能晚于今天',
    check: (input, _view, env) =>
      String(input.noticeOn) >= String(input.decidedOn) && String(input.noticeOn) <= env.today,
  },
  {
    code: 'INV-C3',
    field: 'decidedOn',
    cites: [...cites.shown],
    say: '最长公示期已经届满，不得再记入',
    check: (input, _view, env) => {
      if (String(input.decidedOn) > env.today) return '文书日期不能晚于今天';
      const until = shownUntil(input.gravity as Gravity, String(input.decidedOn));
      return (
        env.today <= until ||
        `${String(input.gravity)}记录最长公示到${formatDate(until)}，已经届满，不得再记入`
      );
    },
  },
  {
    code: 'MINOR',
    field: 'shownReason',
    cites: [...cites.shown],
    say: '轻微记录原则上不公示；确有必要公示的写明理由，不公示的和其他程度的不填理由',
    check: (input) => (input.gravity === '轻微' && input.shown === true) === Boolean(input.shownReason),
  },
  {
    code: 'SHOWN',
    field: 'shown',
    cites: [...cites.shown],
    say: '一般、严重记录应当公示',
    check: (input) => input.gravity === '轻微' || input.shown === true,
  },
  {
    code: 'TWICE',
    field: 'document',
    cites: [...cites.catalogue],
    say: '这份文书已经记入信用记录，不得重复记',
    asks: (input, _view, today) => [recordsQuestion(String(input.partyId), today)],
    check: (input, view, env) =>
      !env
        .answer(recordsQuestion(String(input.partyId), env.today))
        .some((r) => isLive(r) && r.code !== view.state.id && r.body.document === input.document),
  },
];

/** INV-C2: a measure of the list, of this kind, for this kind of subject and this record, on a basis in force. */
export const measureRules = (
  kind: '失信惩戒' | '守信激励',
  subject: (view: CaseView) => Input,
): readonly InputRule[] => [
  {
    code: 'INV-C2',
    field: 'measure',
    cites: [...cites.measures],
    say: '不在措施清单里的，不得采取',
    recorded: true,
    asks: (input, _view, today) => [measureQuestion(input.measure, today)],
    check: (input, view, env) => {
      const code = String(input.measure);
      const item = env.answer(measureQuestion(code, env.today));
      if (!item || item.entry.body.status === '取消')
        return `措施清单里没有今天有效的编码“${code}”，清单之外的措施一律不得采取`;
      const { body, region } = item.entry;
      const name = `“${String(body.name)}”`;
      if (!carried(creditMeasureRegister, item.bases, region, env.today))
        return `${name}今天已经没有有效的依据，不得采取`;
      if (body.kind !== kind) return `${name}是${String(body.kind)}措施，不能在这里采取`;
      const who = subject(view);
      if (!(body.subjects as readonly string[]).includes(String(who.partyKind)))
        return `${name}只适用于${(body.subjects as readonly string[]).join('、')}，对${String(who.partyKind)}不得采取`;
      const gravities = (body.gravities ?? []) as readonly string[];
      if (kind === '失信惩戒' && !gravities.includes(String(who.gravity)))
        return `${name}只对${gravities.join('、')}失信适用，这条记录是${String(who.gravity)}，不得采取`;
      const sources = (body.sources ?? []) as readonly string[];
      return (
        kind === '守信激励' ||
        sources.length === 0 ||
        sources.includes(String(who.source)) ||
        `${name}只适用于${sources.join('、')}，不适用于${String(who.source)}`
      );
    },
  },
  {
    code: 'IMPLEMENTER',
    field: 'implementer',
    cites: [...cites.measures],
    say: '请选择实施措施的行政机关',
    check: (input, _view, env) =>
      ['department', 'government', 'township', 'authorised', 'dispatched'].includes(
        env.organ(String(input.implementer))?.kind ?? '',
      ),
  },
];

/** A use of a measure that is named by its step and still runs. */
export const useRule = (apply: string, end: string, own = false): InputRule => ({
  code: 'USE',
  field: 'use',
  cites: [...cites.measures],
  say: '没有这项正在实施的措施',
  check: (input, view, env) => {
    const use = view.all(apply).find((a) => a.seq === input.use);
    if (!use || view.all(end).some((a) => a.input.use === input.use)) return false;
    return (
      !own ||
      env.acting === undefined ||
      use.input.implementer === env.acting ||
      '这项措施由别的机关实施，由它登记'
    );
  },
});

/** A reward needs class A today. */
export const classARule: InputRule = {
  code: 'CLASS-A',
  field: 'measure',
  cites: [...cites.measures, cites.grading[0]],
  say: '只有A类主体可以给予守信激励',
  check: (_input, view, env) => {
    const partyId = view.text('open-file.partyId');
    const grade = env.answer(gradeQuestion(partyId, env.today));
    return (
      (isLive(grade) && grade.body.class === 'A') ||
      `这个主体现在是${String(grade?.body.class ?? '未分级')}类，只有A类可以给予守信激励`
    );
  },
};
