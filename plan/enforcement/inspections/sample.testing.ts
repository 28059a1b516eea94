/** Entries and inputs of a random inspection, for tests and as a pattern for the demonstration city. */
import type { InspectionObject } from './registers.ts';

/** An object of the directory; classes A to D and the risks dealt out in turn. */
export const objectBody = (
  n: number,
  organ: string,
  more: Partial<InspectionObject> = {},
): InspectionObject => ({
  ref: `92220200MA${String(n).padStart(7, '0')}X`,
  name: `演示第${n}餐饮有限公司`,
  organ,
  kind: '企业',
  class: '餐饮服务',
  address: `演示市江城路${n}号`,
  industry: '餐饮业',
  credit: (['A', 'B', 'C', 'D'] as const)[n % 4] as InspectionObject['credit'],
  risk: (['低', '中', '高'] as const)[n % 3] as InspectionObject['risk'],
  state: '在业',
  ...more,
});

/** An item that may be drawn. */
export const randomItemBody = (
  code: string,
  name: string,
  organ: string,
  more: Record<string, unknown> = {},
) => ({
  basicCode: code,
  name,
  organ,
  basis: [{ instrument: '优化营商环境条例', article: '54' }],
  content: ['证照是否齐全、公示', '场所设施是否符合要求'],
  objects: '餐饮服务',
  least: 100,
  most: 5000,
  perYear: 2,
  method: '现场检查',
  ...more,
});

/** A plan of the year, with partners. */
export const annualPlanBody = (
  number: string,
  organ: string,
  items: readonly string[],
  partners: readonly string[],
  more: Record<string, unknown> = {},
) => ({
  number,
  name: '餐饮单位部门联合抽查',
  organ,
  year: 2026,
  items: [...items],
  partners: [...partners],
  batches: 2,
  objects: 40,
  from: '2026-03-01',
  to: '2026-12-20',
  approvedOn: '2026-02-27',
  ...more,
});

export const source = {
  seedName: '演示彩票开奖号码',
  seedIssue: '2026031期',
  seedDay: '2026-03-17',
  seedTime: '21:15',
  seedReading: '六个红球从小到大，加号，再写蓝球，中间空一格',
  seedUrl: 'https://example.cn/kaijiang/2026031',
};

/** Inputs of the acts. `lead` and `partners`: ids of organs. */
export const drawSamples = {
  plan: (lead: string, partners: readonly string[], items: readonly string[], annualPlan: string) => ({
    title: '餐饮单位部门联合抽查第一批',
    annualPlan,
    batch: 1,
    items: [...items],
    method: '不定向',
    layers: [
      { code: 'A', ratio: 500 },
      { code: 'B', ratio: 1000 },
      { code: 'C', ratio: 2000 },
      { code: 'D', ratio: 4000 },
    ],
    teams: [lead, ...partners].map((organ) => ({ organ, size: 2 })),
    periodFrom: '2026-03-20',
    periodTo: '2026-05-20',
    ...source,
  }),
  value: '03 08 15 22 27 31 + 12',
  changeSource: {
    ...source,
    seedIssue: '2026032期',
    seedDay: '2026-03-19',
    reason: '原定期号赶不上冻结清单',
  },
  redraw: {
    ...source,
    seedIssue: '2026033期',
    seedDay: '2026-03-22',
    ground: '冻结的清单有错误',
    reason: '核对发现检查对象清单漏了二十家新设的餐饮单位，清单应当补正后重新冻结。',
  },
  result: (no: number, inspectedOn: string, officers: readonly string[]) => ({
    no,
    inspectedOn,
    officers: [...officers],
    result: '未发现问题',
  }),
} as const;
