import type {
  ActDef,
  CaseView,
  Citation,
  ClockEffect,
  EffectDay,
  Fragment,
  Guard,
  InputRule,
  Limit,
  Need,
  PaperTemplate,
  Performer,
} from '@fadu/kernel';
import { any, clock, cond, law, need, not } from '@fadu/kernel';
import { z } from 'zod';

/** What a procedure says of asking someone outside the case in writing. */
export interface WrittenConsultationOptions {
  /** Stem of all names: acts `ask-third-party`, `third-party-opinion`; condition `third-party-open`. */
  readonly name: string;
  /** What they are called: 第三方, 共同制作机关. */
  readonly who: string;
  /** Relation under which those asked are bound. */
  readonly relation: string;
  /** Ids bound are organs (opinions come from their posts) or people and enterprises. */
  readonly are: 'organs' | 'people';
  /** Who asks and records what comes back. */
  readonly by: readonly Performer[];
  /** Who answers. */
  readonly answeredBy: readonly Performer[];
  readonly in: readonly string[];
  readonly cites: readonly Citation[];
  readonly needs?: readonly Need[];
  /** Time to answer from receipt of the letter. */
  readonly limit: Limit;
  /** What silence means: the organ decides itself, or it counts as consent. */
  readonly silence: 'decide' | 'consent';
  /** Clock that does not run while an answer is awaited. */
  readonly pauses: string;
  readonly pauseCites: readonly Citation[];
  /** Other consultations under way: while one of them waits the paused clock does not go on. */
  readonly others?: readonly Guard[];
  /** Acts that lose their force when the question is asked. */
  readonly voids?: readonly string[];
  /** Acts that must not happen while an answer is awaited. */
  readonly holds: readonly string[];
  /** Prefix of check and law codes. */
  readonly code: string;
  readonly letter: PaperTemplate;
  /** There is also an act that records why no letter could be sent at all. */
  readonly impossible?: boolean;
}

/** Positions one may take. */
export const CONSULTATION_POSITIONS = ['同意', '部分同意', '不同意'] as const;

/** What became of one of those asked. */
export interface ConsultationAnswer {
  /** Id of the person, enterprise or organ. */
  readonly who: string;
  readonly position:
    | (typeof CONSULTATION_POSITIONS)[number]
    | '逾期未答复'
    | '逾期未答复，视为同意'
    | '无法征求';
  readonly reason: string;
}

/** Act names of a consultation by its stem. */
export const consultationActs = (name: string) => ({
  ask: `ask-${name}`,
  received: `${name}-letter-received`,
  opinion: `${name}-opinion`,
  recorded: `${name}-opinion-on-paper`,
  silent: `${name}-silent`,
  unreachable: `${name}-unreachable`,
  impossible: `${name}-impossible`,
});

/** Ids asked by the latest letter, and what each answered after it; `undefined` while the answer is awaited. */
export function consultationAnswers(
  view: CaseView,
  name: string,
  silence: 'decide' | 'consent',
): ReadonlyMap<string, ConsultationAnswer | undefined> {
  const acts = consultationActs(name);
  const ask = view.last(acts.ask);
  const out = new Map<string, ConsultationAnswer | undefined>();
  const received = new Set<string>();
  if (!ask) return out;
  for (const id of (ask.input.parties as readonly string[] | undefined) ?? []) out.set(id, undefined);
  const answer = (who: string, position: ConsultationAnswer['position'], reason: unknown) =>
    out.has(who) && out.set(who, { who, position, reason: String(reason ?? '') });
  for (const act of view.state.acts) {
    if (act.seq <= ask.seq || view.state.voided.has(act.seq)) continue;
    const { position, reason, party } = act.input;
    if (act.act === acts.opinion) {
      const who = act.actor.organ && out.has(act.actor.organ) ? act.actor.organ : act.actor.person;
      answer(who ?? '', position as ConsultationAnswer['position'], reason);
    } else if (act.act === acts.recorded)
      answer(String(party), position as ConsultationAnswer['position'], reason);
    else if (act.act === acts.received) received.add(String(party));
    else if (act.act === acts.silent) {
      const word = silence === 'consent' ? '逾期未答复，视为同意' : '逾期未答复';
      for (const who of received) if (!out.get(who)) answer(who, word, reason);
    } else if (act.act === acts.unreachable) {
      for (const who of (act.input.parties as readonly string[] | undefined) ?? [])
        answer(who, '无法征求', reason);
    }
  }
  return out;
}

/** Ids that are still to answer. */
export const consultationWaiting = (view: CaseView, name: string): string[] =>
  [...consultationAnswers(view, name, 'decide')].filter(([, answer]) => !answer).map(([id]) => id);

/** Ids whose receipt of the latest letter is recorded. */
export function consultationReceived(view: CaseView, name: string): ReadonlySet<string> {
  const acts = consultationActs(name);
  const asked = view.last(acts.ask)?.seq ?? 0;
  return new Set(
    view
      .all(acts.received)
      .filter((a) => a.seq > asked)
      .map((a) => String(a.input.party)),
  );
}

/** Someone asked has not agreed to everything. */
export const consultationObjects = (view: CaseView, name: string): boolean =>
  [...consultationAnswers(view, name, 'decide').values()].some(
    (a) => a?.position === '不同意' || a?.position === '部分同意',
  );

/**
 * A written consultation: a letter to one or several, a limit that runs from its receipt, an answer with reasons,
 * silence with the meaning the statute gives it. While an answer is awaited the procedure's own clock stands still:
 * from the day the letter goes out to the day the last answer comes in or the limit lapses.
 */
export function writtenConsultation(o: WrittenConsultationOptions): Fragment {
  const acts = consultationActs(o.name);
  const open = `${o.name}-open`;
  const limit = `${o.name}-answer`;
  const waiting = cond(open);
  const isOpen = need(`${o.code}-OPEN`, waiting, `没有等待${o.who}答复的征求意见`, o.cites);
  const notOpen = need(`${o.code}-NOT-OPEN`, not(waiting), `上一次征求${o.who}意见还没有结果`, o.cites);
  const allAnswered = not(any(waiting, ...(o.others ?? [])));
  const ends = (on?: EffectDay): ClockEffect[] => [
    { do: 'stop', clock: limit, when: not(waiting) },
    { do: 'resume', clock: o.pauses, when: allAnswered, ...(on && { on }) },
  ];
  const opinion = z.object({
    position: z.enum(CONSULTATION_POSITIONS).meta({ title: '意见' }),
    reason: z
      .string()
      .trim()
      .max(5000)
      .optional()
      .meta({ title: '理由', description: '不完全同意的必须说明', widget: 'long-text' }),
  });
  const reasoned: InputRule = {
    code: `${o.code}-REASON`,
    field: 'reason',
    cites: o.cites,
    say: '不同意或者只部分同意的，要说明理由',
    check: (input) => input.position === '同意' || String(input.reason ?? '').length >= 4,
  };
  const course = z
    .string()
    .trim()
    .min(10)
    .max(2000)
    .meta({ title: '原因和查找、联系的经过', widget: 'long-text' });
  const partyField = z
    .string()
    .min(1)
    .meta({ title: `哪一个${o.who}`, widget: o.are === 'organs' ? 'organ' : 'person' });
  const isWaiting: InputRule = {
    code: `${o.code}-PARTY`,
    field: 'party',
    cites: o.cites,
    say: `不在征求意见的${o.who}之内，或者已经答复`,
    check: (input, view) => consultationWaiting(view, o.name).includes(String(input.party)),
  };
  const organised: Pick<ActDef, 'in' | 'cites' | 'repeats' | 'settles'> = {
    in: o.in,
    cites: o.cites,
    repeats: true,
    settles: [open],
  };
  return {
    acts: {
      [acts.ask]: {
        ...organised,
        title: `书面征求${o.who}意见`,
        about: '写明涉及的内容、答复的期限和逾期的后果；征求意见所需时间不计入期限',
        by: o.by,
        needs: [notOpen, ...(o.needs ?? [])],
        form: z.object({
          parties: z
            .array(z.string().min(1))
            .min(1)
            .max(50)
            .meta({ title: `征求意见的${o.who}`, widget: o.are }),
          content: z.string().trim().min(4).max(5000).meta({ title: '涉及的内容', widget: 'long-text' }),
          sentOn: z.iso.date().meta({ title: '征求意见书发出日期' }),
        }),
        outcomes: { asked: { title: '已发出', conds: { [open]: true } } },
        binds: [{ relation: o.relation, from: 'parties' }],
        ...(o.voids && { voids: o.voids }),
        clocks: [{ do: 'pause', clock: o.pauses, on: 'sentOn' }],
        papers: [`${o.name}-letter`],
      },
      [acts.received]: {
        title: `登记${o.who}收到征求意见书`,
        about: '多个对象先后收到的，逐个登记，答复期限从最后收到的算起',
        by: o.by,
        in: o.in,
        cites: o.cites,
        repeats: true,
        needs: [isOpen],
        form: z.object({
          party: partyField,
          receivedOn: z.iso.date().meta({ title: '收到征求意见书的日期' }),
        }),
        rules: [
          isWaiting,
          {
            code: `${o.code}-RECEIVED-ONCE`,
            field: 'party',
            cites: o.cites,
            say: '已经登记过收到日期',
            check: (input, view) => !consultationReceived(view, o.name).has(String(input.party)),
          },
          {
            code: `${o.code}-RECEIVED`,
            field: 'receivedOn',
            cites: o.cites,
            say: '收到日期不能早于征求意见书发出日期',
            check: (input, view) => String(input.receivedOn) >= view.text(`${acts.ask}.sentOn`),
          },
        ],
        clocks: [{ do: 'restart', clock: limit, on: 'receivedOn' }],
      },
      [acts.opinion]: {
        ...organised,
        title: `${o.who}提出意见`,
        by: o.answeredBy,
        needs: [isOpen],
        form: opinion,
        rules: [
          reasoned,
          {
            code: `${o.code}-ANSWERED`,
            cites: o.cites,
            say: '您已经提出过意见',
            check: (_input, view, env) =>
              o.are === 'organs' || consultationWaiting(view, o.name).includes(env.person ?? ''),
          },
        ],
        clocks: ends(),
      },
      [acts.recorded]: {
        ...organised,
        title: `登记${o.who}的书面意见`,
        by: o.by,
        needs: [isOpen],
        form: opinion.extend({
          party: partyField,
          receivedOn: z.iso.date().meta({ title: '收到意见的日期' }),
        }),
        rules: [reasoned, isWaiting],
        clocks: ends('receivedOn'),
      },
      [acts.silent]: {
        ...organised,
        title: `${o.who}逾期未提出意见`,
        about: o.silence === 'consent' ? '视为同意' : '由行政机关自行决定，逾期不等于同意',
        by: [{ kind: 'system' }],
        needs: [
          isOpen,
          need(`${o.code}-LAPSED`, clock(limit, 'elapsed'), `${o.who}的答复期限还没有届满`, o.cites),
        ],
        // Someone who has not received the letter yet is not silent; the clock starts again when they do.
        clocks: [
          { do: 'stop', clock: limit },
          { do: 'resume', clock: o.pauses, when: allAnswered, on: { lastDayOf: limit } },
        ],
      },
      [acts.unreachable]: {
        ...organised,
        title: `记录无法送达${o.who}`,
        about: '征求意见书无法送达的，写明查找、联系的经过；已经收到的不是无法送达',
        by: o.by,
        needs: [isOpen],
        form: z.object({
          parties: z
            .array(z.string().min(1))
            .min(1)
            .max(50)
            .meta({ title: `无法送达的${o.who}`, widget: o.are }),
          reason: course,
        }),
        rules: [
          {
            code: `${o.code}-UNREACHABLE`,
            field: 'parties',
            cites: o.cites,
            say: `只能是还没有收到征求意见书、也没有答复的${o.who}`,
            check: (input, view) => {
              const [waitingNow, got] = [
                consultationWaiting(view, o.name),
                consultationReceived(view, o.name),
              ];
              return (input.parties as readonly string[]).every(
                (id) => waitingNow.includes(id) && !got.has(id),
              );
            },
          },
        ],
        clocks: ends(),
      },
      ...(o.impossible && {
        [acts.impossible]: {
          title: `记录无法征求${o.who}意见`,
          about: '查不到、联系不上的，写明查找、联系的经过',
          by: o.by,
          in: o.in,
          cites: o.cites,
          needs: [notOpen],
          form: z.object({ reason: course }),
        } satisfies ActDef,
      }),
    },
    clocks: {
      [limit]: {
        title: `${o.who}提出意见的期限`,
        kind: 'right',
        owedBy: o.relation,
        limit: o.limit,
        lastDay: 'roll',
        cites: o.cites,
        onExpiry: acts.silent,
      },
    },
    conditions: {
      [open]: {
        title: `有${o.who}尚未答复`,
        test: { fn: (view) => consultationWaiting(view, o.name).length > 0 },
      },
    },
    papers: { [`${o.name}-letter`]: o.letter },
    laws: [
      law(`${o.code}-SILENCE`, `${o.who}的答复期限没有届满，不得按逾期处理`, o.cites, {
        kind: 'waits',
        act: acts.silent,
        clock: limit,
      }),
      ...o.holds.map((act, i) =>
        law(
          `${o.code}-HOLD${o.holds.length > 1 ? `-${i + 1}` : ''}`,
          `征求${o.who}意见没有结果之前，不得办理后续步骤`,
          o.pauseCites,
          {
            kind: 'only-while',
            act,
            guard: not(waiting),
          },
        ),
      ),
    ],
  };
}
