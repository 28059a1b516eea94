/** Invented rules and regulations of the demonstration city: short texts of our own, none copied from a law. */
import type { DraftComment } from './model.ts';
import { declined, partly, took } from './model.ts';

/** One planned piece of legislation. */
export interface RuleText {
  /** Stable key, part of case ids: never changed, never reused. */
  readonly key: string;
  /** Title without the city's name. */
  readonly name: string;
  readonly instrument: '政府规章' | '地方性法规';
  readonly field: '城乡建设与管理' | '生态文明建设' | '历史文化保护' | '基层治理';
  /** Keys of the drafting organs, the lead first. */
  readonly units: readonly string[];
  readonly business: boolean;
  readonly major: boolean;
  readonly necessity: string;
  readonly problem: string;
  readonly institutions: string;
  readonly articles: readonly string[];
  /** Article (from 1) that sets a fine, with its highest amount in yuan. */
  readonly fine?: { readonly article: number; readonly max: number };
  readonly explanation: string;
  readonly comments: readonly DraftComment[];
  readonly asks: readonly string[];
  readonly companions: readonly string[];
  readonly dueOn: string;
  /** Project of the congress’s plan that a regulation is linked with. */
  readonly congress?: string;
}

export const RULE_TEXTS: readonly RuleText[] = [
  {
    key: 'gongyuan',
    name: '城市公园管理办法',
    instrument: '政府规章',
    field: '城乡建设与管理',
    units: ['urban-management'],
    business: true,
    major: true,
    necessity: '公园三年里增加了一半，管理单位不一，开放时间、摆摊、遛狗、噪声的要求各不相同，群众意见集中。',
    problem: '开放时间不统一，经营摊点进出没有规矩，设施坏了没有人修。',
    institutions: '免费开放和开放时间公示、经营活动划区、设施维护责任、噪声约定。',
    articles: [
      '为了规范城市公园管理，方便群众休憩，结合本市实际，制定本办法。',
      '市城市管理部门负责公园管理的指导和监督，公园管理单位负责日常管理。',
      '公园免费开放；夏季每日开放到二十二时，冬季到二十时，确需调整的提前七日公示。',
      '公园管理单位可以划定早市、文化活动区域，区域和时间向社会公布。',
      '在公园划定区域以外摆摊经营的，由城市管理部门责令改正；拒不改正的，处二百元以下罚款。',
      '公园设施损坏的，管理单位自发现之日起三日内设置警示，十五日内修复。',
    ],
    fine: { article: 5, max: 200 },
    explanation: '先讲道理、划区域，再谈处罚；罚款数额低于省里的限额，只用于拒不改正的情形。',
    comments: [
      took('个人', '夏天开放到二十一时太早，很多人晚饭后才去散步。', 3),
      partly(
        '立法联系点',
        '建议把早市结束时间定到九点，方便上班的人。',
        '早市时间由各公园结合周边情况确定，办法不统一规定。',
        4,
      ),
      declined(
        '人大代表',
        '罚款二百元太低，建议提高到一千元。',
        '主要靠划区和劝导解决，罚款过高与行为的危害不相当。',
        5,
      ),
      took('企业', '请写明划区怎样公布，经营者才好准备。', 4),
    ],
    asks: ['ecology', 'public-security'],
    companions: ['城市公园经营活动划区指引'],
    dueOn: '2026-09-30',
  },
  {
    key: 'shigong',
    name: '夜间施工噪声管理规定',
    instrument: '政府规章',
    field: '生态文明建设',
    units: ['ecology', 'housing'],
    business: true,
    major: false,
    necessity: '夜间施工投诉占噪声投诉的四成，审批、公告和现场管理分散在三个部门。',
    problem: '哪些工序可以夜间连续作业、怎样告知居民、谁到现场检查，没有统一规定。',
    institutions: '夜间施工公告、居民告知、噪声监测联网、部门分工。',
    articles: [
      '为了减轻夜间施工噪声对居民的影响，制定本规定。',
      '生态环境部门负责噪声监测，住房城乡建设部门负责施工单位的日常管理。',
      '因工艺要求需要夜间连续作业的，施工单位提前三日在工地和居民小区公告时间、工序和联系电话。',
      '施工工地安装噪声监测设施，数据与生态环境部门联网。',
      '没有按照规定公告的，由生态环境部门责令改正，给予警告；拒不改正的，处三千元以下罚款。',
    ],
    fine: { article: 5, max: 3000 },
    explanation: '重在提前告知和数据联网，不增加审批。',
    comments: [
      took('个人', '公告要写清楚几点到几点，不能只写夜间。', 3),
      declined(
        '企业',
        '监测设施费用高，建议由政府出。',
        '噪声防治是施工单位的责任，小型工地可以共用移动设施。',
        4,
      ),
    ],
    asks: ['public-security', 'transport'],
    companions: ['夜间施工公告样式'],
    dueOn: '2026-10-31',
  },
  {
    key: 'laojianzhu',
    name: '历史建筑保护办法',
    instrument: '政府规章',
    field: '历史文化保护',
    units: ['housing', 'culture-tourism'],
    business: false,
    major: true,
    necessity: '普查认定的历史建筑有一百二十处，多数由居民居住使用，修缮标准和补助办法不明确。',
    problem: '谁来修、按什么标准修、钱从哪里出。',
    institutions: '保护责任人、分类修缮标准、补助和预先保护。',
    articles: [
      '为了加强历史建筑保护，延续城市文脉，制定本办法。',
      '历史建筑的所有权人是保护责任人；公有的由使用单位负责。',
      '历史建筑按照价值分为两类，分别规定修缮的要求。',
      '保护责任人承担修缮有困难的，可以申请补助，补助标准向社会公布。',
      '发现有保护价值而没有认定的建筑，区人民政府先行保护，六个月内提出认定意见。',
    ],
    explanation: '以补助和服务为主，不设处罚。',
    comments: [
      took('个人', '修缮补助要简化手续，老人跑不动。', 4),
      partly(
        '政协委员',
        '建议补助标准写进办法。',
        '标准随物价变化，由市住房城乡建设部门会同财政部门另行公布。',
        4,
      ),
      took('专家', '建议增加修缮档案的要求。', 3),
    ],
    asks: ['natural-resources', 'finance'],
    companions: ['历史建筑修缮补助标准'],
    dueOn: '2026-11-30',
  },
  {
    key: 'jietou',
    name: '社区议事协商办法',
    instrument: '政府规章',
    field: '基层治理',
    units: ['civil-affairs'],
    business: false,
    major: true,
    necessity: '老旧小区改造、停车、加装电梯等事项要居民商量着办，商量的程序各社区不同。',
    problem: '谁召集、多少人参加、意见不一致怎么办，没有规矩。',
    institutions: '议事召集、公示、表决和结果落实。',
    articles: [
      '为了规范社区议事协商，促进居民自己的事商量着办，制定本办法。',
      '涉及小区多数居民利益的事项，由居民委员会召集议事协商会。',
      '议事事项、时间、地点提前五日在小区公示。',
      '参加议事的居民户数不少于涉及户数的三分之二，意见不一致的可以再次协商。',
      '协商形成的意见由居民委员会公布，有关部门对其中需要办理的事项一个月内答复。',
    ],
    explanation: '不替居民做决定，只把商量的步骤定下来。',
    comments: [
      took('立法联系点', '上班的人白天来不了，建议可以网上参加。', 4),
      took('个人', '公示五天太短，建议七天。', 3),
    ],
    asks: ['housing', 'justice'],
    companions: [],
    dueOn: '2026-12-20',
  },
  {
    key: 'gonggong-zixing',
    name: '共享自行车停放管理办法',
    instrument: '政府规章',
    field: '城乡建设与管理',
    units: ['transport'],
    business: true,
    major: false,
    necessity: '共享自行车占用人行道的投诉较多。',
    problem: '停放区不足、清运责任不清。',
    institutions: '停放区设置、企业清运责任。',
    articles: [
      '为了规范共享自行车停放，制定本办法。',
      '交通运输部门会同城市管理部门划定停放区，向社会公布。',
      '经营企业负责车辆的停放秩序和清运，接到通知后两小时内处理。',
    ],
    explanation: '内容与已有的规范性文件基本相同，需要论证是否必须制定规章。',
    comments: [],
    asks: ['urban-management'],
    companions: [],
    dueOn: '2026-12-20',
  },
  {
    key: 'hehu',
    name: '河湖保护条例',
    instrument: '地方性法规',
    field: '生态文明建设',
    units: ['water'],
    business: false,
    major: true,
    necessity: '中小河流管护责任不清，乱倒垃圾、侵占河滩时有发生，需要用地方性法规固定河长巡查等做法。',
    problem: '小河小沟没有人管，发现问题没有人报。',
    institutions: '河湖名录、巡查和报告、公众监督、生态补水。',
    articles: [
      '为了保护河湖水体和岸线，改善水生态环境，结合本市实际，制定本条例。',
      '本市河湖实行名录管理，名录向社会公布。',
      '县（市）区人民政府组织对名录内河湖的日常巡查，发现问题及时处理。',
      '任何人发现损害河湖的行为都可以报告，有关部门十五日内答复。',
      '在河湖管理范围内倾倒垃圾的，由水行政部门责令清除；拒不清除的，处五千元以下罚款。',
    ],
    fine: { article: 5, max: 5000 },
    explanation: '把行之有效的巡查和报告办法写进地方性法规。',
    comments: [
      took('个人', '名录要标在地图上，老百姓才看得懂。', 2),
      partly(
        '人大代表',
        '答复期限建议改为七日。',
        '现场核查和取样需要时间，改为十五日内答复、紧急的当日处理。',
        4,
      ),
    ],
    asks: ['ecology', 'agriculture', 'finance'],
    companions: ['河湖名录'],
    dueOn: '2026-08-31',
    congress: '市人大常委会2026年立法计划审议项目：河湖保护条例',
  },
];

/** The text with this key. @throws RangeError when there is none */
export function ruleText(key: string): RuleText {
  const found = RULE_TEXTS.find((t) => t.key === key);
  if (!found) throw new RangeError(`no rule has the key ${key}`);
  return found;
}
