import { type CaseView, design, elapsed, law, need, office, type Procedure, post } from '@fadu/kernel';
import { z } from 'zod';
import { rulemakingRegulations as rules } from '../../statutes/index.ts';
import { settings, task14 } from '../legislation/common.ts';

/** A question with its choices. */
export interface SurveyQuestion {
  readonly question: string;
  readonly choices: readonly string[];
}

/** One question counted. */
export interface SurveyCount extends SurveyQuestion {
  /** Number of answers for each choice, in the order of the choices. */
  readonly counts: readonly number[];
}

const open = design('意见调查至少开放7日');
const owner = [post('drafter', 'lead')];

const questionsOf = (view: CaseView): readonly SurveyQuestion[] =>
  (view.get('open-survey.questions') ?? []) as readonly SurveyQuestion[];

/** The answers counted, question by question. */
export function surveyCounts(view: CaseView): SurveyCount[] {
  const answers = view.all('answer-survey').map((a) => a.input.answers as readonly string[]);
  return questionsOf(view).map((q, i) => ({
    ...q,
    counts: q.choices.map((c) => answers.filter((a) => a[i] === c).length),
  }));
}

/** An opinion survey on a draft (R14.5): questions with choices, answered by anyone, counted in public. */
export const legislativeSurvey: Procedure = {
  code: 'legislative-survey',
  title: '立法意见调查',
  system: 'legislative-consultation',
  version: '2023-03-15',
  from: '2023-03-15',
  cites: [task14, rules.art('15')],
  about: '就草案中的问题向社会作选择题式的意见调查；结果自动统计、全部公开，不能挑选。',
  relations: { lead: '起草单位' },
  roles: { drafter: '起草人员' },
  phases: {
    open: { title: '正在调查' },
    counted: { title: '结果公开', end: 'done' },
  },
  acts: {
    'open-survey': {
      title: '发起意见调查',
      about: '写明所调查的草案、问题和选项；发起以后不能再改',
      by: [office('drafter')],
      in: [],
      opens: true,
      cites: [task14],
      public: true,
      form: z.object({
        title: z.string().trim().min(4).max(80).meta({ title: '调查名称' }),
        project: z
          .string()
          .trim()
          .regex(/^\d{6}-[0-9a-f]{1,40}$/, '应为征求意见的事项编号')
          .meta({ title: '草案的事项编号', description: '在征求意见页的网址里' }),
        intro: z.string().trim().min(10).max(2000).meta({ title: '调查说明', widget: 'long-text' }),
        questions: z
          .array(
            z.object({
              question: z.string().trim().min(4).max(200).meta({ title: '问题' }),
              choices: z
                .array(z.string().trim().min(1).max(60))
                .min(2)
                .max(8)
                .meta({ title: '选项', widget: 'lines' }),
            }),
          )
          .min(1)
          .max(20)
          .meta({ title: '问题和选项' }),
      }),
      rules: [
        {
          code: 'CHOICES',
          field: 'questions',
          cites: [task14],
          say: '同一个问题的选项不能重复',
          check: (input) =>
            (input.questions as SurveyQuestion[]).every((q) => new Set(q.choices).size === q.choices.length),
        },
      ],
      binds: [{ relation: 'lead', from: 'actor.organ' }],
      clocks: [{ do: 'start', clock: 'survey' }],
      publishes: ['survey'],
    },
    'answer-survey': {
      title: '参加调查',
      about: '任何人都可以参加；登录的每人一次',
      by: [{ kind: 'public' }],
      in: ['open'],
      cites: [task14],
      repeats: true,
      form: z.object({
        answers: z.array(z.string().trim().max(60)).min(1).max(20).meta({ title: '选择', widget: 'lines' }),
      }),
      rules: [
        {
          code: 'ANSWERS',
          field: 'answers',
          cites: [task14],
          say: '每个问题都要从所列的选项里选一个',
          check: (input, view) => {
            const questions = questionsOf(view);
            const answers = input.answers as string[];
            return (
              answers.length === questions.length &&
              questions.every((q, i) => q.choices.includes(answers[i] ?? ''))
            );
          },
        },
        {
          code: 'ONCE-EACH',
          cites: [task14],
          say: '您已经参加过这次调查，每人一次',
          check: (_input, view, env) =>
            env.person === undefined || !view.all('answer-survey').some((a) => a.actor.person === env.person),
        },
      ],
    },
    'close-survey': {
      title: '结束调查，公开结果',
      about: '系统统计全部回答，结果和回答人数一并公开',
      by: owner,
      in: ['open'],
      cites: [task14],
      public: true,
      needs: [need('SURVEY-MINIMUM', elapsed('survey'), '调查期限未满，不能提前结束', [open])],
      clocks: [{ do: 'stop', clock: 'survey' }],
      publicBody: (view) => ({
        project: view.text('open-survey.project'),
        answered: view.all('answer-survey').length,
        signedIn: view.all('answer-survey').filter((a) => a.actor.person !== undefined).length,
        results: surveyCounts(view),
      }),
      publishes: ['survey'],
      to: 'counted',
    },
  },
  clocks: {
    survey: {
      title: '意见调查期限',
      kind: 'minimum',
      owedBy: 'public',
      limit: settings.surveyMinimum,
      lastDay: 'keep',
      cites: [open],
    },
  },
  conditions: {},
  laws: [
    law('S-TIME', '调查期限未满，不得结束', [open], { kind: 'waits', act: 'close-survey', clock: 'survey' }),
    law('S-COUNTED', '发起的调查都公开结果', [task14], {
      kind: 'answered',
      cause: { act: 'open-survey' },
      effect: ['close-survey'],
    }),
  ],
  papers: {},
  titleFrom: 'open-survey.title',
  owner: 'lead',
  publicFrom: ['open-survey'],
};
