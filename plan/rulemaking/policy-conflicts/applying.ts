import { cond, design, type EntryFacts, type Fragment, not, resident } from '@fadu/kernel';
import { desk, task16 } from './common.ts';
import { dayRule, departments, documentQuestion, numbered, printed } from './facts.ts';
import * as form from './forms.ts';

/** Application, admissibility, and the department that takes the lead. */
export const applying: Fragment = {
  acts: {
    apply: {
      title: '申请协调冲突的政策',
      about: '两个以上部门的文件或者政策不能同时遵守，受影响的人可以申请；先向部门反映过、没有解决',
      by: [resident],
      in: [],
      opens: true,
      cites: [task16],
      form: form.application,
      asks: (input) => numbered(input).map((d) => documentQuestion(String(d.number), input.affectedOn)),
      rules: [
        {
          code: 'TWO-DEPARTMENTS',
          field: 'documents',
          cites: [task16],
          say: '要有两个以上不同部门的文件或者政策；同一个部门自己的文件前后不一，请向它本身反映或者提出审查建议',
          check: (input) => new Set((input.documents as form.Conflicting[]).map((d) => d.maker)).size >= 2,
        },
        {
          code: 'MAKERS',
          field: 'documents',
          cites: [task16],
          say: '名录里没有这个部门',
          check: (input, _view, env) => {
            const unknown = (input.documents as form.Conflicting[]).find((d) => !env.organ(d.maker));
            return unknown === undefined || `名录里没有“${unknown.maker}”，请从名录中选择出台的部门`;
          },
        },
        {
          code: 'DOCUMENTS',
          field: 'documents',
          cites: [task16],
          say: '目录里没有这份文件',
          check: (input, _view, env) => {
            for (const d of numbered(input)) {
              const found = env.answer(documentQuestion(String(d.number), input.affectedOn));
              if (!found.some((e: EntryFacts) => e.body.maker === d.maker))
                return `${String(input.affectedOn)}施行的文件目录里没有${printed(String(d.number))}，或者它不是这个部门制定的，请核对；没有文号的政策不用填文号`;
            }
            return true;
          },
        },
        {
          code: 'DESK',
          field: 'desk',
          cites: [task16],
          say: '由司法行政部门受理，请选择本地的司法局',
          check: (input, _view, env) => /司法局$/.test(env.organ(String(input.desk))?.name ?? ''),
        },
        dayRule('affectedOn', '受到影响的日期'),
      ],
      binds: [
        { relation: 'applicant', from: 'actor.person' },
        { relation: 'desk', from: 'desk' },
        {
          relation: 'department',
          from: (input) => [...new Set((input.documents as form.Conflicting[]).map((d) => d.maker))],
        },
      ],
      clocks: [{ do: 'start', clock: 'admissibility' }],
      to: 'applied',
    },
    'examine-application': {
      title: '审查是否受理',
      about: '有利害关系、真有冲突、没有在别处处理、不是个案，四项都符合才受理',
      by: desk,
      in: ['applied'],
      cites: [task16],
      form: form.examination,
      settles: ['admissible'],
      clocks: [{ do: 'stop', clock: 'admissibility' }],
      papers: ['admission-notice'],
      to: [
        { when: cond('admissible'), phase: 'naming' },
        { when: not(cond('admissible')), phase: 'declined' },
      ],
    },
    'withdraw-application': {
      title: '撤回申请',
      by: [{ kind: 'party', relation: 'applicant' }],
      in: ['applied', 'naming', 'coordinating'],
      cites: [design('作出结果之前可以撤回申请')],
      form: form.notice.pick({ text: true }),
      clocks: ['admissibility', 'position', 'coordination'].map((clock) => ({ do: 'stop', clock }) as const),
      to: 'withdrawn',
    },
    'name-lead': {
      title: '确定主要实施部门',
      about: '由主要实施部门牵头协调和评估；有争议的由司法行政部门指定',
      by: desk,
      in: ['naming'],
      cites: [task16],
      form: form.naming,
      rules: [
        {
          code: 'LEAD',
          field: 'lead',
          cites: [task16],
          say: '牵头的应当是冲突的部门之一',
          check: (input, view) => departments(view).includes(String(input.lead)),
        },
      ],
      binds: [{ relation: 'lead', from: 'lead' }],
      clocks: [{ do: 'start', clock: 'coordination' }],
      to: 'coordinating',
    },
  },
  conditions: {
    admissible: {
      title: '符合受理条件',
      test: {
        fn: (v) =>
          ['interest', 'conflict', 'notPending', 'notIndividual'].every(
            (q) => v.get(`examine-application.${q}`) === true,
          ),
      },
    },
  },
};
