/**
 * The organs of the demonstration city: those of the plan, the same working set in each of the nine counties and
 * districts, and a township in each. Names are real offices; every number they carry here is from a range that belongs to nobody.
 */
import {
  CITY_REGION,
  COUNTIES,
  demoUscc,
  ORGANS,
  REGIONS,
  type Region,
} from '@fadu/plan/leadership/plan-tracking/index';

/** An organ as it is entered in the directory. */
export interface CityOrgan {
  readonly id: string;
  readonly region: string;
  readonly name: string;
  readonly fullName: string;
  readonly kind: string;
  /** 机关代字, as document numbers begin. */
  readonly mark: string;
  /** Credit code from the reserved range. */
  readonly uscc: string;
}

/** 机关代字 of the city's organs that issue numbered papers (invented where no public one is known). */
const CITY_MARKS: Readonly<Record<string, string>> = {
  government: '吉市政',
  'government-office': '吉市政办',
  justice: '吉市司',
  market: '吉市市监',
  'public-security': '吉市公',
  ecology: '吉市环',
  'urban-management': '吉市城管',
  health: '吉市卫',
  education: '吉市教',
  housing: '吉市建',
  transport: '吉市交',
  emergency: '吉市应急',
  'human-resources': '吉市人社',
  agriculture: '吉市农',
  reform: '吉市发改',
  finance: '吉市财',
  'civil-affairs': '吉市民',
  'ethnic-religious': '吉市民宗',
  commerce: '吉市商',
  'culture-tourism': '吉市文旅',
  'natural-resources': '吉市自规',
  'medical-insurance': '吉市医保',
  'government-data': '吉市政数',
  water: '吉市水',
  forestry: '吉市林',
};

/** Short names of the counties: the middle of account names and organ ids, and the first character of their marks. */
export const COUNTY_KEYS: Readonly<Record<string, { readonly key: string; readonly mark: string }>> = {
  '220202': { key: 'changyi', mark: '吉昌' },
  '220203': { key: 'longtan', mark: '吉龙' },
  '220204': { key: 'chuanying', mark: '吉船' },
  '220211': { key: 'fengman', mark: '吉丰' },
  '220221': { key: 'yongji', mark: '永' },
  '220281': { key: 'jiaohe', mark: '蛟' },
  '220282': { key: 'huadian', mark: '桦' },
  '220283': { key: 'shulan', mark: '舒' },
  '220284': { key: 'panshi', mark: '磐' },
};

/** The working set of a county: key, what its name ends with, kind, what its mark ends with. */
const COUNTY_ORGANS = [
  ['government', '人民政府', 'government', '政'],
  ['government-office', '人民政府办公室', 'department', '政办'],
  ['congress', '人民代表大会常务委员会', 'congress', '人常'],
  ['publicity', '委宣传部', 'party', '宣'],
  ['justice', '司法局', 'department', '司'],
  ['market', '市场监督管理局', 'department', '市监'],
  ['public-security', '公安局', 'department', '公'],
  ['ecology', '生态环境分局', 'dispatched', '环'],
  ['urban-management', '城市管理执法局', 'department', '城管'],
  ['housing', '住房和城乡建设局', 'department', '建'],
  ['health', '卫生健康局', 'department', '卫'],
  ['education', '教育局', 'department', '教'],
  ['transport', '交通运输局', 'department', '交'],
  ['emergency', '应急管理局', 'department', '应急'],
  ['human-resources', '人力资源和社会保障局', 'department', '人社'],
  ['agriculture', '农业农村局', 'department', '农'],
  ['civil-affairs', '民政局', 'department', '民'],
] as const;

/** Keys of the organs that every county has. */
export type CountyOrganKey = (typeof COUNTY_ORGANS)[number][0];

/** District branches carry another name than county bureaus. */
function countyName(region: Region, key: string, ending: string): string {
  if (region.kind === 'district' && key === 'public-security')
    return `吉林市公安局${region.name.slice(0, -1)}分局`;
  if (key === 'ecology') return `吉林市生态环境局${region.name}分局`;
  return `${key === 'publicity' ? '中共' : ''}${region.name}${ending}`;
}

const SHORT: Readonly<Record<string, string>> = {
  government: '政府',
  'government-office': '政府办',
  congress: '人大常委会',
  publicity: '宣传部',
  justice: '司法局',
  market: '市场监管局',
  'public-security': '公安局',
  ecology: '生态环境分局',
  'urban-management': '城管执法局',
  housing: '住建局',
  health: '卫健局',
  education: '教育局',
  transport: '交通局',
  emergency: '应急局',
  'human-resources': '人社局',
  agriculture: '农业农村局',
  'civil-affairs': '民政局',
};

/** Id of an organ: `organId('220200', 'justice')` → `jl-justice`, `organId('220202', 'justice')` → `changyi-justice`. */
export const organId = (region: string, key: string): string => `${COUNTY_KEYS[region]?.key ?? 'jl'}-${key}`;

function citysOrgans(): CityOrgan[] {
  return ORGANS.map((o, i) => {
    const key = o.id.slice(3);
    return {
      id: o.id,
      region: o.region,
      name: o.name,
      fullName: o.full,
      kind: o.kind,
      mark: CITY_MARKS[key] ?? `吉${o.name.replace(/[局委办]$/, '')}`,
      uscc: demoUscc(i + 1, o.region, '11'),
    };
  });
}

function countysOrgans(region: Region): CityOrgan[] {
  return COUNTY_ORGANS.map(([key, ending, kind, mark], i) => ({
    id: organId(region.code, key),
    region: region.code,
    name: `${region.name}${SHORT[key]}`,
    fullName: countyName(region, key, ending),
    kind,
    mark: `${COUNTY_KEYS[region.code]?.mark}${mark}`,
    uscc: demoUscc(1001 + i, region.code, '11'),
  }));
}

/** One township or town of each county, to which some of the county's powers are delegated (the delegations are invented). */
export const TOWNSHIPS: readonly (readonly [region: string, key: string, name: string])[] = [
  ['220202', 'gudianzi', '孤店子镇'],
  ['220203', 'wulajie', '乌拉街满族镇'],
  ['220204', 'dasuihe', '大绥河镇'],
  ['220211', 'wangqi', '旺起镇'],
  ['220221', 'kouqian', '口前镇'],
  ['220281', 'xinzhan', '新站镇'],
  ['220282', 'hongshilazi', '红石砬子镇'],
  ['220283', 'pingan', '平安镇'],
  ['220284', 'yantongshan', '烟筒山镇'],
];

const townshipOrgans = (): CityOrgan[] =>
  TOWNSHIPS.map(([region, key, name]) => ({
    id: organId(region, key),
    region,
    name,
    fullName: `${name}人民政府`,
    kind: 'township',
    mark: `${COUNTY_KEYS[region]?.mark}${name.slice(0, 1)}政`,
    uscc: demoUscc(2001, region, '11'),
  }));

/** The city's service hall, where any window takes any item. */
const HALL: CityOrgan = {
  id: organId(CITY_REGION, 'service-hall'),
  region: CITY_REGION,
  name: '市政务服务中心',
  fullName: '吉林市政务服务中心',
  kind: 'service-hall',
  mark: '吉市政服',
  uscc: demoUscc(3001, CITY_REGION, '12'),
};

/** Every organ of the demonstration city, its counties and their townships. */
export const CITY_ORGANS: readonly CityOrgan[] = [
  ...citysOrgans(),
  ...COUNTIES.flatMap(countysOrgans),
  ...townshipOrgans(),
  HALL,
];

/** The organ's full name. @throws RangeError when there is none */
export function fullNameOf(id: string): string {
  const found = CITY_ORGANS.find((o) => o.id === id);
  if (!found) throw new RangeError(`the city has no organ ${id}`);
  return found.fullName;
}

export { COUNTIES, REGIONS };
