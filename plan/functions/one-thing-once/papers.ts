/** The two papers of a filing: what will be done, in what order and by when; and what came of it. */
import { type CaseView, formatDate, type PaperTemplate } from '@fadu/kernel';
import { bundleOf, factsOf, filingOf, itemIn, membersOf, promiseDays, standingOf } from './facts.ts';
import { afterOf } from './graph.ts';

const paragraph = (text: string) => ({ kind: 'paragraph', text }) as const;
const applicant = (view: CaseView) => String(filingOf(view).name ?? '申请人');
const about = (view: CaseView) => `“${bundleOf(view)?.name ?? ''}”`;

export const papers: Readonly<Record<string, PaperTemplate>> = {
  receipt: {
    title: '一件事受理单',
    kind: '信函',
    issuedBy: 'lead',
    compose: (view, { organName }) => {
      const facts = factsOf(view);
      const members = membersOf(view);
      return {
        title: '一件事受理单',
        recipients: applicant(view),
        blocks: [
          paragraph(
            `您申报的${about(view)}已经收到，包括下列事项，由平台按顺序分送各部门，不用您再分别申请：`,
          ),
          ...members.map((m, i) => {
            const item = itemIn(facts, m.item);
            const before = afterOf(m).flatMap((c) => members.find((x) => x.item === c)?.name ?? []);
            return paragraph(
              `${i + 1}. ${m.name}（${item ? organName(item.organ) : '实施机关'}，承诺${item?.promisedDays ?? 0}个工作日${before.length ? `，排在${before.map((b) => `“${b}”`).join('、')}之后` : ''}）`,
            );
          }),
          paragraph(
            `全部事项承诺在${promiseDays(facts, members)}个工作日内办完，按先后顺序里最长的一条计算。`,
          ),
          paragraph('各事项的决定、期限和救济各自独立：一个事项不予办理的，其他事项照常办理。'),
        ],
      };
    },
  },
  result: {
    title: '一件事办理结果单',
    kind: '信函',
    issuedBy: 'lead',
    compose: (view, { date }) => {
      const standing = standingOf(view);
      return {
        title: '一件事办理结果单',
        recipients: applicant(view),
        blocks: [
          paragraph(`您申报的${about(view)}，各事项都有了结果$（截至${formatDate(date)}）：`),
          ...membersOf(view).map((m, i) =>
            paragraph(`${i + 1}. ${m.name}：${standing.get(m.item) ?? '没有开始'}。`),
          ),
          paragraph(
            '不予受理、不予准予的，理由和救济途径写在该事项的决定书里；对该决定不服的，可以自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
          ),
        ],
      };
    },
  },
};
