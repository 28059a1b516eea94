/** What an entry of the enforcement item register holds. */
import { z } from 'zod';
import { LEVELS } from '../../functions/power-registers/codes.ts';
import { shared } from '../../functions/power-registers/forms.ts';
import { KINDS } from '../penalty-cases/catalogue.ts';

/** Kinds of enforcement that items are listed for, with the two digits that stand for each in the item code. */
export const ITEM_KINDS = { 行政处罚: '02', 行政强制: '03', 行政检查: '06' } as const;
export type ItemKind = keyof typeof ITEM_KINDS;

/** Fields with a comprehensive enforcement team of their own (task 20), then the fields that have none. */
export const TEAM_FIELDS = [
  '市场监管',
  '生态环境',
  '文化市场',
  '交通运输',
  '农业',
  '应急管理',
  '城市管理',
] as const;
export const FIELDS = [
  ...TEAM_FIELDS,
  '公安',
  '卫生健康',
  '住房城乡建设',
  '自然资源',
  '人力资源社会保障',
  '其他',
] as const;

/** Who may decide that one organ exercises the power of others (penalty law, article 18). */
export const TAKEOVER_DECISIONS = ['国务院决定', '省级人民政府决定'] as const;

export const enforcementItem = z.object({
  ...shared,
  kind: z.enum(Object.keys(ITEM_KINDS) as [ItemKind, ...ItemKind[]]).meta({ title: '执法类别', list: true }),
  field: z.enum(FIELDS).meta({ title: '执法领域', list: true }),
  penalties: z
    .array(z.enum(KINDS))
    .max(KINDS.length)
    .optional()
    .meta({ title: '处罚种类', cell: 'lines', widget: 'lines', description: '处罚事项填写，一行一种' }),
  level: z.enum(LEVELS).meta({ title: '行使层级', list: true }),
  bodyNature: z.enum(['法定机关', '授权组织', '受委托组织']).meta({ title: '主体性质' }),
  entrustedBy: z.string().optional().meta({
    title: '委托机关',
    widget: 'organ',
    cell: 'organ',
    description: '受委托组织必填；受委托的不得再委托',
  }),
  team: z.string().trim().min(2).max(60).optional().meta({ title: '综合执法队伍', list: true }),
  takenFrom: z
    .string()
    .optional()
    .meta({ title: '划转前的机关', widget: 'organ', cell: 'organ', description: '由其他机关划入的填写' }),
  takenOn: z.iso.date().optional().meta({ title: '划转日期', cell: 'date' }),
  takenBy: z.enum(TAKEOVER_DECISIONS).optional().meta({ title: '划转依据' }),
  takenDocument: z.string().trim().min(4).max(100).optional().meta({ title: '划转决定文号' }),
});
