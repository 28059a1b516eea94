import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAN, TASKS } from './facts.ts';
import { importPlan } from './import.ts';
import { organIndex } from './organ-index.ts';
import type { ImportedPlan, ImportResult } from './plan-model.ts';
import { Damage, DOCUMENTS, PUBLISHED } from './published.testing.ts';

const organs = organIndex();

function planOf(text: string): ImportedPlan {
  const result = importPlan(text, organs);
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 1));
  return result.plan;
}

/** A result without line numbers, in one width of characters: what a harmless edit must not change. */
const structure = (result: ImportResult): string =>
  result.ok
    ? JSON.stringify(result.plan, (key, value) =>
        key === 'line' || key === 'lines' ? undefined : value,
      ).normalize('NFKC')
    : 'refused';

/** How a result compares with the whole plan, in one word, so that a failing test prints no document. */
const against = (whole: string, result: ImportResult): 'same' | 'refused' | 'different' => {
  const found = structure(result);
  return found === whole ? 'same' : found === 'refused' ? 'refused' : 'different';
};

describe.each(DOCUMENTS)('R0.1 importing $name', ({ text }) => {
  const plan = planOf(text);
  const whole = structure({ ok: true, plan });

  it('R0.1 gives 10 chapters, 35 sections and 53 tasks in order, each task where it belongs', () => {
    expect(plan.chapters.map((c) => c.number)).toEqual(Array.from({ length: 10 }, (_, i) => i + 1));
    const sections = plan.chapters.flatMap((c) => c.sections);
    expect(sections.map((s) => s.number)).toEqual(Array.from({ length: 35 }, (_, i) => i + 1));
    expect(plan.tasks.map((t) => t.number)).toEqual(Array.from({ length: 53 }, (_, i) => i + 1));
    expect(sections.flatMap((s) => s.tasks)).toEqual(plan.tasks.map((t) => t.number));
    expect(plan.tasks.map((t) => [t.number, t.chapter, t.section])).toEqual(
      TASKS.map((t) => [t.number, t.chapter, t.section]),
    );
    expect(plan.chapters[0]?.sections.map((s) => [s.tasks.length, (s.prose ?? '').length > 0])).toEqual([
      [0, true],
      [0, true],
      [0, true],
    ]);
  });

  it('R0.1 reads the head: title, number, index number, issuers, dates', () => {
    expect(plan).toMatchObject({
      title: PLAN.title,
      number: PLAN.number,
      indexNumber: PLAN.indexNumber,
      madeOn: PLAN.madeOn,
      publishedOn: PLAN.publishedOn,
    });
    expect(plan.issuers.map((b) => b.id)).toEqual([...PLAN.issuers]);
  });

  it('R0.1 resolves every body to the organ or group that the facts name', () => {
    expect(
      plan.tasks.map((t) => [t.number, t.lead.map((b) => b.id), t.responsible.map((b) => b.id)]),
    ).toEqual(TASKS.map((t) => [t.number, t.lead, t.responsible]));
    for (const body of plan.tasks.flatMap((t) => [...t.lead, ...t.responsible]))
      expect(organs.resolve(body.name)).toMatchObject({ kind: body.kind, id: body.id });
  });

  it('R0.1 flags tasks 12, 23 and 43, whose lead is inferred, and no other', () => {
    expect(
      plan.tasks.filter((t) => t.leadFlagged).map((t) => [t.number, t.leadFlagged, t.lead[0]?.id]),
    ).toEqual([
      [12, 'first-listed', 'jl-finance'],
      [23, 'group-only', 'departments-concerned'],
      [43, 'first-listed', 'jl-government-office'],
    ]);
  });

  it('R0.1 finds the dates of tasks 33, 43 and 48 and no other', () => {
    expect(plan.tasks.flatMap((t) => t.dates.map((d) => [t.number, d.due]))).toEqual(
      TASKS.flatMap((t) => t.dated.map((d) => [t.number, d.due])),
    );
  });

  it('R0.1 names first and last line of each task', () => {
    const lines = text.split('\n');
    for (const task of plan.tasks) {
      expect(lines[task.lines.from - 1]).toMatch(new RegExp(`^${task.number}[.．]`));
      expect(lines[task.lines.to - 1]).toMatch(/^责任/);
    }
  });

  it('R0.1 takes CRLF, CR, a byte order mark, blank lines, indents and full-width characters', () => {
    const fullWidth = text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    const forms = [
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n', '\r'),
      `\uFEFF${text}`,
      text.replaceAll('\n', '\n\n\u3000\u3000'),
      text.replaceAll('：', ':').replaceAll('（', '(').replaceAll('）', ')'),
      fullWidth,
      `\uFEFF${fullWidth.replaceAll('\n', '\r\n')}\r\n\r\n`,
    ];
    for (const form of forms) expect(against(whole, importPlan(form, organs))).toBe('same');
  });

  it('R0.1 reads a list of bodies broken over lines anywhere as if it were whole', () => {
    const lists = new Damage(text).structural().filter((n) => /^(牵头|责任)/.test(new Damage(text).at(n)));
    let tried = 0;
    for (const line of lists) {
      const list = new Damage(text).at(line);
      for (let cut = list.search(/[:：]/) + 1; cut < list.length; cut++) {
        const broken = new Damage(text).set(line, `${list.slice(0, cut)}\n${list.slice(cut)}`);
        expect(against(whole, importPlan(broken.text, organs)), `line ${line} broken at ${cut}`).toBe('same');
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(500);
  });

  it('R0.1 never reads a document with a broken paragraph wrongly', () => {
    const lines = new Damage(text).lines;
    const long = lines.flatMap((l, i) => (l.length > 24 && !l.includes('|') ? [i] : []));
    let same = 0;
    fc.assert(
      fc.property(fc.constantFrom(...long), fc.double({ min: 0.2, max: 0.99, noNaN: true }), (i, share) => {
        const line = lines[i] as string;
        const cut = Math.floor(line.length * share);
        const broken = new Damage(text).set(i + 1, `${line.slice(0, cut)}\n${line.slice(cut)}`);
        const found = against(whole, importPlan(broken.text, organs));
        if (found === 'same') same++;
        expect(found).not.toBe('different');
      }),
      { numRuns: 200 },
    );
    expect(same).toBeGreaterThan(120);
  });

  it('R0.1 never passes silently with a wrong structure when any one line is lost, doubled or swapped with the next', () => {
    const count = new Damage(text).lines.length;
    const refused = { lost: 0, doubled: 0, swapped: 0 };
    for (let line = 1; line <= count; line++) {
      const edits = {
        lost: new Damage(text).drop(line),
        doubled: new Damage(text).insert(line, new Damage(text).at(line)),
        swapped:
          line === count
            ? undefined
            : new Damage(text)
                .set(line, new Damage(text).at(line + 1))
                .set(line + 1, new Damage(text).at(line)),
      };
      for (const [kind, edited] of Object.entries(edits) as [keyof typeof refused, Damage | undefined][]) {
        if (!edited) continue;
        const found = against(whole, importPlan(edited.text, organs));
        if (found === 'refused') refused[kind]++;
        expect(found, `line ${line} ${kind}`).not.toBe('different');
      }
    }
    // All but the lines of the metadata table, which the site prints twice.
    const table = new Damage(text).lines.filter((l) => l.includes('|')).length;
    expect(refused.lost).toBeGreaterThanOrEqual(count - table);
    expect(refused.doubled).toBe(count - table);
    expect(refused.swapped).toBeGreaterThanOrEqual(count - table - 1);
  });

  it('R0.1 refuses a document cut off at any line and at any character', () => {
    const damage = new Damage(text);
    for (let line = 1; line < damage.lines.length; line++)
      expect(importPlan(damage.lines.slice(0, line).join('\n'), organs).ok, `cut after line ${line}`).toBe(
        false,
      );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: damage.text.length - 2 }), (at) => {
        expect(importPlan(damage.text.slice(0, at), organs).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('R0.1 gives plain data that survives JSON', () => {
    expect(JSON.stringify(JSON.parse(JSON.stringify(plan))) === JSON.stringify(plan)).toBe(true);
    expect(JSON.stringify(plan)).not.toContain('\uFEFF');
  });
});

describe.skipIf(!PUBLISHED)('R0.1 the published document', () => {
  const published = () => planOf(PUBLISHED ?? '');

  it('R0.1 joins the paragraph of task 9 and the lists of tasks 51 and 53, which are broken over two lines', () => {
    const plan = published();
    const lines = (PUBLISHED ?? '').split('\n');
    for (const number of [9, 51, 53]) {
      const task = plan.tasks[number - 1];
      expect((task?.lines.to ?? 0) - (task?.lines.from ?? 0), `lines of task ${number}`).toBe(3);
    }
    const nine = plan.tasks[8];
    const first = lines[(nine?.lines.from ?? 0) - 1]?.replace(/^9\./, '');
    expect(nine?.text === `${first}${lines[nine?.lines.from ?? 0]}`).toBe(true);
    const [fiftyOne, fiftyThree] = [plan.tasks[50], plan.tasks[52]];
    expect(fiftyOne?.lead.map((b) => b.line - (fiftyOne?.lines.from ?? 0))).toEqual([1, 1, 1, 2, 2]);
    expect(fiftyThree?.lead.map((b) => b.line - (fiftyThree?.lines.from ?? 0))).toEqual([1, 1, 1, 1, 2]);
  });

  it('R0.1 gives both readings of the date of task 48, and the goal years of section 3', () => {
    const plan = published();
    expect(plan.tasks[47]?.dates).toMatchObject([{ due: '2025-12-31', otherReading: '2024-12-31' }]);
    expect(plan.chapters[0]?.sections[2]?.dates.map((d) => d.due)).toEqual(['2025-12-31', '2035-12-31']);
  });

  it('keeps the facts in our own words: no run of twelve characters is the document’s', () => {
    const document = published()
      .tasks.map((t) => t.text)
      .join('\n');
    const ours = TASKS.flatMap((t) => [t.title, t.goal, t.measurable ?? '', ...t.dated.map((d) => d.what)]);
    const runs = ours.flatMap((words) =>
      Array.from({ length: Math.max(0, words.length - 11) }, (_, i) => words.slice(i, i + 12)),
    );
    expect(runs.length).toBeGreaterThan(1000);
    expect(runs.filter((run) => document.includes(run))).toEqual([]);
  });
});
