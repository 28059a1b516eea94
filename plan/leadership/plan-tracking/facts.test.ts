import { describe, expect, it } from 'vitest';
import {
  CHAPTER_FOLDERS,
  SYSTEMS,
  SYSTEMS_BY_CHAPTER,
  systemsOfTask,
  TASK_COUNT,
} from '../../index-of-systems.ts';
import { CHAPTERS } from './chapters.ts';
import { datesIn } from './dates.ts';
import { checkDocumentNumber, checkIndexNumber } from './document-numbers.ts';
import { PLAN, placeOfTask, TASKS, taskFacts } from './facts.ts';
import { organIndex } from './organ-index.ts';
import { bodyName, expandBody, GROUPS, groupById, ORGANS, organById } from './organs.ts';
import { COUNTIES, REGIONS, regionByCode, regionByName } from './regions.ts';

describe('facts of the 53 tasks', () => {
  it('has each task once, in order, in one section of the 35 in ten chapters', () => {
    const numbers = Array.from({ length: TASK_COUNT }, (_, i) => i + 1);
    expect(TASKS.map((t) => t.number)).toEqual(numbers);
    expect(CHAPTERS.flatMap((c) => c.sections.flatMap((s) => s.tasks))).toEqual(numbers);
    expect(CHAPTERS.flatMap((c) => c.sections.map((s) => s.number))).toEqual(
      Array.from({ length: 35 }, (_, i) => i + 1),
    );
    expect(CHAPTERS.map((c) => c.folder)).toEqual([undefined, ...CHAPTER_FOLDERS]);
    expect(placeOfTask(24)).toMatchObject({ chapter: { folder: 'enforcement' }, section: { number: 15 } });
    expect(() => placeOfTask(54)).toThrow(RangeError);
  });

  it('has short titles of their own and one-sentence goals', () => {
    for (const task of TASKS) {
      expect(Array.from(task.title).length, `title of ${task.number}`).toBeLessThanOrEqual(30);
      expect(task.goal, `goal of ${task.number}`).toMatch(/^[^。]{10,60}。$/);
    }
    expect(new Set(TASKS.map((t) => t.title)).size).toBe(TASK_COUNT);
  });

  it('names only organs and groups that exist; a missing lead is the first responsible body', () => {
    for (const task of TASKS) {
      for (const id of task.lead) expect(() => bodyName(id), `lead ${id} of ${task.number}`).not.toThrow();
      for (const id of task.responsible) expect(() => bodyName(id)).not.toThrow();
      expect(task.lead.length * task.responsible.length).toBeGreaterThan(0);
      if (task.leadMissing) expect(task.lead).toEqual(task.responsible.slice(0, 1));
    }
    expect(TASKS.filter((t) => t.leadMissing).map((t) => t.number)).toEqual([12, 23, 43]);
  });

  it('dates tasks 33, 43 and 48', () => {
    expect(TASKS.flatMap((t) => t.dated.map((d) => [t.number, d.due]))).toEqual([
      [33, '2022-12-31'],
      [43, '2023-12-31'],
      [48, '2025-12-31'],
    ]);
    expect(TASKS.filter((t) => t.rhythm === 'once').map((t) => t.number)).toEqual([33, 43]);
    for (const { due } of TASKS.flatMap((t) => t.dated))
      expect(due >= PLAN.period.from && due <= PLAN.period.to).toBe(true);
  });

  it('knows the document by numbers that hold their own checks', () => {
    expect(checkDocumentNumber(PLAN.number)).toMatchObject({ ok: true, text: PLAN.number });
    expect(checkIndexNumber(PLAN.indexNumber)).toMatchObject({ ok: true, text: PLAN.indexNumber });
    expect(taskFacts(49)?.systems).toContain('annual-report');
    expect(taskFacts(54)).toBeUndefined();
  });
});

describe('map of the systems', () => {
  it('gives every task a system besides the ledger, and every system known tasks', () => {
    for (const task of TASKS) {
      expect(task.systems.at(-1)).toBe('plan-tracking');
      expect(task.systems.length, `systems of ${task.number}`).toBeGreaterThanOrEqual(2);
      expect(task.systems).toEqual(systemsOfTask(task.number));
    }
    for (const system of SYSTEMS)
      for (const task of system.tasks) expect(taskFacts(task)?.systems, system.id).toContain(system.id);
  });

  it('has unique ids and names, grouped by chapter in the plan’s order', () => {
    expect(new Set(SYSTEMS.map((s) => s.id)).size).toBe(SYSTEMS.length);
    expect(new Set(SYSTEMS.map((s) => s.zh)).size).toBe(SYSTEMS.length);
    expect(SYSTEMS_BY_CHAPTER.map((c) => [c.number, c.folder])).toEqual(
      CHAPTER_FOLDERS.map((folder, i) => [i + 2, folder]),
    );
    expect(SYSTEMS_BY_CHAPTER.flatMap((c) => c.systems)).toHaveLength(SYSTEMS.length);
    expect(SYSTEMS_BY_CHAPTER.every((c) => c.systems.length > 0)).toBe(true);
  });

  it('carries every task in its own chapter, but tasks 7 and 36, which others carry', () => {
    const elsewhere = TASKS.filter((task) => {
      const folder = CHAPTERS[task.chapter - 1]?.folder;
      return !SYSTEMS.some((s) => s.chapter === folder && s.tasks.includes(task.number));
    });
    expect(elsewhere.map((t) => t.number)).toEqual([7, 36]);
    expect(taskFacts(7)?.systems).toContain('inspections');
    expect(taskFacts(36)?.systems).toContain('filing-review');
  });
});

describe('organs and groups', () => {
  const index = organIndex();

  it('has unique stable ids, and no name that means two bodies', () => {
    const ids = [...ORGANS, ...GROUPS].map((b) => b.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    const [first, second] = ORGANS;
    if (!first || !second) throw new Error('no organs');
    expect(() => organIndex([first, { ...second, aliases: [first.name] }])).toThrow(/means both/);
  });

  it('resolves name, full name and alias, whatever the quotation marks and width', () => {
    for (const organ of ORGANS)
      for (const name of [organ.name, organ.full, ...organ.aliases])
        expect(index.resolve(name), name).toEqual({ kind: 'organ', id: organ.id, name: organ.name });
    expect(index.resolve('市“证照分离”改革工作相关部门')?.id).toBe('licence-reform-departments');
    expect(index.resolve('市 司法局')?.id).toBe('jl-justice');
    expect(index.resolve('市宇航局')).toBeUndefined();
    expect(index.nearest('市政数剧')).toBe('市政数局');
    expect(index.isBeginning('市委依')).toBe(true);
    expect(index.isBeginning('市宇')).toBe(false);
  });

  it('marks exactly the organs that the plan names as named by the plan', () => {
    const used = new Set([...PLAN.issuers, ...TASKS.flatMap((t) => [...t.lead, ...t.responsible])]);
    expect(new Set(ORGANS.filter((o) => o.named === 'plan').map((o) => o.id))).toEqual(
      new Set([...used].filter((id) => organById(id))),
    );
    expect(GROUPS.map((g) => g.id).filter((id) => !used.has(id))).toEqual([]);
  });

  it('has groups of existing organs, and never the committee, the government, the courts or the congress', () => {
    for (const group of GROUPS) {
      expect(group.members.length).toBeGreaterThan(10);
      expect(new Set(group.members).size).toBe(group.members.length);
      for (const id of [...group.members, ...Object.values(group.perTask ?? {}).flat()])
        expect(['party', 'department', 'discipline', 'people-organisation'], id).toContain(
          organById(id)?.kind,
        );
      expect(group.members).not.toContain('jl-party-committee');
      for (const [task, members] of Object.entries(group.perTask ?? {})) {
        expect(taskFacts(Number(task))?.responsible).toContain(group.id);
        expect(group.members).toEqual(expect.arrayContaining([...members]));
      }
    }
  });

  it('expands a body to organs: itself, a group, a group’s own list for a task, without the leads', () => {
    expect(expandBody('jl-justice')).toEqual(['jl-justice']);
    expect(expandBody('all-departments')).toEqual(groupById('all-departments')?.members);
    expect(expandBody('departments-concerned', 23)).toContain('jl-health');
    expect(expandBody('departments-concerned', 23)).not.toContain('jl-audit');
    expect(expandBody('all-departments', 1, ['jl-establishment'])).not.toContain('jl-establishment');
    expect(() => expandBody('nobody')).toThrow(RangeError);
    for (const task of TASKS)
      for (const id of task.responsible)
        expect(expandBody(id, task.number, task.lead).length).toBeGreaterThan(0);
  });
});

describe('regions', () => {
  it('has the city and nine counties and districts under it', () => {
    expect(COUNTIES.map((r) => `${r.name}${r.code}`)).toEqual([
      '昌邑区220202',
      '龙潭区220203',
      '船营区220204',
      '丰满区220211',
      '永吉县220221',
      '蛟河市220281',
      '桦甸市220282',
      '舒兰市220283',
      '磐石市220284',
    ]);
    expect(REGIONS).toHaveLength(10);
    for (const county of COUNTIES) expect(regionByCode(county.parent ?? '')?.kind).toBe('city');
    expect(regionByName('昌邑')?.code).toBe('220202');
    expect(regionByName('蛟河市')?.code).toBe('220281');
    expect(regionByName('吉林市')?.code).toBe('220200');
    expect(regionByCode('220271')).toBeUndefined();
  });
});

describe('dates in a text', () => {
  const due = (text: string) => datesIn([{ text, line: 1 }]).map((d) => [d.phrase, d.due]);

  it.each([
    ['要在2022年年底前完成。', '2022年年底前', '2022-12-31'],
    ['2023年底前', '2023年底前', '2023-12-31'],
    ['２０２３年年末', '2023年年末', '2023-12-31'],
    ['2024年6月底前', '2024年6月底前', '2024-06-30'],
    ['2024年2月末', '2024年2月末', '2024-02-29'],
    ['2024年2月5日前', '2024年2月5日前', '2024-02-05'],
    ['2025年前', '2025年前', '2025-12-31'],
    ['到2025年,政府', '到2025年', '2025-12-31'],
  ])('reads %s', (text, phrase, day) => {
    expect(due(text)).toEqual([[phrase, day]]);
  });

  it('leaves years alone that set no date, as in titles and periods', () => {
    for (const text of ['规划(2020—2025年)', '2022年02月25日', '2023年度计划', '自2021年起', '到2021—2025年'])
      expect(due(text), text).toEqual([]);
  });

  it('gives the line on which the words begin, also over a break', () => {
    expect(
      datesIn([
        { text: '要求2022年', line: 7 },
        { text: '年底前完成，2023年底前', line: 8 },
      ]).map((d) => [d.line, d.due]),
    ).toEqual([
      [7, '2022-12-31'],
      [8, '2023-12-31'],
    ]);
  });
});
