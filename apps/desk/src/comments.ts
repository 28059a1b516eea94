/** Comments of a consultation and what became of them, from the time line of a case. Pure. */
import type { CaseViewModel } from '@fadu/office/cases/view';

type Entry = CaseViewModel['timeline'][number];

/** A comment as the person answering reads it. */
export interface CommentLine {
  /** Number of the comment: that of its act. */
  readonly seq: number;
  readonly on: string;
  readonly article: string | null;
  readonly text: string;
  readonly from: string;
  /** How it was answered; null while open. */
  readonly disposition: string | null;
  /** A written reply was sent. */
  readonly written: boolean;
}

const entered = (entry: Entry, field: string): unknown => entry.entered.find((e) => e.field === field)?.value;
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Every comment on file, oldest first. */
export function commentsOf(timeline: readonly Entry[]): CommentLine[] {
  const answers = new Map(
    timeline
      .filter((e) => e.act === 'answer-comment')
      .map((e) => [entered(e, 'comment'), words(entered(e, 'disposition'))]),
  );
  const written = new Set(
    timeline.filter((e) => e.act === 'reply-in-writing').map((e) => entered(e, 'comment')),
  );
  return timeline
    .filter((e) => e.act === 'comment')
    .map((e) => ({
      seq: e.seq,
      on: e.on,
      article: words(entered(e, 'article')) || null,
      text: words(entered(e, 'text')),
      from: words(entered(e, 'submitterType')),
      disposition: answers.get(e.seq) ?? null,
      written: written.has(e.seq),
    }));
}

const WRITTEN_TO = ['人大代表', '政协委员'];

/** The comments an act can be about: unanswered ones to answer, those of deputies not fully taken to reply to. */
export function openFor(act: string, comments: readonly CommentLine[]): CommentLine[] {
  if (act === 'answer-comment') return comments.filter((c) => c.disposition === null);
  if (act === 'reply-in-writing')
    return comments.filter(
      (c) => WRITTEN_TO.includes(c.from) && c.disposition !== null && c.disposition !== '采纳' && !c.written,
    );
  return [...comments];
}
