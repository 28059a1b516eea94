/**
 * Powers delegated to townships and sub-districts (APL 24, R22.3): which item, from which county organ, to whom, from which
 * day. Only the province decides it. A township without the delegation does not act; a county organ does not decide a
 * delegated item there after it began. Competence is judged on the day of filing; running cases finish where they are.
 */
import {
  type DateStr,
  design,
  type EntryRule,
  type Env,
  formatDate,
  type InputRule,
  type Question,
  type RegisterDef,
} from '@fadu/kernel';
import { z } from 'zod';
import { cites, isTownship } from './common.ts';

const line = (title: string, min = 2, max = 120) => z.string().trim().min(min).max(max).meta({ title });

export const filingDay = design(
  '赋权事项按立案之日判断由谁办理；施行以前已经立案的由原机关办完（行为在赋权以前、立案在以后的，省里另有规定的从其规定，未核实）',
);

/** Who may decide a delegation: the province, never a city or a county. */
export const DECIDERS = ['省级人民代表大会常务委员会', '省级人民政府'] as const;
export const DELEGATED_KINDS = ['行政处罚', '行政检查', '行政强制措施'] as const;

const delegation = z.object({
  basicCode: line('赋权编码', 4, 60).meta({ title: '赋权编码', list: true }),
  name: line('事项名称', 2, 100).meta({ title: '事项名称', list: true }),
  organ: z
    .string()
    .min(1)
    .meta({ title: '承接的乡镇、街道', widget: 'organ', cell: 'organ', list: true, description: '机关全称' }),
  item: z
    .string()
    .regex(/^[0-9A-Z]{12}$/, '执法事项基本编码为12位大写字母或者数字')
    .meta({ title: '执法事项基本编码', list: true }),
  fromOrgan: z
    .string()
    .min(1)
    .meta({ title: '原行使的县级部门', widget: 'organ', cell: 'organ', list: true, description: '机关全称' }),
  kinds: z
    .array(z.enum(DELEGATED_KINDS))
    .min(1, '至少写明一种')
    .max(3)
    .meta({ title: '赋予的职权', cell: 'lines', widget: 'lines' }),
  decidedBy: z.enum(DECIDERS).meta({ title: '决定机关' }),
  document: line('决定文号', 4).meta({ title: '决定文号', list: true }),
  evaluatedOn: z.iso.date().optional().meta({ title: '最近一次评估日期', cell: 'date' }),
  evaluation: z.string().trim().max(500).optional().meta({ title: '评估结论', widget: 'long-text' }),
});

const placeRule: EntryRule = {
  code: 'PLACE',
  field: 'organ',
  cites: [...cites.delegation],
  say: '承接的应当是乡镇、街道，原行使的应当是同一县（市、区）的部门',
  check: ({ body }, { organ }) => {
    const to = organ(String(body.organ));
    const from = organ(String(body.fromOrgan));
    if (!isTownship(to)) return '承接的应当是乡镇人民政府、街道办事处';
    return from?.kind === 'department' && from.region === to?.region;
  },
};

/** 乡镇、街道赋权事项清单. Taking an item back is an entry that ends it. */
export const powerDelegations: RegisterDef = {
  code: 'power-delegation',
  title: '乡镇、街道赋权执法事项清单',
  group: '行政执法',
  system: 'joint-enforcement',
  about:
    '省里决定交给乡镇、街道行使的县级部门执法事项：哪一项、原来由谁行使、从哪一天起。没有赋权的乡镇、街道不得办理，赋权之后原部门不得在那里办理；定期评估，接不住的收回。',
  cites: [...cites.delegation],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: delegation,
  codes: {
    cites: [...cites.delegation],
    say: '编码就是赋权编码',
    of: (body) => String(body.basicCode ?? ''),
    check: ({ code, body }) => code === body.basicCode || '编码与赋权编码不一致',
  },
  itemCode: 'basicCode',
  rules: [placeRule],
};

/** Who holds an item anywhere in the city on a day. `item`: basic code, or the code of an entry that ends in it. */
export const delegationsQuestion = (item: unknown, on: DateStr) =>
  ({
    ask: 'peers',
    register: powerDelegations.code,
    on,
    field: 'item',
    values: [String(item ?? '').slice(-12)],
    keep: ['name', 'organ', 'fromOrgan', 'kinds', 'status'],
  }) as const satisfies Question;

/** What the delegations of an item say against this organ acting; true: nothing. `township`: where the act was done. */
export function delegationFault(
  o: {
    readonly item: unknown;
    readonly organ: string | undefined;
    readonly kind: (typeof DELEGATED_KINDS)[number];
    readonly township: string | undefined;
  },
  env: Env,
): true | string {
  const own = o.organ === undefined ? undefined : env.organ(o.organ);
  if (!own) return true;
  const found = env
    .answer(delegationsQuestion(o.item, env.today))
    .filter((e) => e.body.status !== '取消' && e.body.status !== '暂停实施')
    .filter((e) => ((e.body.kinds ?? []) as readonly string[]).includes(o.kind));
  const nameOf = (id: unknown) => env.organ(String(id))?.name ?? String(id);
  if (isTownship(own)) {
    const held = found.find((e) => e.body.organ === own.id);
    if (!held) return `这一事项今天没有赋权给${own.name}，不得办理；请把线索、案件移送有管辖权的县级部门`;
    return (
      o.township === undefined || o.township === own.id || `行为发生在${nameOf(o.township)}，由行为发生地办理`
    );
  }
  const given = found.filter((e) => e.body.fromOrgan === own.id);
  if (given.length === 0) return true;
  if (o.township === undefined)
    return `这一事项已经赋权给${given.map((e) => nameOf(e.body.organ)).join('、')}，请写明行为发生的乡镇、街道`;
  const there = given.find((e) => e.body.organ === o.township);
  return (
    !there ||
    `这一事项自${formatDate(there.lawFrom)}起在${nameOf(there.body.organ)}由它办理，本机关不得再立案；请移送`
  );
}

/** INV-R3 as a rule of an act that files a case. `of`: what is filed, from the input and the case. */
export const delegationRule = (
  of: (
    input: Readonly<Record<string, unknown>>,
    view: Parameters<InputRule['check']>[1],
    env: Env,
  ) => Omit<Parameters<typeof delegationFault>[0], 'item'>,
  itemOf: (input: Readonly<Record<string, unknown>>) => unknown = (input) => input.item,
): InputRule => ({
  code: 'INV-R3',
  field: 'township',
  cites: [...cites.delegation, filingDay],
  say: '赋权事项由承接的乡镇、街道办理',
  asks: (input, _view, today) => [delegationsQuestion(itemOf(input), today)],
  check: (input, view, env) => delegationFault({ item: itemOf(input), ...of(input, view, env) }, env),
});
