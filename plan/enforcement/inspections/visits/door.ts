/** What is checked at the door and at every contact: the team, the code, the list, the cap. */
import type { CaseView, DateStr, Env, InputRule, RegisterChange } from '@fadu/kernel';
import { type Officer, officerQuestions, officersFault } from '../../officers/contact.ts';
import { certificateQuestion } from '../../officers/facts.ts';
import { LEAST_OFFICERS } from '../common.ts';
import { cites, VISIT_PLACES } from './common.ts';
import { capFault, countOf, countQuestions } from './counting.ts';
import {
  beganOn,
  counts,
  fieldOf,
  head,
  type Input,
  itemCodes,
  itemQuestion,
  objectOf,
  partOf,
  visitors,
} from './facts.ts';

const officersIn = (input: Input) => (input.officers ?? []) as readonly Officer[];

/** Officers who must step aside. */
export const recused = (view: CaseView): readonly string[] => {
  const last = new Map(view.all('decide-recusal').map((a) => [String(a.input.officer), a.input.result]));
  return [...last].filter(([, result]) => result === '回避').map(([person]) => person);
};

/** INV-I1: two or more of the acting organ's own officers, certified that day and in the item's field. */
const teamRule = (fieldAt: (view: CaseView, input: Input, env: Env) => string): InputRule => ({
  code: 'INV-I1',
  field: 'officers',
  cites: cites.officers,
  say: '检查人员不得少于两人，且都应当持有当日有效、属于本机关和本领域的执法证件',
  asks: (input) => officerQuestions(input, String(input.on)),
  check: (input, view, env) =>
    officersFault([...officersIn(input)], {
      organs: env.acting === undefined ? officersIn(input).map((o) => o.organ) : [env.acting],
      field: fieldAt(view, input, env),
      on: String(input.on),
      least: LEAST_OFFICERS,
      entry: (n) => env.answer(certificateQuestion(n, String(input.on))),
    }) ?? true,
});
const selfRule: InputRule = {
  code: 'INV-I1-SELF',
  field: 'officers',
  cites: cites.officers,
  say: '登记的人必须是在场的执法人员之一，不能替别人登记',
  check: (input, _view, env) =>
    env.person === undefined || officersIn(input).some((o) => o.person === env.person),
};
const recusedRule: InputRule = {
  code: 'INV-I4',
  field: 'officers',
  cites: cites.recusal,
  say: '已经决定回避的人员不得参加检查',
  check: (input, view) => !officersIn(input).some((o) => recused(view).includes(o.person)),
};

/** Rules on the officers of a contact of an inspection that is under way. */
export const teamRules: readonly InputRule[] = [
  teamRule((view, _input, env) => fieldOf(view, env.acting ?? '')),
  selfRule,
  recusedRule,
];
/** The same for a case that is opened at the door. */
export const openingTeamRules: readonly InputRule[] = [
  {
    ...teamRule((_view, input, env) =>
      String(env.answer(itemQuestion(itemCodes(input)[0] ?? '', env.today))?.entry.body.field ?? ''),
    ),
    asks: (input, _view, today) => [
      ...officerQuestions(input, String(input.on)),
      ...itemCodes(input)
        .slice(0, 1)
        .map((i) => itemQuestion(i, today)),
    ],
  },
  selfRule,
];

/**
 * The scanned text names the enterprise (scan as DESIGN). A business without a name of its own has no code that may be
 * shown: any code scanned there is taken.
 */
export const holdsCode = (text: unknown, object: string): boolean =>
  object.length === 18
    ? String(text ?? '')
        .toUpperCase()
        .includes(object)
    : String(text ?? '').trim() !== '';
export const scanRule = (objectOfInput: (input: Input, view: CaseView) => string): InputRule => ({
  code: 'SCAN',
  field: 'scanned',
  cites: cites.scan,
  say: '没有扫码的不得进入，企业可以拒绝；情况紧急或者没有网络的写明理由，按期补扫',
  check: (input, view) => {
    if (input.scanMode !== '入企前扫码') return Boolean(input.scanReason) && !input.scanned;
    if (!input.scanned) return false;
    return holdsCode(input.scanned, objectOfInput(input, view)) || '扫码得到的不是这家企业的统一社会信用代码';
  },
});
export const shownRule: InputRule = {
  code: 'SHOWN',
  field: 'shown',
  cites: cites.officers,
  say: '没有出示执法证件和检查通知书的不得检查',
  check: (input) => input.shown === true,
};
/** Counted anew at the door, for every organ that comes: what was lawful when planned may have been used up since. */
export const atTheDoor: InputRule = {
  code: 'R24.7-CAP',
  field: 'on',
  cites: cites.cap,
  say: '达到公布的年度检查频次上限，不得进入',
  asks: (_input, view, today) => [
    ...visitors(view).flatMap((organ) => countQuestions(objectOf(view), organ, today)),
    ...visitors(view)
      .flatMap((organ) => itemCodes(partOf(view, organ)))
      .map((i) => itemQuestion(i, today)),
  ],
  check: (input, view, env) => {
    for (const organ of visitors(view)) {
      const fault = capFault(
        partOf(view, organ),
        organ,
        env.organ(organ)?.name ?? organ,
        countAt(view, env, organ, String(input.on)),
        env,
      );
      if (fault !== true) return fault;
    }
    return true;
  },
};
const countAt = (view: CaseView, env: Env, organ: string, on: DateStr) =>
  countOf(env, {
    object: objectOf(view),
    objectClass: String(head(view).objectClass),
    organ,
    asked: env.today,
    on,
    except: view.state.id,
  });

/** Items that were taken off the list since the plan are not inspected. */
export const stillListed: InputRule = {
  code: 'R24.7-ITEM',
  field: 'on',
  cites: cites.item,
  say: '检查事项已经取消，不得检查',
  asks: (_input, view, today) =>
    visitors(view)
      .flatMap((organ) => itemCodes(partOf(view, organ)))
      .map((i) => itemQuestion(i, today)),
  check: (_input, view, env) => {
    for (const organ of visitors(view))
      for (const code of itemCodes(partOf(view, organ))) {
        const item = env.answer(itemQuestion(code, env.today));
        if (!item || ['取消', '暂停实施'].includes(String(item.entry.body.status ?? '')))
          return `检查事项“${String(item?.entry.body.name ?? code)}”已经不在公布的清单里，不得检查，企业可以拒绝`;
      }
    return true;
  },
};

/** One place in the year's count for each organ that comes; the database gives each place out once. */
export const places = (view: CaseView, env: Env): readonly RegisterChange[] =>
  visitors(view)
    .filter((organ) => counts(partOf(view, organ)))
    .map((organ) => {
      const on = beganOn(view);
      const { times } = countAt(view, env, organ, on);
      return {
        register: VISIT_PLACES,
        code: `${objectOf(view)}/${organ}/${on.slice(0, 4)}#${times + 1}`,
        lawFrom: on,
        body: { object: objectOf(view), organ, case: view.state.id },
      };
    });
