/** What the list of life events holds, and the forms of a filing: one form for all items. */
import { z } from 'zod';
import { legalRef } from '../power-registers/forms.ts';
import type { ITEM_KINDS } from '../service-items/common.ts';
import { givenMaterial } from '../service-items/handling/forms.ts';
import type { Material } from '../service-items/item-forms.ts';
import { LINKS, OUTCOMES } from './common.ts';

const line = (title: string, max = 200, min = 1) => z.string().trim().min(min).max(max).meta({ title });

/** A question on which it depends which items belong to the case. */
export const bundleQuestion = z.object({
  question: line('问题', 100, 2),
  answers: line('可以怎么回答', 100, 1).meta({
    title: '可以怎么回答',
    description: '用顿号隔开，如：是、不是',
  }),
});

/** One item of a life event, with its place in the order. */
export const bundleMember = z.object({
  item: line('事项编码', 40).meta({ title: '事项编码', widget: 'service-item' }),
  name: line('事项名称', 100, 2),
  after: z
    .string()
    .trim()
    .max(300)
    .optional()
    .meta({ title: '排在哪些事项后面', description: '事项编码，用顿号隔开；不填就是一开始就办' }),
  link: z.enum(LINKS).optional().meta({ title: '与前项的关系', description: '不填就是前项准予才办' }),
  question: z
    .int()
    .min(1)
    .max(12)
    .optional()
    .meta({ title: '由第几个问题决定', description: '不填就是都要办', cell: 'int' }),
  answer: z.string().trim().max(60).optional().meta({ title: '回答什么的要办' }),
});
export type BundleMember = z.infer<typeof bundleMember>;

/** A life event (一件事): its items are done by one guide, one form, one filing. */
export const bundle = z.object({
  basicCode: line('编码', 20, 4).meta({ title: '编码', list: true }),
  name: line('一件事名称', 60, 2).meta({ title: '一件事名称', list: true }),
  organ: line('牵头部门', 60).meta({ title: '牵头部门', widget: 'organ', cell: 'organ', list: true }),
  object: z.enum(['自然人', '法人和其他组织']).meta({ title: '谁来办', list: true }),
  about: line('说明', 300, 4).meta({ title: '说明', widget: 'long-text' }),
  words: z
    .array(z.string().trim().min(1).max(60))
    .max(40)
    .meta({ title: '老百姓怎么说', cell: 'lines', widget: 'lines', description: '一行一种说法，用来查找' }),
  basis: z.array(legalRef).min(1, '至少写明一条依据').max(20).meta({
    title: '依据',
    cell: 'basis',
    widget: 'legal-refs',
    list: true,
  }),
  questions: z.array(bundleQuestion).max(12).meta({ title: '要问的问题', cell: 'rows', widget: 'rows' }),
  members: z.array(bundleMember).min(2, '一件事至少有两个事项').max(30).meta({
    title: '包含的事项',
    cell: 'rows',
    widget: 'rows',
  }),
  other: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '还涉及谁', description: '如“新招用的职工”；有事项要以他的名义办的填' }),
  phone: line('咨询电话', 40, 5),
});
export type Bundle = z.infer<typeof bundle>;

/** The one form of a filing. */
export const filing = z.object({
  bundle: line('办哪一件事', 40).meta({ title: '办哪一件事', widget: 'service-bundle' }),
  answers: z
    .array(
      z.object({
        question: z.int().min(1).max(12).meta({ title: '第几个问题' }),
        answer: line('回答', 60),
      }),
    )
    .max(12)
    .meta({ title: '问题的回答', widget: 'rows' }),
  name: line('姓名或者名称', 100, 2).meta({ title: '姓名或者名称', personal: true }),
  identity: line('证件号码或者统一社会信用代码', 40, 4).meta({
    title: '证件号码或者统一社会信用代码',
    personal: true,
  }),
  contact: line('联系电话', 40, 4).meta({ title: '联系电话', personal: true }),
  address: z.string().trim().max(200).optional().meta({ title: '送达地址', personal: true }),
  other: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ title: '另一方的姓名或者名称', personal: true, description: '有事项要以另一方的名义办的填' }),
  otherIdentity: z
    .string()
    .trim()
    .max(40)
    .optional()
    .meta({ title: '另一方的证件号码或者统一社会信用代码', personal: true }),
  matter: line('申请内容', 2000, 2).meta({
    title: '申请内容',
    widget: 'long-text',
    description: '各事项共用，写一次',
    personal: true,
  }),
  materials: z
    .array(givenMaterial)
    .max(60)
    .meta({ title: '申请材料', widget: 'rows', description: '几个事项都要的材料只交一次' }),
});

/** A filing that came over the counter, by post or telephone, entered by the window. */
export const filingAtWindow = filing.extend({
  receivedOn: z.iso.date().meta({ title: '收到材料的日期' }),
  account: z
    .string()
    .max(60)
    .optional()
    .meta({ title: '申请人在平台的账号', description: '没有的不填', personal: true }),
});

const memberOf = { item: line('事项编码', 40) };
/** The application that was opened for an item. */
export const begun = z.object({ ...memberOf, handling: line('办件编号', 60) });
/** What the application came to. */
export const outcome = z.object({
  ...memberOf,
  handling: line('办件编号', 60),
  result: z.enum(OUTCOMES.filter((o) => o !== '前项没有办成，没有开始')).meta({ title: '结果' }),
});
/** An item that does not begin, because what it depends on was not granted. */
export const skipped = z.object({ ...memberOf, because: line('因为哪一事项', 40) });
export const withdrawal = z.object({
  reasons: z
    .string()
    .trim()
    .max(500)
    .optional()
    .meta({ title: '说明', description: '可以不填', widget: 'long-text', personal: true }),
});

/** Fields of an item that a filing needs to know. */
export const ITEM_FIELDS = [
  'name',
  'organ',
  'object',
  'kind',
  'promisedDays',
  'statutoryDays',
  'status',
  'materials',
] as const;
/** An item as a filing knows it. */
export interface MemberItem {
  readonly name: string;
  readonly organ: string;
  readonly object: '自然人' | '法人和其他组织' | '都可以';
  readonly kind: (typeof ITEM_KINDS)[number];
  readonly promisedDays: number;
  readonly statutoryDays: number;
  readonly status?: string;
  readonly materials: readonly Material[];
}
