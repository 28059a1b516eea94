import { renderPlan } from '@fadu/plan/leadership/plan-tracking/index';
import { Damage, DOCUMENTS, PUBLISHED } from '@fadu/plan/leadership/plan-tracking/published.testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportAnswer, type ImportProblem, planFindings } from '../plan/import.ts';
import { type PlanOffice, planOffice } from '../plan/plan.testing.ts';
import type { PlanProgress } from '../plan/progress.ts';
import type { PlanTasks, TaskDetail } from '../plan/tasks.ts';

let t: PlanOffice;
beforeAll(async () => {
  t = await planOffice('2023-03-01');
});
afterAll(() => t?.close());

const upload = <T = ImportAnswer>(text: string, as = 'coordinator', type?: string) =>
  t.request<T>('/plan/import', { as, text, ...(type && { type }) });
const rows = async () => [await t.count('plan_document'), await t.count('plan_task'), await t.count('leaf')];

/** Twelve ways to damage a document, each with the line and code of its first fault. */
const DAMAGES: Record<string, (d: Damage) => readonly [line: number, code: string]> = {
  'a chapter heading missing': (d) => {
    d.drop(d.chapter('五'));
    return [d.chapter('六'), 'chapter-gap'];
  },
  'a chapter numbered twice': (d) => {
    const line = d.chapter('八');
    d.edit(line, '八、', '七、');
    return [line, 'chapter-duplicate'];
  },
  'a section heading missing': (d) => {
    d.drop(d.section('十四'));
    return [d.section('十五'), 'section-gap'];
  },
  'task 17 missing': (d) => {
    const line = d.task(17);
    d.drop(line, d.responsible(17));
    return [d.section('十'), 'section-empty'];
  },
  'a task without text': (d) => {
    const line = d.task(27);
    d.set(line, '27.');
    return [line, 'task-empty'];
  },
  'an unknown body': (d) => {
    const line = d.responsible(43);
    d.edit(line, '市司法局', '市宇航局');
    return [line, 'body-unknown'];
  },
  'a body named twice': (d) => {
    const line = d.responsible(43);
    d.set(line, `${d.at(line).trimEnd().replace(/。$/, '')}、市司法局`);
    return [line, 'body-repeated'];
  },
  'an empty list of bodies': (d) => {
    const line = d.responsible(50);
    d.set(line, '责任部门：');
    return [line, 'body-empty'];
  },
  'the end cut off': (d) => {
    const line = d.closing();
    d.drop(line);
    return [line - 1, 'truncated'];
  },
  'the wrong encoding': (d) => {
    const line = d.task(5);
    d.set(line, `${d.at(line)}\uFFFD`);
    return [line, 'encoding'];
  },
  'another document': (d) => {
    d.lines.splice(0, d.lines.length, '某市养犬管理条例', '第一条 为了规范养犬，制定本条例。');
    return [1, 'not-a-plan'];
  },
  'nothing at all': (d) => {
    d.lines.splice(0, d.lines.length, '  ');
    return [1, 'empty'];
  },
};

describe('R0.1 importing the plan over the API', () => {
  test.each(Object.keys(DAMAGES))('R0.1 %s: every fault with its line, nothing written', async (name) => {
    const before = await rows();
    for (const { text } of DOCUMENTS) {
      const d = new Damage(text);
      const [line, code] = (DAMAGES[name] as (d: Damage) => readonly [number, string])(d);
      const { status, body } = await upload<ImportProblem>(d.text);
      expect([status, body.code]).toEqual([400, 'plan-import']);
      expect(body.errors.map((e) => [e.line, e.code])).toContainEqual([line, code]);
      for (const e of body.errors) expect(e.message).toMatch(/[\u4e00-\u9fff].*[。；]$/);
      expect(body.detail).toContain(`第${body.errors[0]?.line}行`);
    }
    expect(await rows()).toEqual(before);
  });

  test('R0.1 bytes that are no UTF-8 are refused by line, not guessed', async () => {
    const text = renderPlan();
    const bytes = new Uint8Array(
      Buffer.concat([
        Buffer.from(text.slice(0, 400)),
        Buffer.from([0xc9, 0xcf]),
        Buffer.from(text.slice(400)),
      ]),
    );
    const { status, body } = await t.request<ImportProblem>('/plan/import', {
      as: 'coordinator',
      text: bytes as unknown as string,
    });
    expect([status, body.errors[0]?.code]).toEqual([400, 'encoding']);
  });

  test('R0.1 only the coordinating office imports, as plain text', async () => {
    const before = await rows();
    const text = renderPlan();
    expect((await t.request('/plan/import', { text })).status).toBe(401);
    expect((await upload(text, 'outsider')).status).toBe(403);
    expect((await upload(text, 'coordinator', 'application/json')).status).toBe(415);
    expect((await upload('长'.repeat(800_000))).status).toBe(413);
    expect(await rows()).toEqual(before);
  });

  test('R0.1 R0.6 before the import the tasks come from our own facts', async () => {
    const { status, body } = await t.request<PlanTasks>('/plan/tasks');
    expect(status).toBe(200);
    expect(body.plan).toMatchObject({ source: 'facts', document: null });
    expect(body.items).toHaveLength(53);
    expect(body.items[11]).toMatchObject({ number: 12, text: null, lead: [{ name: '市财政局' }] });
    expect(body.items[11]?.leadNote).toContain('首个责任部门');
  });

  test('R0.1 the whole document: 10 chapters, 35 sections, 53 tasks with their bodies, recorded with a leaf', async () => {
    const [documents, tasks, leaves] = await rows();
    const text = PUBLISHED ?? renderPlan();
    const { status, body } = await upload(text);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      region: '220200',
      version: 1,
      chapters: 10,
      sections: 35,
      tasks: 53,
      repeated: false,
    });
    expect(body.flagged.map((f) => f.task)).toEqual([12, 23, 43]);
    expect(body.dated.map((d) => [d.task, d.due])).toEqual(
      expect.arrayContaining([
        [33, '2022-12-31'],
        [43, '2023-12-31'],
        [48, '2025-12-31'],
      ]),
    );
    expect(await rows()).toEqual([Number(documents) + 1, Number(tasks) + 53, Number(leaves) + 1]);
    const again = await upload(text);
    expect([again.status, again.body.repeated, again.body.version]).toEqual([200, true, 1]);
    expect(await rows()).toEqual([Number(documents) + 1, Number(tasks) + 53, Number(leaves) + 1]);
    const list = await t.request<PlanTasks>('/plan/tasks');
    expect(list.body.plan).toMatchObject({ source: 'document', document: { region: '220200', version: 1 } });
    expect(list.body.items).toHaveLength(53);
    for (const item of list.body.items) {
      expect(item.text?.length).toBeGreaterThan(10);
      expect(item.lead.length).toBeGreaterThan(0);
      expect(item.responsible.length).toBeGreaterThan(0);
    }
    expect(list.body.items[32]?.lead.map((b) => b.name)).toContain('市司法局');
  });

  test('R0.1 the imported plan cannot be changed or deleted by the server, and a change behind its back is found', async () => {
    const tx = <T>(work: (tx: Parameters<Parameters<typeof t.office.store.within>[1]>[0]) => Promise<T>) =>
      t.office.store.within({ as: 'system' }, work);
    expect(await tx(planFindings)).toEqual([]);
    for (const role of ['fadu_system', 'fadu_organ_jl_rule_of_law_office', 'fadu_public']) {
      for (const statement of [
        "update fadu.plan_task set text = 'x'",
        'delete from fadu.plan_document',
        "update fadu.plan_document set text = 'x'",
      ]) {
        const client = await t.office.store.pool.connect();
        await client.query('begin');
        await client.query("select set_config('role', $1, true)", [role]);
        await expect(client.query(statement)).rejects.toThrow(/permission denied/);
        await client.query('rollback');
        client.release();
      }
    }
    const kept = await t.database.pool.query('select text from fadu.plan_task where task = 16');
    await t.database.pool.query("update fadu.plan_task set text = text || '。' where task = 16");
    expect((await tx(planFindings)).map((f) => f.table)).toEqual(['plan_task']);
    await t.database.pool.query('update fadu.plan_task set text = $1 where task = 16', [kept.rows[0].text]);
    expect(await tx(planFindings)).toEqual([]);
  });

  test('R0.1 another region cannot add to this region’s plan, whatever its role says', async () => {
    const client = await t.office.store.pool.connect();
    await client.query('begin');
    await client.query("select set_config('role', 'fadu_organ_c_lgo', true)");
    await expect(
      client.query(
        `insert into fadu.plan_document select region, number, 9, title, published_on, imported_at, imported_by, sha256, text, outline, digest from fadu.plan_document`,
      ),
    ).rejects.toThrow(/row-level security/);
    await client.query('rollback');
    client.release();
  });
});

describe('R0.6 the public plan', () => {
  test('R0.6 anyone sees each task with who leads, who is responsible, how far it is and why', async () => {
    const { body } = await t.request<TaskDetail>('/plan/tasks/16');
    expect(body).toMatchObject({
      number: 16,
      chapter: { number: 3 },
      section: { number: 9 },
      region: '220200',
      case: null,
    });
    expect(body.systems.map((s) => s.id)).toEqual([
      'normative-documents',
      'filing-review',
      'policy-conflicts',
      'plan-tracking',
    ]);
    expect(body.light.colour).toBe('grey');
    expect(body.light.reason).toMatch(/[\u4e00-\u9fff]/);
    expect(body.links.self).toBe('/api/v1/plan/tasks/16');
    expect(body).not.toHaveProperty('selfScore');
    expect((await t.request('/plan/tasks/16', { as: 'coordinator' })).body).toHaveProperty('selfScore');
  });

  test('R0.6 the list is narrowed by chapter, body, region and light; unknown ones are refused in words', async () => {
    const numbers = async (query: string) =>
      (await t.request<PlanTasks>(`/plan/tasks?${query}`)).body.items.map((i) => i.number);
    expect(await numbers('chapter=9')).toEqual([42, 43, 44, 45]);
    expect(await numbers('chapter=3&light=grey')).toEqual([13, 14, 15, 16]);
    expect(await numbers('light=blue')).toEqual([]);
    const justice = await numbers('body=jl-justice');
    expect(justice).toContain(33);
    expect(justice.length).toBeGreaterThan((await numbers('body=jl-audit&chapter=3')).length);
    // A member of 市直各部门 is found by the group's tasks too.
    expect(await numbers('body=jl-water')).toContain(1);
    expect((await numbers('region=220202')).length).toBe(53);
    for (const [query, status] of [
      ['light=pink', 400],
      ['chapter=x', 400],
      ['region=999999', 404],
      ['body=nobody', 404],
    ] as const) {
      const { status: got, body } = await t.request(`/plan/tasks?${query}`);
      expect([query, got]).toEqual([query, status]);
      expect(body.detail).toMatch(/[\u4e00-\u9fff]/);
    }
    expect((await t.request('/plan/tasks/54')).status).toBe(404);
    expect((await t.request('/plan/tasks/abc')).status).toBe(400);
    expect((await t.request('/plan/progress?by=mood')).status).toBe(400);
  });

  test('R0.6 progress by chapter, body and region adds up to the tasks behind it', async () => {
    const by = async (what: string) => (await t.request<PlanProgress>(`/plan/progress?by=${what}`)).body;
    const chapters = await by('chapter');
    expect(chapters.items.map((i) => i.key)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(chapters.items.reduce((n, i) => n + i.total, 0)).toBe(53);
    for (const line of chapters.items) expect(line.tasks).toHaveLength(line.total);
    const bodies = await by('body');
    const justice = bodies.items.find((i) => i.key === 'jl-justice');
    expect(justice?.leads).toContain(16);
    expect(justice?.tasks.map((x) => x.number)).toEqual(justice?.leads);
    const regions = await by('region');
    expect(regions.items.map((i) => [i.key, i.total, i.text])).toEqual([
      ['220200', 53, expect.any(String)],
      ['220202', 0, '尚未承接'],
    ]);
  });
});
