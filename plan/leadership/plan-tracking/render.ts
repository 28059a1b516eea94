/**
 * Our own facts written out in the form in which plans are published. A city without the document at hand starts from
 * this, and a draft of the next plan can be written the same way; importing it gives the facts back.
 */
import { chineseNumber } from '@fadu/kernel/citation';
import { CHAPTERS } from './chapters.ts';
import { PLAN, TASKS, type TaskFacts } from './facts.ts';
import { bodyName, organById } from './organs.ts';

const day = (date: string): string => {
  const [y, m, d] = date.split('-');
  return `${y}年${m}月${d}日`;
};

/** A dated target in a form that the importer reads: always the end of a year in this plan. */
const dated = (task: TaskFacts): string =>
  task.dated.map((d) => `${d.due.slice(0, 4)}年年底前，${d.what}。`).join('');

const bodies = (label: string, ids: readonly string[]): string => `${label}：${ids.map(bodyName).join('、')}`;

/** The plan's facts as a document, one line each for headings, tasks and bodies. */
export function renderPlan(): string {
  const issuers = PLAN.issuers.map((id) => organById(id)?.full).join(' ');
  const lines = [
    `索 引 号: | ${PLAN.indexNumber} |`,
    `发文机关: | ${issuers} | 成文日期: | ${day(PLAN.madeOn)} |`,
    `标 题: | ${PLAN.title} |`,
    `发文字号: | ${PLAN.number} | 发布日期: | ${day(PLAN.publishedOn)} |`,
    PLAN.title,
    '本文件由法度系统按方案要点编写，只含事实与摘要，以正式公布的文本为准。',
  ];
  for (const chapter of CHAPTERS) {
    lines.push(`${chineseNumber(chapter.number)}、${chapter.title}`);
    for (const section of chapter.sections) {
      lines.push(`（${chineseNumber(section.number)}）${section.title}`);
      if (section.tasks.length === 0) lines.push('原文在此阐明要求，不设任务。');
      for (const task of TASKS.filter((t) => section.tasks.includes(t.number))) {
        lines.push(`${task.number}．${task.title}。${task.goal}${dated(task)}`);
        if (!task.leadMissing) lines.push(bodies('牵头部门', task.lead));
        lines.push(bodies('责任部门', task.responsible));
      }
    }
  }
  lines.push('各县（市）区参照本方案执行。');
  return `${lines.join('\n')}\n`;
}
