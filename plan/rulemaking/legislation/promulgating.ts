import {
  type ActDef,
  type CaseView,
  cond,
  days,
  design,
  done,
  type Fragment,
  formatDate,
  type InputRule,
  need,
  workdays,
} from '@fadu/kernel';
import { legislationLaw, rulemakingRegulations as rules } from '../../statutes/index.ts';
import { clerk, examiner, examinerClerk, mayor, settings, task14, task15 } from './common.ts';
import { forceOf, type OrderDates } from './force.ts';
import * as form from './forms.ts';
import {
  type Article,
  adoptedOn,
  changedArticles,
  entryQuestions,
  numberOf,
  promulgationEntries,
} from './text.ts';

const orderOf = (view: { last(act: string): { input: unknown } | undefined }): OrderDates | undefined =>
  view.last('sign-order')?.input as OrderDates | undefined;

/** The text after the meeting: only what its opinions ask for, and nothing that changes rights, duties or powers. */
export const finalise = (phase: string, voids: string): ActDef => ({
  title: '按审议意见修改定稿',
  about: '只按会议意见作文字和非实质性修改；实质性改动要重新审查、重新审议',
  by: examiner,
  in: [phase],
  cites: [rules.art('29')],
  repeats: true,
  form: form.finalText,
  rules: [
    {
      code: 'FINAL-LISTED',
      field: 'changed',
      cites: [rules.art('29')],
      say: '定稿与审议通过的文本不一致，而没有写明对应的审议意见',
      check: (input, view) => {
        const passed = ['draft', 'revise-draft']
          .flatMap((act) => view.all(act))
          .sort((a, b) => b.seq - a.seq)[0]?.input.articles as readonly Article[] | undefined;
        const changed = changedArticles(passed ?? [], input.articles as readonly Article[]);
        const listed = new Set((input.changed as { article: string }[]).map((c) => c.article));
        const left = changed.filter((n) => !listed.has(n));
        return left.length === 0 || `这些条文有改动，但没有写明对应的审议意见：${left.join('、')}`;
      },
    },
    {
      code: 'R8',
      field: 'changed',
      cites: [rules.art('29'), design('审查之后的实质性改动，须重新审查')],
      say: '有实质性改动，不能直接定稿，要退回重新审查、重新审议',
      check: (input) => (input.changed as { material: boolean }[]).every((c) => !c.material),
    },
  ],
  voids: [voids],
});

/** Whether the full amended text goes with a decision to amend (edge case 10). */
export const fullTextRule: InputRule = {
  code: 'FULL-TEXT',
  field: 'fullText',
  cites: [rules.art('39')],
  say: '修改的，要连同修改后的全文一并公布；制定、废止项目不填全文',
  check: (input, view) =>
    (view.text('propose.purpose') === '修改') === Boolean((input.fullText as unknown[] | undefined)?.length),
};

/** Stages 9 to 12 of a rule: final text, order, promulgation, gazette, filing. */
export const promulgating: Fragment = {
  acts: {
    finalise: finalise('promulgation', 'sign-order'),
    'sign-order': {
      title: '市长签署命令',
      about: '命令载明制定机关、名称、通过日期、施行日期和公布日期；日期有变的重新签署',
      by: mayor,
      in: ['promulgation'],
      cites: [rules.art('29'), rules.art('30')],
      repeats: true,
      needs: [
        need('R3', cond('deliberation-passed'), '没有政府会议通过的决定，不能签署公布', [rules.art('27')]),
      ],
      form: form.order,
      rules: [
        {
          code: 'ORDER-DAY',
          field: 'promulgatedOn',
          cites: [rules.art('30')],
          say: '公布日期不能早于今天',
          check: (input, _view, env) => String(input.promulgatedOn) >= env.today,
        },
        {
          code: 'R4',
          field: 'effectiveOn',
          cites: [rules.art('32'), design('“30日后”按满30日计算，最早第31日施行')],
          say: '施行日期太早',
          check: (input) => {
            const force = forceOf(input as unknown as OrderDates);
            return force.ok || force.say;
          },
        },
      ],
      settles: ['force-lawful', 'title-lawful'],
    },
    'assign-order': {
      title: '编政府令序号',
      about: '签署以后统一编号；重新签署的沿用这个号',
      by: clerk,
      in: ['promulgation'],
      cites: [rules.art('30')],
      needs: [need('ORDER-SIGNED', done('sign-order'), '市长还没有签署命令，不能编号', [rules.art('30')])],
      numbers: ['order'],
    },
    promulgate: {
      title: '公布',
      about: '在命令载明的公布日期以政府令公布，写入法规规章库',
      by: clerk,
      in: ['promulgation'],
      cites: [rules.art('29'), rules.art('30'), rules.art('31')],
      public: true,
      needs: [
        need('R3-SIGNED', done('sign-order'), '市长还没有签署命令，或者定稿以后没有重新签署', [
          rules.art('29'),
        ]),
        need('NUMBERED', done('assign-order'), '政府令还没有编号', [rules.art('30')]),
        need('FORCE', cond('force-lawful'), '签署的施行日期早于法定日期', [rules.art('32')]),
        need('R5-TITLE', cond('title-lawful'), '规章的名称不得称“条例”', [rules.art('7')]),
      ],
      form: form.promulgation,
      asks: (_input, view, today) => entryQuestions(view, today),
      rules: [
        {
          code: 'ORDER-DATE',
          cites: [rules.art('30')],
          say: '今天不是命令载明的公布日期',
          check: (_input, view, env) => {
            const on = orderOf(view)?.promulgatedOn ?? '';
            return on === env.today || `命令载明的公布日期是${formatDate(on)}，不在当天公布的要重新签署`;
          },
        },
        fullTextRule,
        {
          code: 'TARGET-STANDS',
          cites: [rules.art('39')],
          say: '被修改、废止的规章已经不是现行有效',
          check: (_input, view, env) => {
            const target = view.text('propose.target');
            if (!target) return true;
            return (
              env.answer({ ask: 'entry', register: 'rules', code: target, on: env.today })?.body.status ===
              '有效'
            );
          },
        },
      ],
      settles: ['expedient', 'decision-only'],
      clocks: [
        { do: 'start', clock: 'publication' },
        { do: 'start', clock: 'filing' },
        { do: 'start', clock: 'expedient', when: cond('expedient') },
      ],
      papers: ['order'],
      publishes: ['rule'],
      entries: (view, env) => {
        const order = orderOf(view);
        const force = order && forceOf(order);
        return promulgationEntries('government-rule', view, env, {
          number: numberOf(view),
          adoptedOn: adoptedOn(view),
          promulgatedOn: order?.promulgatedOn ?? env.today,
          effectiveOn: order?.effectiveOn ?? env.today,
          fullText: view.get('promulgate.fullText') as readonly Article[] | undefined,
          ...(force?.ok && force.flag && { more: { flag: force.flag, flagReason: order?.groundText } }),
        });
      },
      publicBody: (view) => {
        const order = orderOf(view);
        const force = order && forceOf(order);
        return {
          title: view.text('propose.title'),
          number: numberOf(view),
          effectiveOn: order?.effectiveOn,
          flag: force?.ok ? (force.flag ?? null) : null,
        };
      },
      to: 'published',
    },
    'publish-gazette': {
      title: '刊载',
      about: '及时在政府公报、中国政府法制信息网和本地报纸刊载；公报刊登的是标准文本',
      by: clerk,
      in: ['published'],
      cites: [rules.art('31')],
      public: true,
      form: form.gazette,
      rules: [
        {
          code: 'GAZETTE-ALL',
          field: 'channels',
          cites: [rules.art('31')],
          say: '刊载载体不全',
          check: (input) => {
            const left = ['政府公报', '中国政府法制信息网', '本地报纸'].filter(
              (c) => !(input.channels as string[]).includes(c),
            );
            return left.length === 0 || `还要在${left.join('、')}刊载`;
          },
        },
        notLater('publishedOn', '刊载日期不能晚于今天'),
      ],
      clocks: [{ do: 'stop', clock: 'publication', on: 'publishedOn' }],
    },
    'record-filing': {
      title: '记录报送备案',
      about: '备案在“规章备案”事项里向四个机关分别报送；这里记录备案件编号，了结报送期限',
      by: examinerClerk,
      in: ['published'],
      cites: [rules.art('34'), task15],
      form: form.filingRecord,
      asks: (_input, view, today) => [filingsOf(view, today)],
      rules: [
        {
          code: 'FILING-CASE',
          field: 'filingCase',
          cites: [rules.art('34'), task15],
          say: '没有这件规章的备案件',
          check: (input, view, env) =>
            env.answer(filingsOf(view, env.today)).some((e) => e.body.case === input.filingCase) ||
            `编号“${String(input.filingCase)}”不是本规章的备案件；请先在“规章备案”里立件`,
        },
        notLater('filedOn', '报送日期不能晚于今天'),
      ],
      clocks: [{ do: 'stop', clock: 'filing', on: 'filedOn' }],
    },
    archive: {
      title: '归档，转入实施管理',
      by: clerk,
      in: ['published'],
      cites: [task14, task15],
      needs: [
        need('GAZETTED', done('publish-gazette'), '还没有刊载', [rules.art('31')]),
        need('FILED', done('record-filing'), '还没有报送备案', [rules.art('34')]),
      ],
      clocks: [{ do: 'stop', clock: 'expedient', when: cond('decision-only') }],
      to: [
        { when: cond('decision-only'), phase: 'concluded' },
        { when: { op: 'not', of: cond('decision-only') }, phase: 'in-force' },
      ],
    },
  },
  clocks: {
    publication: {
      title: '刊载期限',
      kind: 'duty',
      owedBy: 'office',
      limit: settings.publication,
      lastDay: 'roll',
      cites: [rules.art('31'), design('“及时”按10个工作日设定')],
    },
    filing: {
      title: '规章报送备案期限',
      kind: 'duty',
      owedBy: 'examiner',
      limit: days(30),
      lastDay: 'roll',
      cites: [rules.art('34')],
      warnBefore: workdays(5),
    },
    expedient: {
      title: '先行规章提请制定地方性法规的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.expedient,
      lastDay: 'roll',
      cites: [legislationLaw.art('93')],
      warnBefore: days(180),
    },
  },
  conditions: {
    'force-lawful': {
      title: '命令的施行日期合法',
      test: {
        fn: (v) => {
          const order = orderOf(v);
          return order !== undefined && forceOf(order).ok;
        },
      },
    },
    'title-lawful': {
      title: '命令公布的规章不称条例',
      test: {
        fn: (v) =>
          orderOf(v) !== undefined &&
          !v
            .text('propose.title')
            .replace(/《[^》]*》/gu, '')
            .includes('条例'),
      },
    },
    expedient: {
      title: '先行制定的规章已经公布',
      test: {
        fn: (v) =>
          v.last('promulgate') !== undefined &&
          v.get('propose.expedient') === true &&
          v.text('propose.purpose') === '制定',
      },
    },
    'decision-only': {
      title: '公布的是修改或者废止决定',
      test: { fn: (v) => v.last('promulgate') !== undefined && v.text('propose.purpose') !== '制定' },
    },
  },
};

/** What was filed of this rule: entries of the filing system, one a recipient. */
function filingsOf(view: CaseView, today: string) {
  return { ask: 'entries', register: 'rule-filings', on: today, where: { rule: numberOf(view) } } as const;
}

function notLater(field: string, say: string): InputRule {
  return {
    code: `${field === 'filedOn' ? 'FILED' : 'GAZETTE'}-DAY`,
    field,
    cites: [rules.art(field === 'filedOn' ? '34' : '31')],
    say,
    check: (input, _view, env) => String(input[field]) <= env.today,
  };
}
