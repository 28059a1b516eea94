/** Where a citation leads, from its words: the page of the article, or of the task of the plan. */
import { planTask } from '@fadu/kernel';
import { findCitations } from '@fadu/kernel/legal-text/citations';
import { canonicalName } from '@fadu/office/law/resolve';
import type { FC } from 'hono/jsx';

const PLAN = planTask(1, '').title;

/** Address of what a citation means: 《行政处罚法》第五十七条 → its page; undefined where it names no text. */
export function citeHref(text: string): string | undefined {
  const task = /第(\d+)项任务/u.exec(text);
  if (task) return `/plan/tasks/${task[1]}`;
  const [cite] = findCitations(text).found;
  if (cite?.of.kind !== 'named') return undefined;
  if (cite.of.name === PLAN) return '/plan';
  const law = `/laws/${encodeURIComponent(canonicalName(cite.of.name))}`;
  return cite.article ? `${law}/articles/${cite.article}` : law;
}

/** A citation as a link to what it means; plain words where it means no text. `says`: what stands there, in short. */
export const CiteLink: FC<{ text: string; says?: string }> = ({ text, says }) => {
  const href = citeHref(text);
  return href ? (
    <a class="cite" href={href} title={says}>
      {text}
    </a>
  ) : (
    <span class="cite" title={says}>
      {text}
    </span>
  );
};
