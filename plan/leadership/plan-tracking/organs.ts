/**
 * The city's organs as the plan names them, and the groups ("all departments" and the like) with their members.
 *
 * `named: 'plan'` organs stand in the plan document. `named: 'city'` organs do not; they complete the sets that the
 * plan's groups expand to. That list is our own (DESIGN, 未核实 against the city's current reform plan) and is kept here
 * as data so that the city's establishment office can replace it.
 */
import { CITY_REGION } from './regions.ts';

/** What an organ is in the constitution of the city. */
export type OrganKind =
  | 'party'
  | 'government'
  | 'department'
  | 'congress'
  | 'discipline'
  | 'court'
  | 'procuratorate'
  | 'people-organisation';

/** One organ. */
export interface Organ {
  /** Stable id, lower-case English with hyphens, never reused, e.g. `jl-justice`. */
  readonly id: string;
  /** Name as the plan writes it, e.g. `市司法局`. */
  readonly name: string;
  /** Full name, e.g. `吉林市司法局`. */
  readonly full: string;
  readonly kind: OrganKind;
  /** Other names that mean this organ. */
  readonly aliases: readonly string[];
  /** GB/T 2260 code of its division. */
  readonly region: string;
  readonly named: 'plan' | 'city';
}

const organ =
  (named: Organ['named']) =>
  (
    id: string,
    name: string,
    full: string,
    kind: OrganKind = 'department',
    aliases: string[] = [],
  ): Organ => ({
    id: `jl-${id}`,
    name,
    full,
    kind,
    aliases,
    region: CITY_REGION,
    named,
  });
const inPlan = organ('plan');
const inCity = organ('city');

/** Every organ, those of the plan first. */
export const ORGANS: readonly Organ[] = [
  inPlan('party-committee', '市委', '中共吉林市委', 'party', ['中国共产党吉林市委员会', '吉林市委']),
  inPlan('government', '市政府', '吉林市人民政府', 'government', ['市人民政府']),
  inPlan('government-office', '市政府办公室', '吉林市人民政府办公室', 'department', ['市府办']),
  inPlan('organisation', '市委组织部', '中共吉林市委组织部', 'party'),
  inPlan('publicity', '市委宣传部', '中共吉林市委宣传部', 'party'),
  inPlan('political-legal', '市委政法委', '中共吉林市委政法委员会', 'party', ['市委政法委员会']),
  inPlan('establishment', '市委编办', '中共吉林市委机构编制委员会办公室', 'party', ['市编办']),
  inPlan('rule-of-law-office', '市委依法治市办', '中共吉林市委全面依法治市委员会办公室', 'party', [
    '依法治市办',
    '市委全面依法治市办',
  ]),
  inPlan('discipline', '市纪委监委', '中共吉林市纪律检查委员会吉林市监察委员会', 'discipline', [
    '市纪委',
    '市监委',
    '市监察委员会',
  ]),
  inPlan('reform', '市发改委', '吉林市发展和改革委员会', 'department', [
    '市发展改革委',
    '市发展和改革委员会',
  ]),
  inPlan('education', '市教育局', '吉林市教育局'),
  inPlan('public-security', '市公安局', '吉林市公安局'),
  inPlan('civil-affairs', '市民政局', '吉林市民政局'),
  inPlan('justice', '市司法局', '吉林市司法局', 'department', ['市司法行政部门']),
  inPlan('finance', '市财政局', '吉林市财政局'),
  inPlan('human-resources', '市人社局', '吉林市人力资源和社会保障局', 'department', [
    '市人力资源和社会保障局',
  ]),
  inPlan('ecology', '市生态环境局', '吉林市生态环境局'),
  inPlan('transport', '市交通局', '吉林市交通运输局', 'department', ['市交通运输局']),
  inPlan('agriculture', '市农业农村局', '吉林市农业农村局'),
  inPlan('commerce', '市商务局', '吉林市商务局'),
  inPlan('culture-tourism', '市文广旅局', '吉林市文化广播电视和旅游局', 'department', [
    '市文化广播电视和旅游局',
  ]),
  inPlan('emergency', '市应急局', '吉林市应急管理局', 'department', ['市应急管理局']),
  inPlan('audit', '市审计局', '吉林市审计局'),
  inPlan('foreign-affairs', '市外事办', '吉林市人民政府外事办公室', 'department', [
    '市外办',
    '市政府外事办公室',
  ]),
  inPlan('market', '市市场监管局', '吉林市市场监督管理局', 'department', ['市场监管局', '市市场监督管理局']),
  inPlan('statistics', '市统计局', '吉林市统计局'),
  inPlan('government-data', '市政数局', '吉林市政务服务和数字化建设管理局', 'department', [
    '市政务服务和数字化建设管理局',
    '市政务数字局',
  ]),
  inPlan('civil-service', '市公务员局', '吉林市公务员局', 'party'),
  inPlan('social-science', '市社科联', '吉林市社会科学界联合会', 'people-organisation'),

  inCity('science', '市科技局', '吉林市科学技术局'),
  inCity('industry', '市工信局', '吉林市工业和信息化局', 'department', ['市工业和信息化局']),
  inCity('ethnic-religious', '市民委', '吉林市民族事务委员会', 'department', ['市宗教局']),
  inCity('natural-resources', '市规划和自然资源局', '吉林市规划和自然资源局', 'department', ['市自然资源局']),
  inCity('housing', '市住建局', '吉林市住房和城乡建设局', 'department', ['市住房和城乡建设局']),
  inCity('urban-management', '市城管执法局', '吉林市城市管理执法局', 'department', ['市城市管理执法局']),
  inCity('water', '市水利局', '吉林市水利局'),
  inCity('forestry', '市林业局', '吉林市林业局'),
  inCity('health', '市卫健委', '吉林市卫生健康委员会', 'department', ['市卫生健康委']),
  inCity('veterans', '市退役军人局', '吉林市退役军人事务局', 'department', ['市退役军人事务局']),
  inCity('state-assets', '市国资委', '吉林市人民政府国有资产监督管理委员会'),
  inCity('sport', '市体育局', '吉林市体育局'),
  inCity('medical-insurance', '市医保局', '吉林市医疗保障局', 'department', ['市医疗保障局']),
  inCity('petition', '市信访局', '吉林市信访局'),
  inCity('finance-regulation', '市金融办', '吉林市金融工作办公室'),
  inCity('congress', '市人大常委会', '吉林市人民代表大会常务委员会', 'congress', ['市人大']),
  inCity('court', '市中级法院', '吉林市中级人民法院', 'court', ['市中级人民法院', '市法院']),
  inCity('procuratorate', '市检察院', '吉林市人民检察院', 'procuratorate', ['市人民检察院']),
];

/** A set of organs that the plan names by one phrase. */
export interface OrganGroup {
  /** Stable id, e.g. `all-departments`. */
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /**
   * `all`: every member has the duty. `concerned`: the members are candidates, and a task's own list (`perTask`, or one
   * that the lead organ decides and records) says which of them have it.
   */
  readonly scope: 'all' | 'concerned';
  /** How the group expands, as people read it. */
  readonly rule: string;
  /** Ids of its members, kept up to date by the establishment office. */
  readonly members: readonly string[];
  /** Task number → default members for that task (DESIGN: our proposal until the lead organ decides). */
  readonly perTask?: Readonly<Record<number, readonly string[]>>;
}

const idsOf = (...kinds: OrganKind[]): string[] =>
  ORGANS.filter((o) => kinds.includes(o.kind)).map((o) => o.id);
const jl = (...ids: string[]): string[] => ids.map((id) => `jl-${id}`);
const directlyUnderCity = idsOf('department', 'party', 'discipline', 'people-organisation').filter(
  (id) => id !== 'jl-party-committee',
);

/** The groups that the plan names. */
export const GROUPS: readonly OrganGroup[] = [
  {
    id: 'all-departments',
    name: '市直各部门',
    aliases: ['市直各单位', '市直各部门各单位'],
    scope: 'all',
    rule: '市委工作机关、市纪委监委、市政府工作部门和市级群团组织全体；不含市委、市政府本身，不含人大、法院、检察院。',
    members: directlyUnderCity,
  },
  {
    id: 'departments-concerned',
    name: '市直有关部门',
    aliases: ['市直相关部门'],
    scope: 'concerned',
    rule: '从市直各部门中按任务内容确定；确定前以本表逐项列出的部门为准。',
    members: directlyUnderCity,
    perTask: {
      7: jl(
        'reform',
        'public-security',
        'human-resources',
        'ecology',
        'housing',
        'transport',
        'agriculture',
        'commerce',
        'culture-tourism',
        'health',
        'emergency',
        'urban-management',
      ),
      23: jl(
        'market',
        'health',
        'natural-resources',
        'ecology',
        'emergency',
        'human-resources',
        'forestry',
        'urban-management',
        'transport',
        'finance-regulation',
        'education',
        'public-security',
        'agriculture',
      ),
      31: jl(
        'market',
        'public-security',
        'ecology',
        'human-resources',
        'medical-insurance',
        'natural-resources',
        'housing',
        'civil-affairs',
        'agriculture',
      ),
    },
  },
  {
    id: 'government-departments-concerned',
    name: '市政府有关部门',
    aliases: ['市政府相关部门'],
    scope: 'concerned',
    rule: '从市政府工作部门中按立法项目确定，由起草项目所在部门及与项目有关的部门组成。',
    members: idsOf('department'),
  },
  {
    id: 'licence-reform-departments',
    name: '市证照分离改革工作相关部门',
    aliases: ['证照分离改革工作相关部门', '市证照分离改革相关部门'],
    scope: 'all',
    rule: '办理涉企经营许可事项的市政府部门；事项增减时随权责清单调整。',
    members: jl(
      'reform',
      'education',
      'industry',
      'public-security',
      'civil-affairs',
      'finance',
      'human-resources',
      'natural-resources',
      'ecology',
      'housing',
      'transport',
      'water',
      'agriculture',
      'commerce',
      'culture-tourism',
      'health',
      'emergency',
      'market',
      'forestry',
      'sport',
      'urban-management',
    ),
  },
];

/** The organ with this id, or nothing. */
export const organById = (id: string): Organ | undefined => ORGANS.find((o) => o.id === id);

/** The group with this id, or nothing. */
export const groupById = (id: string): OrganGroup | undefined => GROUPS.find((g) => g.id === id);

/** Name of an organ or group as people read it. Throws RangeError on an unknown id. */
export function bodyName(id: string): string {
  const body = organById(id) ?? groupById(id);
  if (!body) throw new RangeError(`no organ or group has the id ${id}`);
  return body.name;
}

/**
 * The organs that stand behind one body of a task: the organ itself, or the group's members for that task.
 * @param except organs that already have a duty in the task (its leads), left out of a group
 * @throws RangeError on an unknown id
 */
export function expandBody(id: string, task?: number, except: readonly string[] = []): string[] {
  if (organById(id)) return [id];
  const group = groupById(id);
  if (!group) throw new RangeError(`no organ or group has the id ${id}`);
  const own = task === undefined ? undefined : group.perTask?.[task];
  return (own ?? group.members).filter((member) => !except.includes(member));
}
