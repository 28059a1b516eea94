/** Entries and inputs of an inspection, for tests and as a pattern for the demonstration city. */
import { demoUscc } from '../../../leadership/plan-tracking/identifiers.ts';

/** An invented enterprise. */
export const enterprise = (n: number) => ({
  object: demoUscc(40_000 + n, '220200'),
  objectName: `演示第${n}餐饮有限公司`,
  objectKind: '企业',
  objectClass: '餐饮服务',
  objectAddress: `演示市江城路${n}号`,
});

export const bodyEntry = (organ: string, uscc: string, name: string, more: Record<string, unknown> = {}) => ({
  uscc,
  name,
  organ,
  nature: '行政机关',
  basis: [{ instrument: '优化营商环境条例', article: '54' }],
  confirmedBy: 't-gov',
  confirmedOn: '2026-01-20',
  ...more,
});

export const itemEntry = (
  code: string,
  name: string,
  organ: string,
  field: string,
  more: Record<string, unknown> = {},
) => ({
  basicCode: code,
  name,
  organ,
  field,
  basis: [{ instrument: '优化营商环境条例', article: '54' }],
  objects: '餐饮服务',
  points: ['证照齐全并且公示', '场所设施符合要求'],
  methods: ['现场检查'],
  full: '否',
  ...more,
});

export const capEntry = (
  number: string,
  organ: string,
  times: number,
  more: Record<string, unknown> = {},
) => ({
  number,
  organ,
  objects: '餐饮服务',
  times,
  authority: 't-gov',
  document: '演示文号〔2026〕1号',
  ...more,
});

export const planEntry = (
  number: string,
  organ: string,
  items: readonly string[],
  more: Record<string, unknown> = {},
) => ({
  number,
  name: '餐饮单位日常检查计划',
  organ,
  kind: '年度检查计划',
  year: 2026,
  items: [...items],
  objects: 40,
  from: '2026-03-01',
  to: '2026-12-31',
  approvedBy: '本机关',
  approval: '演示文号〔2026〕2号',
  approvedOn: '2026-02-20',
  ...more,
});

/** Inputs of the acts. */
export const visitSamples = {
  propose: (organ: string, items: readonly string[], groundRef: string, from: string, to: string) => ({
    title: '餐饮单位日常检查',
    organ,
    class: '日常检查',
    ground: '年度检查计划',
    groundRef,
    ...enterprise(1),
    items: [...items],
    method: '现场检查',
    from,
    to,
  }),
  approve: { opinion: '同意按计划检查。' },
  notify: (on: string) => ({ on, way: '到场出示' }),
  enter: (on: string, object: string, officers: readonly unknown[]) => ({
    on,
    at: '09:30',
    shown: true,
    scanMode: '入企前扫码',
    scanned: `https://example.cn/qr?uscc=${object}`,
    officers: [...officers],
  }),
  points: (items: readonly string[], failed: readonly string[] = []) =>
    items.flatMap((item) =>
      ['证照齐全并且公示', '场所设施符合要求'].map((point) => ({
        item,
        point,
        result: failed.includes(point) ? '不合格' : '合格',
      })),
    ),
  record: (on: string, officers: readonly unknown[], items: readonly string[]) => ({
    on,
    endedAt: '10:40',
    officers: [...officers],
    points: visitSamples.points(items),
    result: '未发现问题',
    facts: '现场经营秩序正常，逐条核对了检查标准。',
    witness: '店长演示某',
    signed: '已签字',
    major: false,
  }),
  tell: (on: string) => ({ on, way: '当面' }),
  publish: { summary: '对餐饮单位的日常检查，结果如下。' },
  close: { summary: '检查完毕，结果已经公示。' },
} as const;
