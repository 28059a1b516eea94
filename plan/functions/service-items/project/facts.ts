/** Facts of an investment project, read from its case: what it is, which way it goes, which approvals it needs and how each stands. */
import {
  type ActRecord,
  type CaseFacts,
  type CaseView,
  type DateStr,
  dateOf,
  design,
  type EntryFacts,
  type Question,
  recordedAnswer,
} from '@fadu/kernel';
import { SERVICE_ITEMS } from '../common.ts';

type Input = Readonly<Record<string, unknown>>;

/** Stages in their order; that there are these four is from 国办发〔2019〕11号 (未核实). */
export const STAGES = [
  ['planning', '立项用地规划许可'],
  ['works', '工程建设许可'],
  ['construction', '施工许可'],
  ['acceptance', '竣工验收'],
] as const;
export type Stage = (typeof STAGES)[number][0];
export const STAGE_TITLES = STAGES.map(([, title]) => title);

/** Where the money comes from. The first two make it a government-invested project. */
export const FUNDINGS = [
  '政府直接投资',
  '政府资本金注入',
  '企业投资（有投资补助或者贷款贴息）',
  '企业投资',
] as const;
export const codeDesign = design('国家统一项目代码的编制规则未核实，项目代码由本系统按牵头部门和年度编号');

/** The three ways of the law. */
export type Way = '审批' | '核准' | '备案';

/** The act that opened the case. */
export const registered = (view: CaseView): ActRecord | undefined =>
  view.last('register') ?? view.last('register-at-window');
/** What the unit told of the project, with what it added later. */
export const projectOf = (view: CaseView): Input => ({
  ...registered(view)?.input,
  ...view.last('add')?.input,
});
/** What decides the way: as corrected by the lead, else as the unit declared. */
const declared = (view: CaseView): Input => view.last('correct-way')?.input ?? registered(view)?.input ?? {};

/** Whether the government invests directly or as owner of capital. */
export const byGovernment = (view: CaseView): boolean =>
  FUNDINGS.slice(0, 2).some((f) => f === declared(view).funding);
/** Which way the project goes, by funding and catalogue. */
export const wayOf = (view: CaseView): Way =>
  byGovernment(view) ? '审批' : declared(view).catalogue === true ? '核准' : '备案';

/** The project's code; undefined before it is drawn. */
export const codeOf = (view: CaseView): string | undefined => registered(view)?.issued?.project;

/** One approval that the project needs. */
export interface Approval {
  readonly item: string;
  readonly name: string;
  readonly organ: string;
  readonly stage: Stage;
  /** Promised working days of the item when it was listed. */
  readonly days: number;
}

/** The question for an item as listed on a day. */
export const itemQuestion = (code: unknown, on: DateStr) =>
  ({ ask: 'entry', register: SERVICE_ITEMS, code: String(code ?? ''), on }) as const satisfies Question;
/** The question for the handling that an approval is. */
export const handlingQuestion = (handling: unknown) =>
  ({
    ask: 'case',
    case: String(handling ?? ''),
    facts: ['apply.item', 'register-application.item', 'apply.identity', 'register-application.identity'],
  }) as const satisfies Question;

/** Rows of a list of approvals. */
export const rowsOf = (input: Input): readonly { readonly item: string; readonly stage: string }[] =>
  (input.approvals as readonly { item: string; stage: string }[] | undefined) ?? [];

const stageOf = (title: string): Stage => STAGES.find(([, t]) => t === title)?.[0] ?? 'planning';

/** The approvals of the list, those added later included, each as its item stood that day. */
export function approvalsOf(view: CaseView): readonly Approval[] {
  return [...view.all('draw-up'), ...view.all('add-approvals')].flatMap((record) =>
    rowsOf(record.input).flatMap(({ item, stage }): Approval[] => {
      const entry = recordedAnswer(record, itemQuestion(item, dateOf(record.at))) as EntryFacts | null;
      return entry
        ? [
            {
              item,
              name: String(entry.body.name),
              organ: String(entry.body.organ),
              stage: stageOf(stage),
              days: Number(entry.body.promisedDays),
            },
          ]
        : [];
    }),
  );
}

/** How an approval stands. */
export interface Standing extends Approval {
  readonly state: 'not-begun' | 'running' | 'passed' | 'denied';
  /** Handling that it is, by its id. */
  readonly handling?: string;
  /** Day on which the organ accepted it, or took it in where it has not accepted yet. */
  readonly begunOn?: DateStr;
  readonly resultOn?: DateStr;
  /** Number of the decision. */
  readonly number?: string;
}

/** Whether a handling ended well: granted and not taken back, or found not to be required. */
export const passed = (c: CaseFacts): boolean =>
  c.phase === 'not-required' || (c.conds.includes('granted') && c.phase !== 'revoked');
/** Whether a handling has a result that may be recorded. */
export const decided = (c: CaseFacts): boolean =>
  passed(c) || (c.ended !== undefined && !c.conds.includes('granted')) || c.phase === 'revoked';

const DECIDING = ['grant', 'grant-at-once', 'grant-by-commitment', 'deny', 'say-not-required'] as const;

/** The latest beginning and result of each approval. */
export function standingOf(view: CaseView): readonly Standing[] {
  return approvalsOf(view).map((a) => {
    const of = (act: string) =>
      view
        .all(`${act}-${a.stage}`)
        .filter((r) => r.input.item === a.item)
        .at(-1);
    const begun = of('begin');
    if (!begun) return { ...a, state: 'not-begun' };
    const question = handlingQuestion(begun.input.handling);
    const at = recordedAnswer(begun, question) as CaseFacts | null;
    const accepted = at?.done.accept ?? at?.done['deem-accepted'] ?? dateOf(begun.at);
    const head = { ...a, begunOn: accepted, ...(at && { handling: at.id }) };
    const result = of('result');
    if (!result || result.seq < begun.seq) return { ...head, state: 'running' };
    const end = recordedAnswer(result, question) as CaseFacts | null;
    const on =
      DECIDING.flatMap((act) => end?.done[act] ?? [])
        .sort()
        .at(-1) ?? dateOf(result.at);
    return {
      ...head,
      state: end && passed(end) ? 'passed' : 'denied',
      resultOn: on,
      ...(end?.numbers.decision && { number: end.numbers.decision }),
    };
  });
}

/** Whether every approval of a stage has passed; true for a stage that needs none. */
export const stageDone = (view: CaseView, stage: Stage): boolean =>
  standingOf(view).every((a) => a.stage !== stage || a.state === 'passed');
