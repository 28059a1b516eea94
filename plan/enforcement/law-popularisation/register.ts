/**
 * 普法责任清单 (R27.1): what law each enforcing body must explain, to whom, how and by which days of every year. Published;
 * the events of a body name the duty that they fulfil.
 */
import { type BasisRule, design, type EntryRule, type RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import { legalRef } from '../../functions/power-registers/forms.ts';
import { EXPLANATION_DUTIES, lpe, task27 } from './common.ts';

const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const numbering = design('普法责任的编号由司法局在清单里统一编定');

/** What an entry holds. */
export const explanationDuty = z.object({
  number: z.string().trim().min(1).max(40).meta({ title: '责任编号', list: true }),
  name: z.string().trim().min(2).max(100).meta({ title: '责任内容', list: true }),
  organ: z
    .string()
    .min(1)
    .meta({ title: '责任机关', widget: 'organ', cell: 'organ', list: true, description: '机关全称' }),
  basis: z.array(legalRef).min(1, '至少写明一部要讲解的法律、法规或者规章').max(20).meta({
    title: '讲解的法律法规',
    cell: 'basis',
    widget: 'legal-refs',
    description: '如《行政处罚法》；几部用分号隔开',
    list: true,
  }),
  audience: z
    .array(z.string().trim().min(1).max(200))
    .min(1)
    .max(20)
    .meta({ title: '普法对象', cell: 'lines', widget: 'lines', description: '一行一类' }),
  activities: z
    .array(z.string().trim().min(1).max(200))
    .min(1)
    .max(20)
    .meta({ title: '活动和措施', cell: 'lines', widget: 'lines', description: '一行一项' }),
  dueDays: z.array(z.string().trim().min(1).max(10)).min(1).max(12).meta({
    title: '每年完成的日期',
    cell: 'lines',
    widget: 'lines',
    description: '一行一个，写月日，如国家宪法日写12-04；到期前至少开展一次并公布',
  }),
  contact: z.string().trim().min(5).max(100).meta({ title: '联系方式' }),
  evaluation: z.string().trim().min(4).max(1000).meta({ title: '评估办法', widget: 'long-text' }),
});
export type ExplanationDuty = z.infer<typeof explanationDuty>;

/** Every level of law may be what is explained; a repealed text is not. */
const explained: BasisRule = {
  sources: [
    { kind: 'law', says: '法律' },
    { kind: 'administrative-regulation', says: '行政法规' },
    { kind: 'local-regulation', says: '地方性法规' },
    { kind: 'department-rule', says: '部门规章' },
    { kind: 'government-rule', says: '地方政府规章' },
  ],
  cites: [lpe.art('9'), task27],
};

const organRule: EntryRule = {
  code: 'ORGAN',
  field: 'organ',
  cites: [lpe.art('9'), task27],
  say: '责任机关不在机关名录里，请核对全称',
  check: ({ body, region }, { organ }) => {
    const found = organ(String(body.organ));
    if (!found) return false;
    if (!['department', 'government', 'township', 'authorised', 'dispatched'].includes(found.kind))
      return `${found.name}不是行政执法机关，不列入本清单`;
    return found.region === region || `${found.name}不属于本地区，应当列入它自己地区的清单`;
  },
};

/** A day that every year has: 02-29 is none. */
const isDay = (text: string): boolean => {
  if (!MONTH_DAY.test(text)) return false;
  const day = new Date(`2025-${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(5, 10) === text;
};

const daysRule: EntryRule = {
  code: 'DUE-DAYS',
  field: 'dueDays',
  cites: [task27],
  say: '完成日期写月日，如12-04，每年都有这一天，从先到后，不重复',
  check: ({ body }) => {
    const days = (body.dueDays ?? []) as readonly string[];
    const wrong = days.find((d) => !isDay(d));
    if (wrong !== undefined) return `“${wrong}”不是每年都有的月日，请写成12-04这样`;
    return days.every((d, i) => i === 0 || d > (days[i - 1] as string));
  },
};

/** The register. */
export const explanationDuties: RegisterDef = {
  code: EXPLANATION_DUTIES,
  title: '普法责任清单',
  group: '行政执法',
  system: 'law-popularisation',
  about: '谁执法谁普法：每个执法机关要讲解哪些法律、讲给谁、怎样讲、每年哪一天前完成、找谁联系、怎样评估。',
  cites: [lpe.art('9'), task27],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: explanationDuty,
  codes: {
    cites: [numbering],
    say: '编码就是责任编号：字母、数字、短横线，最多40位',
    of: (body) => String(body.number ?? ''),
    check: ({ code, body }) =>
      (code === body.number && /^[0-9A-Za-z-]{1,40}$/.test(code)) ||
      '编码应当与责任编号相同，由字母、数字、短横线组成，最多40位',
  },
  itemCode: 'number',
  basis: explained,
  rules: [organRule, daysRule],
};
