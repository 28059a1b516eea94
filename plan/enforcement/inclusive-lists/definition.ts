import { cellText, conditionText, type Procedure } from '@fadu/kernel';
import { compulsionLaw as acl, penaltyLaw as apl } from '../../statutes/index.ts';
import { task26 } from '../discretion-benchmarks/common.ts';
import { makingProcedure } from '../discretion-benchmarks/making.ts';
import { factOf, lenientItemOf } from './forms.ts';
import { listFaults } from './match.ts';
import { LIST_FIELDS, lenientLists } from './register.ts';

/** Making, changing and ending entries of the four lenient lists, tasks 7 and 26 of the plan. */
export const lenientListMaking: Procedure = makingProcedure({
  code: 'lenient-list',
  title: '包容审慎监管清单制定',
  system: 'inclusive-lists',
  about: '起草、核对、合法性审核、批准、公布不予处罚、从轻、减轻和免予行政强制清单；条件放宽法律的不能公布。',
  register: lenientLists,
  cites: [apl.art('33'), apl.art('32'), acl.art('16'), task26],
  contentRule: 'R7.5',
  unsound: '适用条件不完整或者放宽了法律',
  content: (body) => {
    const item = lenientItemOf(body);
    return item ? listFaults(item) : ['内容不完整，不能核对条件'];
  },
  keep: LIST_FIELDS,
  lines: (body) => {
    const item = lenientItemOf(body);
    if (!item) return [];
    const conditions = item.conditions.map(({ fact, test }) => {
      const input = factOf(item, fact);
      return input ? conditionText(input, cellText(input, test)) : fact;
    });
    return [
      `${item.list}：${item.violation}。`,
      `适用条件（同时具备）：${conditions.join('；')}。`,
      `证据材料：${item.proof.join('；')}。`,
      `替代措施：${item.measures.join('；')}。`,
    ];
  },
});
