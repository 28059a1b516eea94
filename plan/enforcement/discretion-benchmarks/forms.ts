/** What a discretion benchmark holds: the law's own ranges, the facts, and the tables from facts to a band. */
import { type DecisionTable, HIT_POLICIES } from '@fadu/kernel';
import { z } from 'zod';
import { legalRef, shared } from '../../functions/power-registers/forms.ts';
import { MODES } from './common.ts';

const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]*$/, '只能用字母、数字和下划线，以字母开头')
  .max(40);
const title = z.string().trim().min(1).max(80);
const value = z.union([z.string().max(200), z.number(), z.boolean()]);
const TYPES = ['number', 'string', 'boolean'] as const;

const input = z.object({
  id: name,
  title,
  type: z.enum(TYPES),
  values: z.array(title).max(40).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(4).optional(),
  unit: z.string().max(12).optional(),
});

/** A decision table as forms take it; the same shape as the kernel's `DecisionTable`. */
export const decisionTable = z.object({
  code: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]*$/)
    .max(60),
  title,
  hit: z.enum(HIT_POLICIES),
  inputs: z.array(input).min(1).max(20),
  outputs: z
    .array(
      z.object({
        id: name,
        title,
        type: z.enum(TYPES),
        values: z.array(title).max(60).optional(),
        unit: z.string().max(12).optional(),
      }),
    )
    .min(1)
    .max(12),
  rows: z
    .array(
      z.object({
        when: z.array(z.string().trim().min(1).max(300)).max(20),
        then: z.array(value.nullable()).max(12),
        note: z.string().max(300).optional(),
      }),
    )
    .min(1)
    .max(400),
});

/** One range that the law itself gives. */
export const range = z.object({
  id: name,
  title: z.string().trim().min(2).max(120),
  mode: z.enum(MODES),
  /** Fact that is multiplied; none for a fixed sum. */
  base: name.optional(),
  /** Absent: the law gives no lower end. */
  min: z.number().min(0).optional(),
  max: z.number().positive(),
  /** Sum that the computed fine never falls below or exceeds, where the law gives one beside the multiple. */
  least: z.number().min(0).optional(),
  most: z.number().positive().optional(),
  ref: legalRef,
});
export type Range = z.infer<typeof range>;

const tables = z.object({
  /** Facts → range of the law. Several may hit where the law lets the organ choose. */
  range: decisionTable,
  /** Facts → lighter, heavier; counted for the tier. */
  factor: decisionTable.optional(),
  /** Facts → tier. */
  tier: decisionTable,
  /** Tier and range → band. */
  band: decisionTable,
});

/** Body of an entry of the register. */
export const benchmark = z.object({
  ...shared,
  item: z
    .string()
    .trim()
    .regex(/^[0-9A-Z]{12}$/, '执法事项的基本编码是12位大写字母或者数字')
    .meta({ title: '执法事项基本编码', list: true }),
  violation: z.string().trim().min(2).max(200).meta({ title: '违法行为', list: true }),
  document: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '公布文号', description: '以规范性文件公布的填写' }),
  ranges: z.array(range).min(1).max(12).meta({
    title: '法定幅度',
    widget: 'benchmark-ranges',
    description: '法律、法规、规章自己规定的罚款幅度',
  }),
  evidence: z
    .array(name)
    .max(20)
    .optional()
    .meta({ title: '应当有证据的事实', widget: 'lines', description: '货值、违法所得等计算基数' }),
  tables: tables.meta({ title: '裁量表', widget: 'benchmark-tables' }),
});
/** A benchmark, read. */
export type Benchmark = Readonly<
  Omit<z.infer<typeof benchmark>, 'ranges' | 'basis' | 'evidence' | 'tables'>
> & {
  readonly ranges: readonly Range[];
  readonly basis: readonly z.infer<typeof legalRef>[];
  readonly evidence?: readonly string[] | undefined;
  readonly tables: {
    readonly range: DecisionTable;
    readonly factor?: DecisionTable | undefined;
    readonly tier: DecisionTable;
    readonly band: DecisionTable;
  };
};

/** A benchmark from an entry's body; undefined where it is none. */
export const benchmarkOf = (body: unknown): Benchmark | undefined => {
  const parsed = benchmark.safeParse(body);
  return parsed.success ? parsed.data : undefined;
};
