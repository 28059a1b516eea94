import { describe, expect, test } from 'vitest';
import { countKinds, kindOf } from './fault-kinds.ts';
import { reconsidered } from './form/list-changes.tsx';
import { editable, emptyEntry } from './form/register-entry.tsx';
import { joined } from './form/register-rows.tsx';
import { faultsOf, fieldsOf, inputOf, type Schema } from './schema.ts';
import { cellsOf, csvOf } from './tables.ts';

describe('R4.1 rows pasted from a spreadsheet', () => {
  test('R4.1 cells, quotes with line ends in them, empty rows', () => {
    expect(cellsOf('编码\t名称\r\n1\t"甲\n乙 ""丙"""\r\n\r\n2\t丁\t')).toEqual([
      ['编码', '名称'],
      ['1', '甲\n乙 "丙"'],
      ['2', '丁', ''],
    ]);
    expect(cellsOf('')).toEqual([]);
    expect(cellsOf('a\t5" 管')).toEqual([['a', '5" 管']]);
  });
  test('R4.1 they become a CSV file that keeps every sign', () => {
    expect(csvOf([['a"b', 'c,d\ne']])).toBe('"a""b","c,d\ne"');
  });
});

describe('R4.1 faults of a table', () => {
  const fault = (row: number, rule: string) => ({
    row,
    rule,
    code: '1',
    column: '编码',
    field: 'basicCode',
    say: '不对',
    cites: [],
  });
  test('R4.1 kinds are counted by rows and named in words', () => {
    const kinds = countKinds([
      fault(2, 'register.CODE'),
      fault(3, 'register.LEVEL'),
      fault(3, 'register.LEVEL'),
      fault(4, 'register.LEVEL'),
    ]);
    expect(kinds).toEqual([
      { rule: 'register.LEVEL', rows: 2 },
      { rule: 'register.CODE', rows: 1 },
    ]);
    expect(kindOf('register.CODE', undefined)).toBe('编码不对');
    const rules = [{ code: 'register.ODD', say: '说明太长，要改短', cites: [] }];
    expect(kindOf('register.ODD', { rules })).toBe('说明太长');
    expect(kindOf('register.NONE', { rules })).toBe('不符合清单的规则');
  });
});

describe('R4.1 changes of lists are picked, not typed', () => {
  const entry = { basicCode: '220110001000', name: '甲' };
  test('R4.1 what no longer belongs to a change is dropped', () => {
    const row = {
      register: 'power-licence',
      reason: '上级取消',
      code: '1',
      entry,
      replacedBy: ['2'],
      below: true,
    };
    expect(reconsidered({ ...row, do: '新增' })).toEqual({
      do: '新增',
      register: 'power-licence',
      reason: '上级取消',
    });
    expect(reconsidered({ ...row, do: '取消' })).not.toHaveProperty('entry');
    expect(reconsidered({ ...row, do: '变更' })).toEqual({
      do: '变更',
      register: 'power-licence',
      reason: '上级取消',
      code: '1',
      entry,
    });
    expect(reconsidered({ ...row, do: '变更', code: undefined })).not.toHaveProperty('entry');
  });
  test('R4.1 what procedures wrote into an entry is not edited; lists of a new one are there', () => {
    expect(editable({ ...entry, status: '暂停实施', suspended: {}, reason: '', replacedBy: [] })).toEqual(
      entry,
    );
    const fields = fieldsOf({
      properties: { materials: { type: 'array', items: { type: 'string' } }, name: { type: 'string' } },
      required: ['materials', 'name'],
    });
    expect(emptyEntry(fields)).toEqual({ materials: [] });
  });
  test('R4.1 of two rows with one code the later counts', () => {
    expect(
      joined(
        [
          { code: '1', body: { name: '甲' } },
          { code: '2', body: { name: '乙' } },
        ],
        [{ code: '1', body: { name: '丙' } }],
      ),
    ).toEqual([
      { code: '1', body: { name: '丙' } },
      { code: '2', body: { name: '乙' } },
    ]);
  });

  const form: Schema = {
    type: 'object',
    properties: {
      changes: {
        type: 'array',
        title: '调整事项',
        widget: 'list-changes',
        minItems: 1,
        items: {
          type: 'object',
          properties: {
            do: { enum: ['新增', '变更', '取消', '恢复'], title: '怎么调整' },
            register: { type: 'string', title: '清单', widget: 'register' },
            entry: { type: 'object', title: '事项内容', widget: 'register-entry' },
          },
          required: ['do', 'register'],
        },
      },
      rows: {
        type: 'array',
        title: '事项',
        widget: 'register-rows',
        items: { type: 'object', properties: {} },
      },
      faults: {
        type: 'array',
        title: '没有收入的行',
        widget: 'none',
        items: { type: 'object', properties: {} },
      },
      penalties: {
        type: 'array',
        title: '处罚种类',
        widget: 'lines',
        items: { type: 'string', enum: ['警告', '罚款'] },
      },
    },
    required: ['changes', 'rows', 'faults'],
  };
  test('R4.1 the widgets of the definitions have their editors', () => {
    const fields = fieldsOf(form);
    expect(fields.map((f) => f.kind)).toEqual(['rows', 'register-rows', 'none', 'choices']);
    expect(fields[0]?.fields?.map((f) => f.kind)).toEqual(['choice', 'register', 'entry']);
  });
  test('R4.1 an entry is sent without what was left empty, its lists as they are', () => {
    const fields = fieldsOf(form);
    const values = {
      changes: [
        {
          do: '新增',
          register: 'power-licence',
          entry: {
            name: ' 甲 ',
            note: '',
            materials: [],
            basis: [{ instrument: '行政许可法', article: '14', paragraph: undefined }],
            annual: false,
          },
        },
      ],
      rows: [{ code: '1', body: { name: '乙 ', note: '' } }],
    };
    expect(inputOf(fields, values)).toEqual({
      changes: [
        {
          do: '新增',
          register: 'power-licence',
          entry: {
            name: '甲',
            materials: [],
            basis: [{ instrument: '行政许可法', article: '14' }],
            annual: false,
          },
        },
      ],
      rows: [{ code: '1', body: { name: '乙' } }],
      faults: [],
    });
    expect(faultsOf(fields, { changes: [{ do: '新增' }] })).toMatchObject({
      'changes.0.register': '请选择“清单”',
    });
  });
});
