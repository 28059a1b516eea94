/** The register of life events (一件事清单). */
import { design, type RegisterDef } from '@fadu/kernel';
import {
  jilinBusinessEnvironmentRegulations as jl,
  oneThingList,
  oneThingOpinion,
} from '../../statutes/index.ts';
import { organRule } from '../power-registers/rules.ts';
import { task8 } from '../service-items/common.ts';
import { type Bundle, bundle } from './bundle-forms.ts';
import { BUNDLES } from './common.ts';
import { answersOf, orderFaults } from './graph.ts';

const of = (body: Readonly<Record<string, unknown>>) => body as unknown as Bundle;

/** The list of life events, kept by the bureau of government services. */
export const serviceBundles: RegisterDef = {
  code: BUNDLES,
  title: '一件事清单',
  group: '政务服务',
  system: 'one-thing-once',
  about: '几个部门的事项合成一件事：一次告知、一张表单、一次申报、按顺序分头办理、一个结果。',
  cites: [jl.art('31'), oneThingOpinion.art('1'), oneThingList.art('1'), task8],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: bundle,
  codes: {
    cites: [design('一件事的编码由大写字母、数字和连字符组成')],
    say: '编码为4至20位大写字母、数字或者连字符',
    of: (body) => String(body.basicCode ?? ''),
    check: (entry) =>
      /^[0-9A-Z][0-9A-Z-]{3,19}$/.test(entry.code) ||
      `编码“${entry.code}”应为4至20位大写字母、数字或者连字符`,
  },
  itemCode: 'basicCode',
  uniqueName: { cites: [jl.art('31'), task8] },
  rules: [
    organRule,
    {
      code: 'ORDER',
      field: 'members',
      cites: [oneThingOpinion.art('2'), task8],
      say: '事项之间的先后顺序不对',
      check: ({ body }) => {
        const faults = orderFaults(of(body).members);
        return faults.length === 0 || `${faults.join('；')}；请改正先后顺序`;
      },
    },
    {
      code: 'QUESTION',
      field: 'members',
      cites: [oneThingOpinion.art('1'), task8],
      say: '由问题决定要不要办的事项，要写明问题和回答',
      check: ({ body }) => {
        const { questions, members } = of(body);
        for (const m of members) {
          if ((m.question === undefined) !== (m.answer === undefined))
            return `“${m.name}”要么写明由第几个问题、哪个回答决定，要么都不写`;
          if (m.question === undefined) continue;
          const question = questions[m.question - 1];
          if (!question) return `“${m.name}”由第${m.question}个问题决定，但只有${questions.length}个问题`;
          if (!answersOf(question).includes(String(m.answer)))
            return `“${question.question}”没有“${m.answer}”这个回答（${question.answers}）`;
        }
        return true;
      },
    },
    {
      code: 'ALWAYS',
      field: 'members',
      cites: [oneThingOpinion.art('1')],
      say: '每一种回答都至少要有一个事项要办',
      check: ({ body }) => of(body).members.some((m) => m.question === undefined),
    },
  ],
};
