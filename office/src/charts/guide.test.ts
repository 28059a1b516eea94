/** The guide and the JSON of every procedure of the plan. */
import type { Procedure } from '@fadu/kernel';
import { procedures } from '@fadu/plan';
import { normativeDocument } from '@fadu/plan/rulemaking/normative-documents/index';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definitionJson } from './definition-json.ts';
import { fieldsOf } from './fields.ts';
import { type GuideAct, guideOf } from './guide.ts';
import { licence } from './sample.testing.ts';

const all = (p: Procedure): GuideAct[] => {
  const g = guideOf(p);
  return [...g.phases.flatMap((x) => x.acts), ...g.across];
};

describe.each(procedures.map((p) => [p.title, p] as const))('%s', (_title, procedure) => {
  it('R90.1 tells of every act who, what is needed, what is filled in, and the source', () => {
    const acts = all(procedure);
    expect(acts.map((a) => a.id).sort()).toEqual(Object.keys(procedure.acts).sort());
    for (const a of acts) {
      const def = procedure.acts[a.id];
      expect(a.who.length, a.id).toBeGreaterThan(0);
      expect(a.cites.length, a.id).toBe(
        new Set(
          def?.cites.map((c) =>
            JSON.stringify([
              c.source,
              c.article,
              c.paragraph,
              c.item,
              c.task,
              c.standing === 'design' && c.says,
            ]),
          ),
        ).size,
      );
      expect(a.needs.map((n) => n.say)).toEqual((def?.needs ?? []).map((n) => n.say));
      expect(a.fields.map((f) => f.name)).toEqual(Object.keys(def?.form?.shape ?? {}));
      for (const f of a.fields)
        expect(f.title, `${a.id}.${f.name} has a Chinese title`).toMatch(/\p{Script=Han}/u);
    }
  });

  it('marks what is not confirmed and what is our own', () => {
    const g = guideOf(procedure);
    const cites = [
      ...g.cites,
      ...g.laws.flatMap((l) => l.cites),
      ...all(procedure).flatMap((a) => [...a.cites, ...a.limits.flatMap((l) => l.cites)]),
    ];
    for (const c of cites) {
      expect(c.mark).toBe(
        c.standing === 'unverified' ? '未核实' : c.standing === 'design' ? '本系统设定' : undefined,
      );
      if (c.standing === 'unverified') expect(g.marks.unverified).toContain(c.text);
      if (c.standing === 'design') expect(g.marks.design).toContain(c.text);
    }
    expect(g.laws.map((l) => l.says)).toEqual(procedure.laws.map((l) => l.says));
    expect(g.clocks.map((c) => c.clock)).toEqual(Object.keys(procedure.clocks));
  });

  it('is plain JSON, and so is the definition', () => {
    for (const value of [guideOf(procedure), definitionJson(procedure)])
      expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  });

  it('gives each form as JSON Schema 2020-12 with titles', () => {
    const json = definitionJson(procedure);
    expect(Object.keys(json.acts)).toEqual(Object.keys(procedure.acts));
    for (const [name, act] of Object.entries(json.acts)) {
      const form = procedure.acts[name]?.form;
      if (!form) {
        expect(act.form).toBeNull();
        continue;
      }
      expect(act.form?.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
      expect(Object.keys(act.form?.properties ?? {})).toEqual(Object.keys(form.shape));
      for (const field of Object.values(act.form?.properties ?? {}))
        expect((field as { title?: string }).title).toBeTruthy();
    }
    expect(json.laws.map((l) => l.rule)).toEqual(procedure.laws.map((l) => l.rule));
  });
});

describe('the guide', () => {
  const act = (id: string) => all(normativeDocument).find((a) => a.id === id) as GuideAct;
  it('reads in the order in which things are done', () => {
    expect(guideOf(normativeDocument).phases[6]?.acts.map((a) => a.id)).toEqual([
      'interpret',
      'file',
      'file-congress',
      'archive',
    ]);
    const consultation = guideOf(normativeDocument).phases[2]?.acts.map((a) => a.id) ?? [];
    expect(consultation.indexOf('open-consultation')).toBeLessThan(consultation.indexOf('comment'));
    expect(consultation.at(-1)).toBe('submit-review');
  });

  it('tells what anyone may do, results, papers and personal fields', () => {
    expect(act('comment').open).toBe(true);
    expect(act('sign').open).toBe(false);
    expect(act('comment').fields.find((f) => f.name === 'contact')).toMatchObject({
      personal: true,
      required: false,
      kind: 'text',
    });
    expect(act('comment').fields.find((f) => f.name === 'submitterType')?.options).toContain('人大代表');
    expect(act('deliberate').results).toContainEqual({ title: '不通过', leadsTo: '终止', end: 'stopped' });
    expect(act('publish').papers.map((p) => p.title)).toContain('行政规范性文件');
    expect(act('publish').published).toBe(true);
    expect(act('submit-review').needs.find((n) => n.code === 'ENTERPRISES')?.must).toBe(
      '与市场主体密切相关的，已办理“听取企业和行业协会商会意见”',
    );
    expect(act('sign').anchor).toBe('act-sign');
  });
});

describe('form fields', () => {
  it('tell their kind', () => {
    const form = z.object({
      name: z.string().meta({ title: '名称' }),
      text: z.string().meta({ title: '正文', widget: 'long-text' }),
      day: z.iso.date().meta({ title: '日期' }),
      count: z.int().min(0).meta({ title: '数量', description: '整数' }),
      yes: z.boolean().meta({ title: '是否' }),
      one: z.enum(['甲', '乙']).meta({ title: '选项' }),
      many: z.array(z.enum(['甲', '乙'])).meta({ title: '多选' }),
      lines: z.array(z.string()).optional().meta({ title: '清单' }),
      maybe: z.string().nullable().meta({ title: '可空' }),
      nested: z.object({ a: z.string() }).meta({ title: '组' }),
    });
    expect(fieldsOf(form).map((f) => f.kind)).toEqual([
      'text',
      'long-text',
      'date',
      'number',
      'yes-no',
      'choice',
      'choices',
      'list',
      'text',
      'group',
    ]);
    expect(fieldsOf(form).map((f) => f.required)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(fieldsOf(form)[3]?.description).toBe('整数');
  });
});

describe('the definition as JSON', () => {
  it('keeps guards as data with their words, and names what only code can say', () => {
    const json = definitionJson(licence);
    expect(json.acts.decide?.needs[0]?.must).toEqual({
      guard: { op: 'done', act: 'inspect' },
      text: '已办理“现场核查”',
    });
    expect(json.conditions.granted?.test).toEqual({ kind: 'is', path: 'decide.result', value: '准予' });
    expect(json.conditions['affects-others']?.test).toEqual({ kind: 'has', path: 'apply.affects' });
    expect(definitionJson(normativeDocument).conditions['comments-open']?.test).toEqual({
      kind: 'code',
      title: '有意见尚未答复',
    });
    expect(json.clocks.decision?.extension?.limit).toEqual({ unit: 'workday', n: 10, text: '10个工作日' });
    expect(json.clocks.correction?.onExpiry).toBe('lapse');
    expect(json.acts.accept?.to).toEqual([{ phase: 'accepted' }]);
    expect(json.phases[3]).toEqual({ name: 'delivered', title: '送达', end: 'done' });
    expect(json.cites[0]?.text).toContain('测试用的规则');
  });
});
