/** What an entry of the four lenient lists holds, and the facts its conditions look at. */
import { cellOf, type DecisionInput, type DecisionTable } from '@fadu/kernel';
import { z } from 'zod';
import { shared } from '../../functions/power-registers/forms.ts';

/** The four lists. A city may name them otherwise (吉林的清单名称未核实). */
export const LISTS = ['不予处罚', '从轻处罚', '减轻处罚', '免予行政强制'] as const;
export type List = (typeof LISTS)[number];

const yes = (id: string, title: string): DecisionInput => ({ id, title, type: 'boolean' });

/** Facts that every penalty case states; conditions may look at them by these names. */
export const CASE_FACTS: readonly DecisionInput[] = [
  yes('minor', '违法行为轻微'),
  yes('correctedInTime', '及时改正'),
  yes('noHarm', '没有造成危害后果'),
  yes('firstOffence', '初次违法'),
  yes('minorHarm', '危害后果轻微'),
  yes('noFaultProved', '当事人有证据足以证明没有主观过错'),
  yes('removedHarm', '主动消除或者减轻危害后果'),
  yes('coerced', '受他人胁迫或者诱骗'),
  yes('confessed', '主动供述尚未掌握的违法行为'),
  yes('merit', '配合查处有立功表现'),
  yes('otherGround', '法律法规规章规定的其他情形'),
  yes('slight', '违法行为情节显著轻微'),
  yes('noSocialHarm', '没有明显社会危害'),
];

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, '只能用字母、数字和下划线，以字母开头')
  .max(40);
const lines = (title: string, min: number, say: string) =>
  z
    .array(z.string().trim().min(1).max(300))
    .min(min, say)
    .max(40)
    .meta({ title, cell: 'lines', widget: 'lines' });

/** A fact of the entry's own, e.g. the value of the goods. */
const fact = z.object({
  id: name,
  title: z.string().trim().min(1).max(60),
  type: z.enum(['number', 'string', 'boolean']),
  values: z.array(z.string().trim().min(1).max(60)).max(40).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(4).optional(),
  unit: z.string().max(12).optional(),
});

/** One condition: a fact and what it must be. */
export const condition = z.object({
  fact: name,
  test: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((s) => cellOf(s) !== undefined, '条件看不懂：可以写数值、比较、区间、列举'),
});

/** Body of an entry. */
export const lenientItem = z.object({
  ...shared,
  item: z
    .string()
    .trim()
    .regex(/^[0-9A-Z]{12}$/, '执法事项的基本编码是12位大写字母或者数字')
    .meta({ title: '执法事项基本编码', list: true }),
  list: z.enum(LISTS).meta({ title: '清单', list: true }),
  violation: z.string().trim().min(2).max(200).meta({ title: '违法行为', list: true }),
  facts: z.array(fact).max(12).optional().meta({ title: '本事项自己的事实', widget: 'list-facts' }),
  conditions: z
    .array(condition)
    .min(1)
    .max(20)
    .meta({ title: '适用条件', widget: 'list-conditions', description: '同时具备才适用' }),
  proof: lines('需要的证据材料', 1, '至少写明一种证据材料'),
  correctionDays: z
    .int()
    .min(0)
    .max(365)
    .optional()
    .meta({ title: '改正期限（工作日）', cell: 'int', description: '责令改正之后多少日以内改正' }),
  commitment: z.string().trim().max(100).optional().meta({ title: '承诺书格式' }),
  measures: lines('替代措施', 1, '至少写明一种：批评教育、指导约谈等'),
  lookBackMonths: z.int().min(1).max(120).optional().meta({
    title: '初次违法的追溯期（月）',
    cell: 'int',
    description: '不填的按二十四个月（未核实）',
  }),
});

/** An entry, read. */
export type LenientItem = z.infer<typeof lenientItem>;

/** An entry from a body; undefined where it is none. */
export const lenientItemOf = (body: Readonly<Record<string, unknown>>): LenientItem | undefined => {
  const { status: _s, reason: _r, ...rest } = body;
  const parsed = lenientItem.safeParse(rest);
  return parsed.success ? parsed.data : undefined;
};

/** Fact by its name, the entry's own first. */
export const factOf = (i: LenientItem, id: string): DecisionInput | undefined =>
  i.facts?.find((f) => f.id === id) ?? CASE_FACTS.find((f) => f.id === id);

/** The conditions as a decision table: one row, all must hold. */
export function conditionTable(i: LenientItem): DecisionTable {
  const ids = [...new Set(i.conditions.map((c) => c.fact))];
  return {
    code: 'conditions',
    title: '适用条件',
    hit: 'UNIQUE',
    inputs: ids.map((id) => factOf(i, id) ?? { id, title: id, type: 'boolean' }),
    outputs: [{ id: 'list', title: '清单', type: 'string', values: [...LISTS] }],
    rows: [{ when: ids.map((id) => i.conditions.find((c) => c.fact === id)?.test ?? '-'), then: [i.list] }],
  };
}
