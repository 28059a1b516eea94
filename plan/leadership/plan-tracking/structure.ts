/**
 * The body of the document: title, opening paragraph, chapters, sections, tasks, bodies, closing line. One pass over
 * the lines, one handler for each form of line.
 */
import { continuesList, type ListPart } from './bodies.ts';
import {
  type ChapterDraft,
  checkFinished,
  finishChapter,
  finishTask,
  type Level,
  type Paragraph,
  type SectionDraft,
  SHOW,
  type TaskDraft,
  textOf,
} from './drafts.ts';
import type { Faults } from './faults.ts';
import { formOf, isFinished, keyOf, type LineForm, type SourceLine } from './lines.ts';
import type { OrganIndex } from './organ-index.ts';
import type { ImportedPlan } from './plan-model.ts';

/** What the body of a document holds. */
export type PlanBody = Pick<ImportedPlan, 'opening' | 'chapters' | 'tasks' | 'closing'> & {
  /** Line that ends the plan. */
  readonly end: SourceLine;
};

/** Reads the body line by line. Use `readBody`. */
class BodyReader {
  private readonly chapters: ChapterDraft[] = [];
  private readonly next: Record<Level, number> = { chapter: 1, section: 1, task: 1 };
  private readonly firstSeen: Record<Level, Map<number, number>> = {
    chapter: new Map(),
    section: new Map(),
    task: new Map(),
  };
  private readonly twice: Record<Level, boolean> = { chapter: false, section: false, task: false };
  private readonly opening: Paragraph = [];
  private titleSoFar = '';
  private titleDone: boolean;
  private titleWrong = false;
  private task: TaskDraft | undefined;
  /** The list that a plain line may continue. */
  private list: ListPart[] | undefined;
  private end: SourceLine | undefined;
  private readonly title: string;
  private readonly organs: OrganIndex;
  private readonly faults: Faults;

  constructor(title: string | undefined, organs: OrganIndex, faults: Faults) {
    this.title = keyOf(title ?? '');
    this.titleDone = this.title === '';
    this.organs = organs;
    this.faults = faults;
  }

  read(lines: readonly SourceLine[], tableEnd: SourceLine): PlanBody | undefined {
    for (const line of lines) {
      if (this.end) {
        this.faults.add(
          line,
          'text-after-end',
          `第${this.end.no}行已是方案的最后一行，其后不应再有文字。请删去本行及以后内容。`,
        );
        break;
      }
      this.take(line, formOf(line));
    }
    if (!this.end) {
      this.faults.add(
        lines.at(-1) ?? tableEnd,
        'truncated',
        '文件到此中断：没有读到末行（各县（市）区参照执行）。请取得完整文件后重新导入。',
      );
      return undefined;
    }
    return {
      opening: textOf(this.opening),
      chapters: this.chapters.map(finishChapter),
      tasks: this.chapters.flatMap((c) => c.sections.flatMap((s) => s.tasks)),
      closing: this.end.raw,
      end: this.end,
    };
  }

  private take(line: SourceLine, form: LineForm): void {
    switch (form.form) {
      case 'text':
        this.takeText(line);
        break;
      case 'chapter':
        this.takeChapter(line, form.number, form.rest);
        break;
      case 'section':
        this.takeSection(line, form.number, form.rest);
        break;
      case 'task':
        this.takeTask(line, form.number, form.rest);
        break;
      case 'body':
        this.takeBodies(line, form.role, form.rest);
        break;
      case 'closing':
        this.closePreface(line);
        this.closeChapter();
        if (this.chapters.length === 0)
          this.faults.add(line, 'chapter-gap', '全文没有一章。应从“一、”开始，请核对文件是否完整。');
        this.end = line;
    }
  }

  private get section(): SectionDraft | undefined {
    return this.chapters.at(-1)?.sections.at(-1);
  }

  // --- plain lines

  private takeText(line: SourceLine): void {
    const piece = { text: line.raw, line };
    if (this.chapters.length === 0) {
      this.takePreface(line);
      return;
    }
    if (this.list) {
      if (continuesList(this.list, line, this.organs)) {
        this.list.push(piece);
        if (this.task) this.task.last = line;
        return;
      }
    } else if (this.task) {
      if (!isFinished(textOf(this.task.text))) {
        this.task.text.push(piece);
        this.task.last = line;
        return;
      }
    } else if (this.section && !isFinished(textOf(this.section.prose))) {
      this.section.prose.push(piece);
      return;
    }
    this.faults.add(
      line,
      'text-stray',
      '此处不应有文字：应为章、节、任务、部门行或末行。若属上一段，请接在上一段末尾；否则请删去。',
    );
  }

  private takePreface(line: SourceLine): void {
    if (!this.titleDone) {
      const so = this.titleSoFar + line.key;
      this.titleDone = so === this.title;
      this.titleSoFar = so;
      if (this.title.startsWith(so)) return;
      this.titleDone = this.titleWrong = true;
      this.faults.add(
        line,
        'title-conflict',
        `正文标题与信息表中的标题不一致：应为“${this.title}”。请核对标题行是否缺少、断开或改动。`,
      );
      if (!isFinished(line.raw)) return;
    }
    if (this.titleWrong && this.title.includes(line.key)) return;
    // The site prints short lines (来源, 字号) around the title; a paragraph has a comma or a full stop in its first line.
    const isParagraph = this.opening.length > 0 || /[,。]/.test(line.key);
    if (isParagraph && !isFinished(textOf(this.opening))) this.opening.push({ text: line.raw, line });
    else
      this.faults.add(
        line,
        'text-stray',
        '标题与第一章之间只应有一段制定说明。请删去本行，或接在上一段末尾。',
      );
  }

  private closePreface(line: SourceLine): void {
    if (this.chapters.length > 0) return;
    if (!this.titleDone)
      this.faults.add(
        line,
        'title-conflict',
        `正文标题缺少或不全：第一章之前应有“${this.title}”。请补上标题行。`,
      );
    else if (this.opening.length === 0)
      this.faults.add(line, 'opening-missing', '标题与第一章之间应有一段制定说明。请补上后重新导入。');
    else checkFinished(this.opening, this.faults);
  }

  // --- headings and tasks

  private takeChapter(line: SourceLine, number: number, title: string): void {
    this.closePreface(line);
    this.closeChapter();
    this.follow('chapter', line, number);
    this.checkHeading(line, title);
    this.openChapter(number, title, line);
  }

  private takeSection(line: SourceLine, number: number, title: string): void {
    this.closePreface(line);
    this.closeSection();
    if (this.chapters.length === 0) {
      this.faults.add(line, 'section-outside-chapter', '节之前没有章标题。请在其前补上“一、”式章标题。');
      this.openChapter(this.next.chapter++, '', line);
    }
    this.follow('section', line, number);
    this.checkHeading(line, title);
    this.openSection(number, title, line);
  }

  private takeTask(line: SourceLine, number: number, rest: string): void {
    this.closePreface(line);
    this.closeTask();
    if (!this.section) {
      this.faults.add(line, 'task-outside-section', '任务之前没有节标题。请在其前补上“（一）”式节标题。');
      if (this.chapters.length === 0) this.openChapter(this.next.chapter++, '', line);
      this.openSection(this.next.section++, '', line);
    }
    this.follow('task', line, number);
    const prose = this.section?.prose[0];
    if (prose && this.section?.numbers.length === 0)
      this.faults.add(
        prose.line,
        'text-stray',
        '节标题与第一项任务之间不应有文字。请删去本行，或补上任务编号。',
      );
    this.section?.numbers.push(number);
    this.task = { number, head: line, last: line, text: rest ? [{ text: rest, line }] : [] };
  }

  /** Open a chapter; one that the document lacks is opened too, after its fault, so that one fault stays one. */
  private openChapter(number: number, title: string, line: SourceLine): void {
    this.chapters.push({ number, title: title.trim(), line, sections: [] });
  }

  private openSection(number: number, title: string, line: SourceLine): void {
    this.chapters
      .at(-1)
      ?.sections.push({ number, title: title.trim(), line, tasks: [], prose: [], numbers: [] });
  }

  private takeBodies(line: SourceLine, role: 'lead' | 'responsible', rest: string): void {
    const parts: ListPart[] = [{ text: rest, line }];
    const name = role === 'lead' ? '牵头部门' : '责任部门';
    this.list = parts;
    if (!this.task) {
      this.faults.add(
        line,
        'body-outside-task',
        `${name}行不在任何任务之下。请核对其前是否缺少带编号的任务行。`,
      );
    } else if (this.task[role] || this.task.responsible) {
      this.faults.add(
        line,
        'body-order',
        `第${this.task.number}项任务的部门行已完整，此处又见${name}行。应先牵头、后责任，各一行；请核对是否缺少下一项任务的编号行。`,
      );
    } else {
      this.task[role] = parts;
      this.task.last = line;
    }
  }

  /** Check that a number follows the one before, and go on from it whatever it is, so that one fault stays one. */
  private follow(level: Level, line: SourceLine, number: number): void {
    const show = SHOW[level];
    const expected = this.next[level];
    const seen = this.firstSeen[level].get(number);
    // After a number given twice, the next may go on from either reading: a copied part, or one misnumbered.
    const afterTwice = this.twice[level] && number === expected + 1;
    this.twice[level] = seen !== undefined;
    if (seen !== undefined)
      this.faults.add(
        line,
        `${level}-duplicate`,
        `${show(number)}编号重复，第${seen}行已有。此处应为${show(expected)}，请改正编号。`,
      );
    else if (number > expected && !afterTwice)
      this.faults.add(
        line,
        `${level}-gap`,
        `编号不连续：此处应为${show(expected)}，读到${show(number)}。请补上缺少的部分或改正编号。`,
      );
    else if (number < expected)
      this.faults.add(
        line,
        `${level}-order`,
        `次序颠倒：${show(number)}不应在${show(expected - 1)}之后。请按编号顺序排列。`,
      );
    if (seen === undefined) this.firstSeen[level].set(number, line.no);
    this.next[level] = Math.max(expected, number + 1);
  }

  private checkHeading(line: SourceLine, title: string): void {
    if (title.trim() === '') this.faults.add(line, 'heading-empty', '编号之后没有标题。请补上标题文字。');
  }

  // --- closing what is open

  private closeChapter(): void {
    this.closeSection();
    const chapter = this.chapters.at(-1);
    if (chapter && chapter.sections.length === 0)
      this.faults.add(
        chapter.line,
        'chapter-empty',
        `${SHOW.chapter(chapter.number)}没有节。请补上其内容或删去章标题。`,
      );
  }

  private closeSection(): void {
    this.closeTask();
    const section = this.section;
    if (!section) return;
    if (section.numbers.length === 0 && section.prose.length === 0)
      this.faults.add(
        section.line,
        'section-empty',
        `${SHOW.section(section.number)}既无任务也无正文。请补上其内容或删去节标题。`,
      );
    else if (section.numbers.length === 0) checkFinished(section.prose, this.faults);
  }

  private closeTask(): void {
    const { task } = this;
    this.task = undefined;
    this.list = undefined;
    if (!task) return;
    const place = { section: this.section?.number ?? 0, chapter: this.chapters.at(-1)?.number ?? 0 };
    this.section?.tasks.push(finishTask(task, place, this.organs, this.faults));
  }
}

/**
 * Read the body of a document.
 * @param title title that the head gave; without it the title lines are not compared
 * @param tableEnd a line to name when there is no body at all
 * @returns the body, or nothing when its end was not reached; faults are in `faults` either way
 */
export function readBody(
  lines: readonly SourceLine[],
  title: string | undefined,
  tableEnd: SourceLine,
  organs: OrganIndex,
  faults: Faults,
): PlanBody | undefined {
  return new BodyReader(title, organs, faults).read(lines, tableEnd);
}
