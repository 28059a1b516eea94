import { inspection, randomInspection } from '@fadu/plan/enforcement/inspections/index';
import { popularisationEvent } from '@fadu/plan/enforcement/law-popularisation/index';
import { normativeDocument } from '@fadu/plan/rulemaking/normative-documents/index';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { faultAt, faultsOf, fieldsOf, initialValues, inputOf, type Schema } from './schema.ts';

/** As the API sends it (`formSchema` of the case view). */
const schemaOf = (form: z.ZodObject): Schema =>
  z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) as Schema;
const formOf = (act: string): Schema => schemaOf(normativeDocument.acts[act]?.form as z.ZodObject);
const kinds = (schema: Schema) => Object.fromEntries(fieldsOf(schema).map((f) => [f.name, f.kind]));

describe('fields of a form', () => {
  test('every field of every form of a real procedure has a title and a way to fill it in', () => {
    for (const [act, def] of Object.entries(normativeDocument.acts)) {
      if (!def.form) continue;
      const fields = fieldsOf(schemaOf(def.form));
      expect(fields.map((f) => f.name)).toEqual(Object.keys(def.form.shape));
      for (const f of fields) expect(f.title, `${act}.${f.name}`).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('widgets and types decide how a field is filled in', () => {
    expect(kinds(formOf('propose'))).toMatchObject({
      title: 'text',
      kind: 'choice',
      necessity: 'long',
      maker: 'organ',
      q1: 'yes',
    });
    expect(kinds(formOf('draft'))).toMatchObject({ articles: 'articles', explanation: 'long' });
    expect(kinds(formOf('answer-comment'))).toEqual({
      comment: 'comment',
      disposition: 'choice',
      reason: 'long',
    });
    expect(kinds(formOf('publish'))).toEqual({ channels: 'choices' });
    expect(kinds(formOf('hear-enterprises'))).toMatchObject({ heard: 'lines' });
    expect(kinds(formOf('ask-departments'))).toEqual({ organs: 'organs' });
    // Items of inspection and duties to explain the law are picked from their lists, not typed (R24.7, R27.1).
    const other = (p: typeof inspection, act: string) => kinds(schemaOf(p.acts[act]?.form as z.ZodObject));
    expect(other(inspection, 'propose')).toMatchObject({ items: 'own-entries' });
    expect(other(randomInspection, 'draft-plan')).toMatchObject({ items: 'own-entries' });
    expect(other(popularisationEvent, 'plan-event')).toMatchObject({ duty: 'own-entry' });
    expect(kinds(formOf('deliberate'))).toMatchObject({ heldOn: 'date', attending: 'number' });
    const maker = fieldsOf(formOf('propose')).find((f) => f.name === 'maker');
    expect(maker?.organKind).toBe('government');
  });

  test('an unbounded whole number has no bound, an optional field is not required, defaults are kept', () => {
    const [n, word] = fieldsOf(
      schemaOf(
        z.object({ n: z.int().min(1), word: z.string().max(20).default('一般').meta({ title: '字' }) }),
      ),
    );
    expect(n).toMatchObject({ min: 1, max: undefined, whole: true, required: true });
    expect(word).toMatchObject({ required: false, initial: '一般' });
    expect(initialValues(word ? [word] : [])).toEqual({ word: '一般' });
  });

  test('rows, groups, references and null branches are followed', () => {
    const row = z.object({
      what: z.string().min(2).meta({ title: '内容' }),
      on: z.iso.date().nullable().meta({ title: '日期' }),
    });
    const form = z.object({
      rows: z.array(row).min(1).meta({ title: '各项' }),
      one: row.meta({ title: '一项' }),
    });
    const [rows, one] = fieldsOf(z.toJSONSchema(form, { io: 'input', reused: 'ref' }) as Schema);
    expect(rows?.kind).toBe('rows');
    expect(rows?.fields?.map((f) => f.kind)).toEqual(['text', 'date']);
    expect(one?.kind).toBe('group');
    expect(fieldsOf(null)).toEqual([]);
  });
});

describe('what goes out', () => {
  test('a filled form gives exactly the input that the procedure takes', () => {
    for (const act of ['propose', 'deliberate', 'hear-enterprises', 'publish', 'assign-number'] as const) {
      const sample = samples[act as keyof typeof samples] as Record<string, unknown>;
      const fields = fieldsOf(formOf(act));
      expect(inputOf(fields, sample)).toEqual(sample);
      expect(faultsOf(fields, sample)).toEqual({});
    }
  });

  test('empty optional fields are left out, blanks are trimmed, empty lines go, required lists stay', () => {
    const fields = fieldsOf(formOf('answer-comment'));
    expect(inputOf(fields, { comment: 5, disposition: '采纳', reason: '  ' })).toEqual({
      comment: 5,
      disposition: '采纳',
    });
    const lines = fieldsOf(formOf('hear-enterprises'));
    expect(inputOf(lines, { heard: [' 甲公司 ', ''], opinions: ' 同意 ' })).toEqual({
      heard: ['甲公司'],
      opinions: '同意',
      answers: [],
    });
    expect(inputOf(fieldsOf(formOf('publish')), {})).toEqual({ channels: [] });
    expect(inputOf(fieldsOf(formOf('propose')), { q1: false })).toEqual({ q1: false });
  });
});

describe('what is plainly wrong', () => {
  test('missing, too short, too long, out of range, wrong pattern', () => {
    const fields = fieldsOf(formOf('propose'));
    const faults = faultsOf(fields, { title: '短', necessity: '太短', q1: false });
    expect(faults.title).toBe('至少写 4 个字，现在 1 个字');
    expect(faults.necessity).toBe('至少写 10 个字，现在 2 个字');
    expect(faults.kind).toBe('请选择“文种”');
    expect(faults.q2).toContain('请选择');
    expect(faults.q1).toBeUndefined();
    const meeting = fieldsOf(formOf('deliberate'));
    expect(faultsOf(meeting, { attending: 0 }).attending).toBe('不能小于 1');
    expect(faultsOf(meeting, { attending: 501 }).attending).toBe('不能大于 500');
    expect(faultsOf(fieldsOf(formOf('publish')), { channels: [] }).channels).toContain('请选择');
  });

  test('R26.1 a list that may be empty is not asked for: none of the grounds is an answer', () => {
    const form = z.object({
      grounds: z.array(z.enum(['立功', '胁迫'])).meta({ title: '从轻的情形' }),
      agents: z.array(z.string().min(2)).max(2).meta({ title: '代理人', widget: 'lines' }),
      basis: z
        .array(z.object({ title: z.string() }))
        .min(1)
        .meta({ title: '依据' }),
    });
    const fields = fieldsOf(schemaOf(form));
    expect(faultsOf(fields, {})).toEqual({ basis: '请填写“依据”' });
    expect(inputOf(fields, {})).toEqual({ grounds: [], agents: [], basis: [] });
  });

  test('faults of rows carry their path, and a list shows the first of what lies below it', () => {
    const form = z.object({
      rows: z.array(z.object({ what: z.string().min(2).meta({ title: '内容' }) })).meta({ title: '各项' }),
    });
    const faults = faultsOf(fieldsOf(schemaOf(form)), { rows: [{ what: '好的' }, { what: '短' }] });
    expect(Object.keys(faults)).toEqual(['rows.1.what']);
    expect(faultAt(faults, 'rows')).toContain('至少写 2 个字');
    expect(faultAt({ 'articles.3.text.0': '太长' }, 'articles.3')).toBe('太长');
    expect(faultAt({ articlesX: '别的' }, 'articles')).toBeUndefined();
  });
});

describe('fields that hold a basis in the law', () => {
  test('R4.1 rows of text and article have their own editor and are sent as rows; a text alone is one line', () => {
    const form = z.object({
      basis: z
        .array(z.object({ instrument: z.string().meta({ title: '名称' }), article: z.string().optional() }))
        .min(1)
        .meta({ title: '依据', widget: 'legal-refs' }),
      other: z.string().meta({ title: '另有规定的法律', widget: 'instrument' }),
    });
    const fields = fieldsOf(schemaOf(form));
    expect(fields.map((f) => [f.kind, f.widget])).toEqual([
      ['rows', 'legal-refs'],
      ['instrument', 'instrument'],
    ]);
    expect(inputOf(fields, { basis: [{ instrument: ' 立法法 ', article: '93' }], other: '立法法' })).toEqual({
      basis: [{ instrument: '立法法', article: '93' }],
      other: '立法法',
    });
    expect(faultsOf(fields, { basis: [{ article: '93' }], other: '' })).toEqual({
      'basis.0.instrument': '请填写“名称”',
      other: '请填写“另有规定的法律”',
    });
  });
});
