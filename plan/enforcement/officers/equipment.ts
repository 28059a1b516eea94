/**
 * Equipment of enforcement teams (R25.3): the standard by level, for each team or each officer, and what each team has.
 * The plan asks for standards and names no figure (未核实): a city enters its own.
 */
import type { EntryFacts, RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import { LEVELS } from '../../functions/power-registers/codes.ts';
import { shared } from '../../functions/power-registers/forms.ts';
import { task25 } from './settings.ts';

/** Kinds of equipment with their unit of count. */
export const EQUIPMENT = {
  执法记录仪: '台',
  移动执法终端: '台',
  照相录像设备: '台',
  便携打印机: '台',
  执法车辆: '辆',
  防护装备: '套',
} as const;
export type Equipment = keyof typeof EQUIPMENT;
const kind = z
  .enum(Object.keys(EQUIPMENT) as [Equipment, ...Equipment[]])
  .meta({ title: '装备', list: true });

const common = {
  basicCode: shared.basicCode.meta({ title: '登记编码', list: true }),
  name: shared.name.meta({ title: '名称', list: true }),
};

const standardForm = z.object({
  ...common,
  organ: shared.organ.meta({ title: '制定机关', widget: 'organ', cell: 'organ', list: true }),
  equipment: kind,
  level: z.enum(LEVELS).meta({ title: '适用层级', list: true }),
  per: z.enum(['每支队伍', '每名执法人员']).meta({ title: '配备单位', list: true }),
  quantity: z.number().positive().max(1000).meta({ title: '数量', cell: 'int', list: true }),
  document: z.string().trim().min(4).max(120).meta({ title: '标准文号', list: true }),
});
const holdingForm = z.object({
  ...common,
  organ: shared.organ.meta({ title: '执法机关', widget: 'organ', cell: 'organ', list: true }),
  equipment: kind,
  level: z.enum(LEVELS).meta({ title: '层级', list: true }),
  quantity: z.int().min(0).max(100_000).meta({ title: '在用数量', cell: 'int', list: true }),
  countedOn: z.iso.date().meta({ title: '清点日期', cell: 'date', list: true }),
});

const codes: RegisterDef['codes'] = {
  cites: [task25],
  say: '编码就是登记编码，由清单管理人员编定，不重复（本系统设定）',
  of: (body) => String(body.basicCode ?? '') || undefined,
  check: ({ code, body }) => code === body.basicCode || `编码应为“${String(body.basicCode)}”`,
};
const base = {
  group: '行政执法',
  system: 'officers',
  cites: [task25],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  codes,
  itemCode: 'basicCode',
} as const;

/** What each level should have. */
export const equipmentStandards: RegisterDef = {
  ...base,
  code: 'equipment-standard',
  title: '执法装备配备标准',
  about: '各层级执法队伍和执法人员应当配备的装备。方案要求制定标准，没有规定数量，数量由本地制定。',
  form: standardForm,
  rules: [],
};

/** What each team has. */
export const equipmentHoldings: RegisterDef = {
  ...base,
  code: 'equipment-holding',
  title: '执法装备配备情况',
  about: '各执法机关实际在用的装备，每次清点登记一次。',
  form: holdingForm,
  rules: [
    {
      code: 'COUNTED',
      field: 'countedOn',
      cites: [task25],
      say: '清点日期不能晚于生效日期',
      check: ({ body, lawFrom }) => String(body.countedOn) <= lawFrom,
    },
  ],
};

/** One kind of equipment of one organ against its standard. */
export interface EquipmentLine {
  readonly organ: string;
  readonly equipment: Equipment;
  readonly unit: string;
  /** Rounded up to whole pieces; null where no standard is entered. */
  readonly required: number | null;
  readonly has: number;
  /** Pieces missing. */
  readonly short: number;
}

/**
 * Each organ that has officers or equipment, against the standard of its level. `officers`: certified officers by organ;
 * `levelOf`: level of an organ.
 */
export function equipmentLines(
  standards: readonly Pick<EntryFacts, 'body'>[],
  holdings: readonly Pick<EntryFacts, 'body'>[],
  officers: ReadonlyMap<string, number>,
  levelOf: (organ: string) => string | undefined,
): readonly EquipmentLine[] {
  const organs = new Set([...officers.keys(), ...holdings.map((h) => String(h.body.organ))]);
  return [...organs].sort().flatMap((organ) =>
    (Object.keys(EQUIPMENT) as Equipment[]).flatMap((equipment): EquipmentLine[] => {
      const level = levelOf(organ);
      const due = standards.filter((s) => s.body.equipment === equipment && s.body.level === level);
      const heads = officers.get(organ) ?? 0;
      const required = due.length
        ? Math.ceil(
            due.reduce(
              (sum, s) => sum + Number(s.body.quantity) * (s.body.per === '每名执法人员' ? heads : 1),
              0,
            ),
          )
        : null;
      const has = holdings
        .filter((h) => h.body.organ === organ && h.body.equipment === equipment)
        .reduce((sum, h) => sum + Number(h.body.quantity), 0);
      if (required === null && has === 0) return [];
      const short = Math.max(0, (required ?? 0) - has);
      return [{ organ, equipment, unit: EQUIPMENT[equipment], required, has, short }];
    }),
  );
}
