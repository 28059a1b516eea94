import { cond, type Fragment, need, office } from '@fadu/kernel';
import { legislationLaw, rulemakingRegulations as rules } from '../../statutes/index.ts';
import { clerk, drafter, examiner, leadHead, task14, task15 } from './common.ts';
import * as form from './forms.ts';
import { numberOf, RULES_REGISTER } from './text.ts';

/** Stages 13 and 14: life of a rule in force. */
export const living: Fragment = {
  acts: {
    'interpret-rule': {
      title: '解释规章',
      about: '解释权属于制定机关；法制机构参照审查程序提出意见，报批准后公布，与规章同等效力',
      by: clerk,
      in: ['in-force'],
      cites: [rules.art('33')],
      repeats: true,
      public: true,
      form: form.interpretation,
      publishes: ['interpretation'],
    },
    'record-department-view': {
      title: '记录部门的理解意见',
      about: '部门对规章的理解和答复不是解释，只作参考记录，不与文本关联',
      by: [office('drafter'), office('office-clerk')],
      in: ['in-force'],
      cites: [rules.art('33')],
      repeats: true,
      form: form.departmentView,
    },
    evaluate: {
      title: '立法后评估',
      about: '评估实施情况，结果作为修改、废止的重要参考',
      by: drafter,
      in: ['in-force'],
      cites: [rules.art('38'), task15],
      repeats: true,
      public: true,
      form: form.evaluation,
    },
    'clean-up': {
      title: '清理',
      about: '对照上位法和改革要求清理，写明继续有效、修改或者废止',
      by: examiner,
      in: ['in-force'],
      cites: [rules.art('37'), task14],
      repeats: true,
      public: true,
      form: form.cleanUp,
    },
    'submit-bill': {
      title: '提请制定地方性法规',
      about: '先行规章实施满两年，需要继续实施所规定的措施的，提请人大或者常委会制定地方性法规',
      by: leadHead,
      in: ['in-force'],
      cites: [legislationLaw.art('93')],
      needs: [need('EXPEDIENT', cond('expedient'), '不是先行规章', [legislationLaw.art('93')])],
      form: form.bill,
      clocks: [{ do: 'stop', clock: 'expedient', on: 'submittedOn' }],
    },
    'close-repealed': {
      title: '规章已经废止，办结',
      about: '另一项目的废止决定或者新规章公布后，本件办结',
      by: clerk,
      in: ['in-force'],
      cites: [rules.art('39')],
      public: true,
      form: form.repealedBy,
      asks: (_input, view, today) => [
        { ask: 'entry', register: RULES_REGISTER, code: numberOf(view), on: today },
      ],
      rules: [
        {
          code: 'REPEALED-BY',
          field: 'by',
          cites: [rules.art('39')],
          say: '法规规章库里没有这项废止',
          check: (input, view, env) => {
            const entry = env.answer({
              ask: 'entry',
              register: RULES_REGISTER,
              code: numberOf(view),
              on: env.today,
            });
            return (
              (entry?.body.status === '废止' && entry.body.repealedBy === input.by) ||
              '法规规章库里本规章还不是由这个编号废止；废止要按规章制定程序另行办理并公布'
            );
          },
        },
      ],
      clocks: [{ do: 'stop', clock: 'expedient' }],
      to: 'repealed',
    },
  },
};
