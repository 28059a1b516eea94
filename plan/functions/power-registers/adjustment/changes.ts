/** The changes that one adjustment proposes: what each asks, how it is checked, what it writes. */
import {
  type CaseView,
  canonicalBody,
  carried,
  type DateStr,
  type EntryDraft,
  type Env,
  type InputRule,
  type Question,
  type RegisterChange,
  type RegisterDef,
  sameValue,
} from '@fadu/kernel';
import { registerByCode } from '../../../registers.ts';
import { jilinBusinessEnvironmentRegulations as jl } from '../../../statutes/index.ts';
import { checkEntries, entryAnswers, entryQuestions } from '../asking.ts';
import { task4 } from '../common.ts';
import type { Change } from './forms.ts';

type Body = EntryDraft['body'];

const itemQuestion = (c: Change, on: DateStr) =>
  ({ ask: 'item', register: c.register, code: String(c.code), on }) as const;
const belowQuestion = (def: RegisterDef, item: string, on: DateStr) =>
  ({ ask: 'entries', register: def.code, on, where: { [def.itemCode]: item } }) as const;

/** Item code of a change: of the entry proposed, or within the code of the one that stands. */
const itemOf = (def: RegisterDef, c: Change): string =>
  String(c.entry?.[def.itemCode] ?? (c.code && c.code.length > 12 ? c.code.slice(-12) : (c.code ?? '')));

const byRegister = (changes: readonly Change[]): readonly (readonly [RegisterDef, readonly Change[]])[] =>
  [...new Set(changes.map((c) => c.register))].sort().flatMap((code) => {
    const def = registerByCode(code);
    return def ? [[def, changes.filter((c) => c.register === code)] as const] : [];
  });

const withEntry = (changes: readonly Change[]) => changes.filter((c) => c.entry !== undefined);

/** Everything that must be known to check and to write these changes as of a day. */
export function changeQuestions(changes: readonly Change[], on: DateStr): readonly Question[] {
  return byRegister(changes).flatMap(([def, mine]) => [
    ...entryQuestions(
      def,
      withEntry(mine).map((c) => c.entry as Body),
      on,
    ),
    ...mine.filter((c) => c.code).map((c) => itemQuestion(c, on)),
    ...mine.filter((c) => c.do !== '新增').map((c) => belowQuestion(def, itemOf(def, c), on)),
  ]);
}

/** The code a change concerns: that of the standing entry, or the one that follows from the proposed one. */
const codeOf = (def: RegisterDef, c: Change, env: Env): string =>
  c.code ?? def.codes.of?.(c.entry ?? {}, env.organ(String(c.entry?.organ))) ?? '';

const draftOf = (def: RegisterDef, c: Change, region: string, on: DateStr, env: Env): EntryDraft => ({
  code: codeOf(def, c, env),
  region,
  lawFrom: on,
  body: c.entry ?? {},
});

/** What stands against the changes, each sentence beginning with its place in the list. Empty: nothing. */
export function changeFaults(
  changes: readonly Change[],
  region: string,
  on: DateStr,
  env: Env,
  applicant?: string,
): readonly string[] {
  const out: string[] = [];
  const place = (c: Change) => `第${changes.indexOf(c) + 1}项`;
  for (const c of changes) {
    if (registerByCode(c.register)?.keeper.role !== 'list-keeper')
      out.push(`${place(c)}：没有“${c.register}”这份清单，或者它不由清单管理人员管理`);
    else if (c.do === '新增' && !c.entry) out.push(`${place(c)}：新增事项要填写事项内容`);
    else if (c.do === '变更' && !(c.code && c.entry)) out.push(`${place(c)}：变更要写明编码和变更后的内容`);
    else if ((c.do === '取消' || c.do === '恢复') && !c.code) out.push(`${place(c)}：${c.do}要写明编码`);
    else if (applicant && c.entry && c.entry.organ !== applicant)
      out.push(`${place(c)}：只能申请调整本机关（${env.organ(applicant)?.name ?? applicant}）实施的事项`);
    else if (c.do === '新增' && c.code) out.push(`${place(c)}：新增事项的编码由系统编制，不用填写`);
  }
  if (out.length) return out;
  for (const [def, mine] of byRegister(changes)) {
    for (const c of mine.filter((m) => m.code)) {
      const item = env.answer(itemQuestion(c, on));
      const status = item?.entry.body.status;
      if (!item || item.entry.region !== region)
        out.push(`${place(c)}：${def.title}里没有编码${String(c.code)}的事项`);
      else if (applicant && item.entry.body.organ !== applicant)
        out.push(`${place(c)}：编码${String(c.code)}的事项不是本机关实施的`);
      else if (status === '取消') out.push(`${place(c)}：编码${String(c.code)}的事项已经取消`);
      else if (c.do === '恢复' && status !== '暂停实施')
        out.push(`${place(c)}：编码${String(c.code)}的事项没有暂停，不需要恢复`);
      else if (c.entry && codeOf(def, { ...c, code: undefined }, env) !== c.code)
        out.push(
          `${place(c)}：变更后的编码与原编码不一致；拆分、合并、更换机关应当取消原事项、新增新事项，并写明由谁承接`,
        );
      else if (c.do === '恢复' && !c.entry && !carried(def, item.bases, region, on))
        out.push(`${place(c)}：原来的依据都已经不再有效，恢复时要写明现行有效的依据`);
    }
    const drafts = withEntry(mine);
    const checked = checkEntries(
      def,
      drafts.map((c) => draftOf(def, c, region, on, env)),
      on,
      env,
    );
    checked.forEach(({ refusals }, i) => {
      for (const r of refusals) out.push(`${place(drafts[i] as Change)}：${r.say}`);
    });
    for (const c of mine.filter((m) => m.do === '新增')) {
      const draft = draftOf(def, c, region, on, env);
      const facts = entryAnswers(
        def,
        drafts.map((d) => d.entry as Body),
        on,
        env,
      ).facts();
      const there = facts
        .sameItem(String(draft.body[def.itemCode]))
        .find((p) => p.region === region && p.code === draft.code);
      if (there) out.push(`${place(c)}：编码${draft.code}已经在清单里，应当办理变更或者恢复`);
    }
  }
  return out;
}

/** What is proposed as it stands: the latest revision, else the opening act. */
export const latestProposal = (view: CaseView): Readonly<Record<string, unknown>> | undefined =>
  (view.last('revise') ?? view.last('apply') ?? view.last('propose-ex-officio'))?.input;

/** The changes as they stand. */
export const currentChanges = (view: CaseView): readonly Change[] =>
  (latestProposal(view)?.changes ?? []) as readonly Change[];

/** Region of a case, which its id begins with. */
export const regionOfCase = (view: CaseView): string => view.state.id.split('-', 1)[0] ?? '';

/** The rule that runs the checks on an act's changes. `on`: the day from which they would be the law. */
export const changesRule = (
  changesIn: (input: Readonly<Record<string, unknown>>, view: CaseView) => readonly Change[],
  on: (input: Readonly<Record<string, unknown>>, env: Env) => DateStr,
  applicant: (input: Readonly<Record<string, unknown>>, view: CaseView, env: Env) => string | undefined,
): InputRule => ({
  code: 'PL-1',
  field: 'changes',
  cites: [task4, jl.art('30')],
  say: '调整内容不符合清单的要求',
  check: (input, view, env) => {
    const faults = changeFaults(
      changesIn(input, view),
      regionOfCase(view),
      on(input, env),
      env,
      applicant(input, view, env),
    );
    if (faults.length === 0) return true;
    const shown = faults.slice(0, 20).join('；');
    return faults.length > 20 ? `${shown}；另有${faults.length - 20}处` : shown;
  },
});

/** The entries that published changes make, those below that follow them included. */
export function changeEntries(
  changes: readonly Change[],
  region: string,
  on: DateStr,
  env: Env,
): readonly RegisterChange[] {
  const out: RegisterChange[] = [];
  for (const [def, mine] of byRegister(changes)) {
    const answers = entryAnswers(
      def,
      withEntry(mine).map((c) => c.entry as Body),
      on,
      env,
    );
    for (const c of mine) {
      const code = codeOf(def, c, env);
      const standing = c.code ? env.answer(itemQuestion(c, on))?.entry.body : undefined;
      const body = c.entry ? canonicalBody(c.entry, answers.instrument) : plainBody(standing ?? {});
      const cancelled = c.do === '取消';
      out.push({
        register: def.code,
        code,
        lawFrom: on,
        body: {
          ...body,
          status: cancelled ? '取消' : '在用',
          ...(cancelled && { reason: c.reason }),
          ...(cancelled && c.replacedBy?.length && { replacedBy: c.replacedBy }),
        },
      });
      if (c.do === '新增') continue;
      for (const below of env.answer(belowQuestion(def, itemOf(def, c), on))) {
        if (below.region === region || below.body.status === '取消') continue;
        if (cancelled && !c.below) continue;
        const followed = cancelled
          ? { ...below.body, status: '取消', reason: c.reason }
          : { ...below.body, ...inherited(def, body) };
        if (sameValue(followed, below.body)) continue;
        out.push({ register: def.code, code: below.code, region: below.region, lawFrom: on, body: followed });
      }
    }
  }
  return out;
}

/** What an entry below takes over from the one above: name, basis and what else is the same everywhere. */
const inherited = (def: RegisterDef, body: Body): Body =>
  Object.fromEntries((def.same?.fields ?? []).filter((f) => f in body).map((f) => [f, body[f]]));

/** A body without what an earlier suspension or cancellation left in it. */
function plainBody(body: Body): Body {
  const { status: _s, reason: _r, suspended: _x, replacedBy: _b, ...rest } = body;
  return rest;
}
