/** The lists of the demonstration city as entries: from the facts of each item, with invented elements. */
import type { RegisterDef, Statute } from '@fadu/kernel';
import { POWER_CLASSES } from '@fadu/plan/functions/power-registers/powers';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { registerByCode } from '@fadu/plan/registers';
import { CITY_ORGANS, organId } from '../organs.ts';
import { MORE_ITEMS } from '../texts/enforcement-items.ts';
import { DEMO_REGULATION, itemLaws } from '../texts/item-laws.ts';
import { CATALOGUE_ITEMS, POWER_ITEMS, type PowerItem } from '../texts/items.ts';
import { ITEM_TEXTS } from '../texts/service-items.ts';

/** A row of a batch. */
export interface ListRow {
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Items that stand on the regulation that is repealed; the third has a second basis. */
const DEMO_ITEMS: readonly PowerItem[] = [
  ['urban-management', '01', '设置店招牌匾审批', DEMO_REGULATION, '12'],
  ['urban-management', '02', '对擅自设置店招牌匾的处罚', DEMO_REGULATION, '31'],
  ['urban-management', '06', '户外广告设施安全检查', DEMO_REGULATION, '25'],
];
/** The other basis of the third. */
const SECOND = { instrument: '城市市容和环境卫生管理条例', article: '11' };

const ITEMS: readonly PowerItem[] = [...POWER_ITEMS, ...DEMO_ITEMS];

/** Serial of an item among those of its organ and class: two digits of the organ, three of the item. */
function serials(): ReadonlyMap<PowerItem, string> {
  const organs = [...new Set(ITEMS.map((i) => i[0]))];
  const count = new Map<string, number>();
  return new Map(
    ITEMS.map((item) => {
      const n = (count.get(item[0]) ?? 0) + 1;
      count.set(item[0], n);
      return [item, `${String(organs.indexOf(item[0]) + 11)}${String(n).padStart(3, '0')}`];
    }),
  );
}
const SERIAL = serials();

const basicCode = (item: PowerItem) => `22${item[1]}${SERIAL.get(item)}000`;
/** Item code of an item of the power list; undefined for one that it does not have. */
export const itemCodeOf = (item: PowerItem): string | undefined =>
  SERIAL.has(item) ? basicCode(item) : undefined;
const basisOf = (law: string, article: string) => ({ instrument: law, article });

const remedies = '对处理不服的，可以依法申请行政复议或者提起行政诉讼。';
const phone = '0432-12345';
const DUTIES = [
  '受理：公示要求，一次告知需要补正的全部内容',
  '审查：书面审查，需要时两名以上人员现场核查',
  '决定：在承诺时限内作出，不予办理的书面说明理由',
  '送达：按申请人选择的方式送达并公开结果',
  '事后监管：按照随机抽查计划检查，记录归集到信用档案',
];
const EX_OFFICIO = [
  '立案或者制定检查计划：符合条件的及时启动',
  '调查：两名以上执法人员出示证件，全过程记录',
  '审查：法制审核、听取陈述申辩，需要听证的组织听证',
  '决定：依照裁量基准作出并说明理由',
  '执行和公开：依法送达、执行，按时公示',
];

/** The body of a power item for an organ. */
export function powerBody(item: PowerItem, organ: string, level: '市级' | '县级'): Record<string, unknown> {
  const [, digits, name, law, article] = item;
  const shared = {
    basicCode: basicCode(item),
    name,
    organ,
    level,
    bodyNature: '法定机关',
    basis: [basisOf(law, article), ...(name === '户外广告设施安全检查' ? [SECOND] : [])],
    accountability: ['违反法定条件、程序实施的', '无正当理由逾期不办理的', '谋取私利、玩忽职守的'],
    remedies,
    phone,
  };
  const onApplication = POWER_CLASSES.find((c) => c.digits === digits)?.onApplication === true;
  if (!onApplication)
    return {
      ...shared,
      object: `本地区从事与“${name}”有关活动的公民、法人和其他组织。`,
      responsibilities: EX_OFFICIO,
    };
  const quick = digits === '07' || digits === '20' || digits === '08';
  return {
    ...shared,
    conditions: `符合《${law}》和有关技术规范规定的条件，材料真实有效。`,
    materials: quick
      ? ['申请表', '身份证明']
      : ['申请表', '身份证明或者营业执照', '场所、设施和人员情况说明'],
    statutoryDays: quick ? 5 : 20,
    promisedDays: quick ? 1 : 7,
    responsibilities: DUTIES,
  };
}

const CATALOGUE_EXTRA: Readonly<Record<string, (name: string, n: number) => Record<string, unknown>>> = {
  'cat-filing': () => ({
    timing: '事后',
    conditions: '按照规定的时间报送基本信息和变动情况，机关只作登记。',
    materials: ['备案表'],
    needsConsent: false,
  }),
  'cat-public-service': () => ({
    object: '本市居民和单位',
    conditions: '到窗口、拨打电话或者网上提出即可。',
    materials: ['身份证明'],
    promisedDays: 1,
  }),
  'cat-admin-fee': (_name, n) => ({
    payers: '使用或者排放的单位和个人',
    enterprise: true,
    unit: n % 2 ? '立方米' : '平方米',
    low: '0.40',
    high: '1.60',
    rate: '0.40',
    account: '缴入国库',
  }),
  'cat-gov-fund': () => ({
    payers: '没有达到安排比例的用人单位',
    rateText: '按照差额人数和当地平均工资计算',
  }),
  'cat-deposit': () => ({
    payers: '从事有关经营活动的企业',
    rateText: '按照规定的比例，信用好的减免',
    returnDays: 10,
    guarantee: true,
  }),
  'cat-purchase': (name) => ({
    first: '公共服务',
    second: name,
    content: `向社会力量购买${name}。`,
    nature: '公共服务',
  }),
  'cat-intermediary': (_name, n) => ({
    forItem: ['220114001000', '220119002000', '220123001000'][n % 3],
    usedBy: '申请人申请许可用',
    payer: '申请人',
    timeLimit: '按照委托合同',
  }),
  'cat-proof': () => ({
    use: '核对是否符合条件',
    issuer: '有关机关或者申请人',
    substitute: '告知承诺',
    guide: '可以作书面承诺代替，事后核查。',
  }),
};

/** The region's organ of a key; undefined where the county has none. */
const organIn = (region: string, key: string): string | undefined => {
  const id = organId(region, key);
  return CITY_ORGANS.some((o) => o.id === id) ? id : undefined;
};

const usccOf = (organ: string) => CITY_ORGANS.find((o) => o.id === organ);

function row(def: RegisterDef, body: Record<string, unknown>): ListRow {
  const organ = usccOf(String(body.organ));
  return { code: def.codes.of?.(body, organ) ?? String(body.basicCode), body };
}

/** Rows of the city's list of a class of powers. */
export function cityPowers(register: string): readonly ListRow[] {
  const def = registerByCode(register) as RegisterDef;
  const digits = POWER_CLASSES.find((c) => c.register === register)?.digits;
  return ITEMS.filter((i) => i[1] === digits).flatMap((i) => {
    const organ = organIn(CITY_REGION, i[0]);
    return organ ? [row(def, powerBody(i, organ, '市级'))] : [];
  });
}

/** Rows of a county's list: the items that its own organs exercise. `early`: written before the city's, with other words. */
export function countyPowers(
  region: string,
  register: string,
  most: number,
  early = false,
): readonly ListRow[] {
  const def = registerByCode(register) as RegisterDef;
  const digits = POWER_CLASSES.find((c) => c.register === register)?.digits;
  return ITEMS.filter((i) => i[1] === digits)
    .flatMap((i, n) => {
      const organ = organIn(region, i[0]);
      if (!organ) return [];
      const body = powerBody(i, organ, '县级');
      return [row(def, early && n % 4 === 1 ? { ...body, statutoryDays: 15, promisedDays: 10 } : body)];
    })
    .slice(0, most);
}

/** Rows of a catalogue of the city. */
export function cityCatalogue(register: string): readonly ListRow[] {
  const def = registerByCode(register) as RegisterDef;
  if (register === 'cat-licence')
    return cityPowers('power-licence').map(({ body: b }) =>
      row(def, {
        ...Object.fromEntries(
          [
            'basicCode',
            'name',
            'organ',
            'basis',
            'conditions',
            'materials',
            'statutoryDays',
            'promisedDays',
          ].map((f) => [f, b[f]]),
        ),
        annualCheck: false,
      }),
    );
  return CATALOGUE_ITEMS.filter((i) => i[0] === register).flatMap(([, mark, key, name, law, article], n) => {
    const organ = organIn(CITY_REGION, key);
    return organ
      ? [
          row(def, {
            basicCode: `22${mark}${String(10_001 + n)}000`,
            name,
            organ,
            basis: [basisOf(law, article)],
            ...CATALOGUE_EXTRA[register]?.(name, n),
          }),
        ]
      : [];
  });
}

/** The texts of law that the items stand on, with the articles they name. */
export function lawsOfItems(): readonly Statute[] {
  const named = new Map<string, Map<string, string>>();
  const add = (law: string, article: string, name: string) => {
    const articles = named.get(law) ?? new Map<string, string>();
    const before = articles.get(article);
    articles.set(article, before ? `${before}；${name}` : `设定或者规定的事项：${name}`);
    named.set(law, articles);
  };
  for (const [, , name, law, article] of ITEMS) add(law, article, name);
  for (const [, , , name, law, article] of CATALOGUE_ITEMS) add(law, article, name);
  for (const [, , name, law, article] of MORE_ITEMS) add(law, article, name);
  for (const t of ITEM_TEXTS) add(t.law, t.article, t.name);
  add(SECOND.instrument, SECOND.article, '户外广告设施安全检查');
  return itemLaws(named);
}
