import {
  type ActDef,
  all,
  type CaseView,
  type Citation,
  cond,
  days,
  done,
  type Fragment,
  type InputRule,
  type Law,
  law,
  need,
  not,
  type Performer,
  workdays,
} from '@fadu/kernel';
import { filingReviewRegulations as far } from '../../statutes/index.ts';
import * as form from './forms.ts';

/** What a procedure says of filing with one recipient outside the platform. */
export interface OutsideOptions {
  /** Suffix of every name: `state` gives `file-state`, `receive-state`, … */
  readonly key: string;
  /** Recipient as people say it. */
  readonly name: string;
  /** Who enters what was sent and what came back. */
  readonly by: readonly Performer[];
  readonly owedBy: string;
  readonly in: readonly string[];
  readonly cites: readonly Citation[];
  /** The filing itself as an act; absent where the case is opened by it. */
  readonly file?: { readonly needs: NonNullable<ActDef['needs']> };
  /** Act that begins the filing with this recipient when `file` is absent. */
  readonly opening?: string;
  /** Day before which nothing can have happened: of promulgation or publication. */
  readonly since: (view: CaseView) => string;
  /** The register's entry after each step. */
  readonly entries: NonNullable<ActDef['entries']>;
  /** End that must not be reached with this recipient unsettled. */
  readonly ends: readonly string[];
}

/** Names of the acts with one outside recipient. */
export const outsideActs = (key: string) => ({
  file: `file-${key}`,
  receive: `receive-${key}`,
  outcome: `outcome-${key}`,
  supplement: `supplement-${key}`,
  opinion: `opinion-${key}`,
  answer: `answer-${key}`,
});

/** How a filing with an outside recipient stands. */
export interface OutsideState {
  readonly filedOn?: string;
  readonly receivedOn?: string;
  readonly receipt?: string;
  readonly outcome?: string;
  readonly outcomeNumber?: string;
  readonly deferredOn?: string;
  readonly supplementedOn?: string;
  readonly opinions: number;
  readonly answers: number;
  readonly corrected: number;
}

/** Read it from a case. `filed`: act and field with the day of filing. */
export function outsideState(view: CaseView, key: string, filed: string): OutsideState {
  const a = outsideActs(key);
  const text = (path: string) => view.text(path) || undefined;
  const outcomes = view.state.acts.filter((r) => r.act === a.outcome);
  const deferred = outcomes.find((r) => r.input.outcome === '暂缓办理');
  const answers = view.all(a.answer);
  return JSON.parse(
    JSON.stringify({
      filedOn: text(filed),
      receivedOn: text(`${a.receive}.receivedOn`),
      receipt: text(`${a.receive}.receipt`),
      outcome: text(`${a.outcome}.outcome`),
      outcomeNumber: text(`${a.outcome}.number`),
      deferredOn: deferred ? String(deferred.input.on) : undefined,
      supplementedOn: view
        .all(a.supplement)
        .map((r) => String(r.input.filedOn))
        .at(-1),
      opinions: view.all(a.opinion).length,
      answers: answers.length,
      corrected: answers.filter((r) => r.input.result !== '说明理由不作改动').length,
    }),
  ) as OutsideState;
}

/** Filing with one recipient outside: receipt, outcome, supplement within 15 days, opinion answered within 30. */
export function outsideFiling(o: OutsideOptions): Fragment {
  const a = outsideActs(o.key);
  const open = `${o.key}-opinion-open`;
  const deferred = `${o.key}-deferred`;
  const settled = `${o.key}-settled`;
  const code = o.key.toUpperCase();
  const filed = o.file ? done(a.file) : undefined;
  const { entries } = o;
  /** The day of a step: not to come, and not before what it follows. */
  const dated = (field: string, title: string, after?: (view: CaseView) => string): InputRule => ({
    code: `${code}-DAY`,
    field,
    cites: o.cites,
    say: `${title}不能晚于今天，也不能早于公布日期`,
    check: (input, view, env) => {
      const on = String(input[field]);
      const first = after?.(view) || o.since(view);
      if (on > env.today) return `${title}不能晚于今天（${env.today}）`;
      return on >= first || `${title}不能早于${first}`;
    },
  });
  const filedOn = (view: CaseView) =>
    view.text(`${a.file}.filedOn`) || (o.opening ? view.text(`${o.opening}.sentOn`) : '');
  const after = filed ? [need(`${code}-FILED`, filed, `还没有向${o.name}报送`, o.cites)] : [];

  const acts: Record<string, ActDef> = {
    [a.receive]: {
      title: `登记${o.name}的回执`,
      by: o.by,
      in: o.in,
      cites: o.cites,
      needs: after,
      form: form.receipt,
      rules: [dated('receivedOn', '收到回执的日期', filedOn)],
      entries,
    },
    [a.outcome]: {
      title: `登记${o.name}的办理结果`,
      about: '予以登记、不予登记或者暂缓办理；暂缓办理的15日内补充报送',
      by: o.by,
      in: o.in,
      cites: [far.art('9'), ...o.cites],
      needs: [need(`${code}-RECEIVED`, done(a.receive), `还没有${o.name}的回执`, o.cites)],
      form: form.outcome,
      rules: [
        dated('on', '收到通知的日期', filedOn),
        {
          code: `${code}-WHY`,
          field: 'reason',
          cites: [far.art('9')],
          say: '不予登记、暂缓办理的要写明对方的理由',
          check: (input) => input.outcome === '予以登记' || String(input.reason ?? '').length >= 4,
        },
      ],
      settles: [deferred, settled],
      outcomes: {
        registered: { title: '予以登记或者不予登记', conds: { [deferred]: false, [settled]: true } },
        deferred: { title: '暂缓办理', conds: { [deferred]: true, [settled]: false } },
      },
      clocks: [{ do: 'start', clock: a.supplement, when: cond(deferred), on: 'on' }],
      entries,
    },
    [a.supplement]: {
      title: `向${o.name}补充报送`,
      by: o.by,
      in: o.in,
      cites: [far.art('9')],
      repeats: true,
      needs: [need(`${code}-DEFERRED`, cond(deferred), `${o.name}没有要求补充报送`, [far.art('9')])],
      form: form.sending,
      rules: [dated('filedOn', '补充报送的日期', (view) => view.text(`${a.outcome}.on`))],
      voids: [a.outcome],
      clocks: [{ do: 'stop', clock: a.supplement, on: 'filedOn' }],
      entries,
    },
    [a.opinion]: {
      title: `登记${o.name}的审查意见`,
      by: o.by,
      in: o.in,
      cites: [far.art('18'), ...o.cites],
      repeats: true,
      needs: [
        ...after,
        need(`${code}-ONE-OPINION`, not(cond(open)), `${o.name}上一份审查意见还没有报告处理情况`, [
          far.art('21'),
        ]),
      ],
      form: form.outsideOpinion,
      rules: [dated('on', '收到意见的日期', filedOn)],
      settles: [open],
      outcomes: { open: { title: '等待报告处理情况', conds: { [open]: true } } },
      clocks: [{ do: 'start', clock: a.answer, on: 'on' }],
      entries,
    },
    [a.answer]: {
      title: `向${o.name}报告处理情况`,
      by: o.by,
      in: o.in,
      cites: [far.art('21')],
      repeats: true,
      needs: [need(`${code}-OPINION`, cond(open), `${o.name}没有等待处理的审查意见`, [far.art('21')])],
      form: form.outsideAnswer,
      rules: [dated('on', '报告处理情况的日期', (view) => view.text(`${a.opinion}.on`))],
      settles: [open],
      outcomes: { answered: { title: '已报告', conds: { [open]: false } } },
      clocks: [{ do: 'stop', clock: a.answer, on: 'on' }],
      entries,
    },
  };
  if (o.file) {
    acts[a.file] = {
      title: `向${o.name}报送备案`,
      by: o.by,
      in: o.in,
      cites: o.cites,
      needs: o.file.needs,
      form: form.sending,
      rules: [dated('filedOn', '报送日期')],
      clocks: [{ do: 'stop', clock: `filing-${o.key}`, on: 'filedOn' }],
      entries,
      public: true,
    };
  }
  const laws: Law[] = [
    law(`${code}-RECEIPT`, `没有${o.name}的回执，不得登记办理结果`, o.cites, {
      kind: 'precedes',
      first: [{ act: a.receive }],
      then: a.outcome,
    }),
    law(`${code}-SUPPLEMENT`, `${o.name}暂缓办理的，没有补充报送不得办结`, [far.art('9')], {
      kind: 'answered',
      cause: { act: a.outcome, with: cond(deferred) },
      effect: [a.supplement],
      ends: o.ends,
    }),
    law(`${code}-ANSWER`, `${o.name}的审查意见没有报告处理情况，不得办结`, [far.art('21')], {
      kind: 'answered',
      cause: { act: a.opinion },
      effect: [a.answer],
      ends: o.ends,
    }),
  ];
  return {
    acts,
    clocks: {
      ...(o.file && {
        [`filing-${o.key}`]: {
          title: `向${o.name}报送备案的期限`,
          kind: 'duty' as const,
          owedBy: o.owedBy,
          limit: days(30),
          lastDay: 'roll' as const,
          cites: o.cites,
          warnBefore: workdays(5),
        },
      }),
      [a.supplement]: {
        title: `向${o.name}补充报送的期限`,
        kind: 'duty',
        owedBy: o.owedBy,
        limit: days(15),
        lastDay: 'roll',
        cites: [far.art('9')],
        warnBefore: workdays(3),
      },
      [a.answer]: {
        title: `向${o.name}报告处理情况的期限`,
        kind: 'duty',
        owedBy: o.owedBy,
        limit: days(30),
        lastDay: 'roll',
        cites: [far.art('21')],
        warnBefore: workdays(5),
      },
    },
    conditions: {
      [deferred]: {
        title: `${o.name}暂缓办理`,
        test: { is: [`${a.outcome}.outcome`, '暂缓办理'] },
      },
      [settled]: {
        title: `${o.name}已经登记或者不予登记`,
        test: { oneOf: [`${a.outcome}.outcome`, ['予以登记', '不予登记']] },
      },
      [open]: {
        title: `${o.name}的审查意见等待处理`,
        test: { fn: (v) => v.all(a.opinion).length > v.all(a.answer).length },
      },
    },
    laws,
  };
}

/** Everything with this recipient has come to its end. */
export const outsideSettled = (key: string) => all(cond(`${key}-settled`), not(cond(`${key}-opinion-open`)));
