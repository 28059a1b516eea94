/**
 * The house's map: which system of which chapter carries which tasks of the plan. The documentation's map, the
 * public plan page and the task facts are made from it. A system's folder is `plan/<chapter>/<id>/`.
 */

/** Folder of a chapter, in the order of the plan's chapters 二 to 十. */
export const CHAPTER_FOLDERS = [
  'functions',
  'rulemaking',
  'decisions',
  'enforcement',
  'emergency',
  'disputes',
  'oversight',
  'digital',
  'leadership',
] as const;

/** Folder of a chapter. */
export type ChapterFolder = (typeof CHAPTER_FOLDERS)[number];

/** One system that the plan demands. */
export interface SystemEntry {
  /** Stable id and folder name, e.g. `penalty-cases`. */
  readonly id: string;
  readonly chapter: ChapterFolder;
  /** Name in Chinese, as shown to people. */
  readonly zh: string;
  /** What it is, in English. */
  readonly en: string;
  /** Numbers of the plan's tasks that it carries. */
  readonly tasks: readonly number[];
}

/** How many tasks the plan has. */
export const TASK_COUNT = 53;

const ALL_TASKS: readonly number[] = Array.from({ length: TASK_COUNT }, (_, i) => i + 1);

const chapter = (
  folder: ChapterFolder,
  rows: readonly [id: string, zh: string, en: string, tasks: readonly number[]][],
): SystemEntry[] => rows.map(([id, zh, en, tasks]) => ({ id, chapter: folder, zh, en, tasks }));

/** Every system, in the order of the plan. */
export const SYSTEMS: readonly SystemEntry[] = [
  ...chapter('functions', [
    [
      'organ-functions',
      '机构职能与三定规定跟踪评估',
      'organs, their functions and the follow-up assessment of them',
      [1],
    ],
    [
      'market-negative-list',
      '市场准入与外资准入负面清单',
      'market-access and foreign-investment negative lists',
      [2, 10],
    ],
    [
      'township-delegation',
      '乡镇街道赋权与执法事项清单',
      'powers delegated to townships and their capacity check',
      [3, 21],
    ],
    ['grassroots-grid', '四个平台一张网', 'grassroots event intake and dispatch over four platforms', [3]],
    [
      'power-registers',
      '权责清单与各类事项目录',
      'power-and-responsibility list and the seven item catalogues',
      [4],
    ],
    [
      'service-items',
      '政务服务事项与全流程办理',
      'licensing and service items handled end to end',
      [5, 8, 42],
    ],
    ['notify-and-commit', '告知承诺制', 'notify-and-commit licensing and proofs with later check', [5, 6]],
    [
      'licence-separation',
      '证照分离与证照一码通',
      'separation of business licence and permits; one code for all certificates',
      [6],
    ],
    ['one-thing-once', '一件事一次办', 'life-event bundles handled in one filing', [8]],
    ['service-window', '无差别综合窗口与窗口无否决权', 'one-stop windows that may not refuse', [8]],
    [
      'business-environment',
      '营商环境专项行动与政企沟通',
      'campaigns and the hearing of enterprises and associations',
      [9],
    ],
    [
      'fair-competition',
      '公平竞争审查与行政垄断线索',
      'fair-competition review and abuse-of-power clues',
      [10, 11],
    ],
    ['enterprise-charges', '涉企收费清单与整治', 'enterprise charge list and complaint handling', [12]],
  ]),
  ...chapter('rulemaking', [
    [
      'legislation',
      '地方立法全过程',
      'local legislation and government rules from proposal to filing',
      [13, 14, 15],
    ],
    [
      'legislative-consultation',
      '立法联系点、征求意见与反馈',
      'consultation, contact points, reasons for comments not adopted',
      [14, 15],
    ],
    ['normative-documents', '行政规范性文件制定', 'making of administrative normative documents', [16, 36]],
    ['filing-review', '备案审查信息平台', 'filing and review of rules and normative documents', [15, 16, 36]],
    ['policy-conflicts', '部门政策冲突协调', 'coordination of conflicting department policies', [16]],
  ]),
  ...chapter('decisions', [
    [
      'legal-advisers',
      '法律顾问与公职律师',
      'legal advisers and government lawyers and their opinions',
      [17, 52],
    ],
    [
      'major-decisions',
      '重大行政决策',
      'annual catalogue and statutory procedure of major decisions',
      [17, 18],
    ],
    ['decision-execution', '决策执行与后评估', 'execution feedback and post-evaluation of decisions', [19]],
  ]),
  ...chapter('enforcement', [
    ['enforcement-items', '行政执法事项清单', 'enforcement items, each with its legal basis', [20, 21, 24]],
    [
      'penalty-cases',
      '行政处罚案件办理',
      'administrative penalty cases simple and ordinary',
      [22, 24, 25, 26],
    ],
    ['compulsion-cases', '行政强制', 'administrative compulsory measures and execution', [24]],
    ['discretion-benchmarks', '行政裁量权基准', 'discretion benchmarks as decision tables', [22, 26]],
    [
      'inclusive-lists',
      '包容审慎四张清单与免罚清单',
      'four lists of lenient enforcement and first-offence exemption',
      [7, 26],
    ],
    [
      'inspections',
      '双随机一公开与涉企检查管理',
      'double-random inspections published and frequency-capped',
      [7, 24],
    ],
    [
      'credit-grading',
      '信用分级分类监管与联合奖惩',
      'credit-graded supervision and joint reward and sanction',
      [7],
    ],
    [
      'joint-enforcement',
      '综合执法协作与案件移送',
      'clues, joint enforcement, mutual recognition, case transfer',
      [20, 22],
    ],
    [
      'criminal-transfer',
      '行刑衔接',
      'transfer between administrative enforcement and criminal justice',
      [22],
    ],
    ['enforcement-campaigns', '重点领域专项整治与风险预警', 'campaigns in key fields and risk warning', [23]],
    [
      'reports-and-rewards',
      '投诉举报与奖励保护',
      'complaints and reports with rewards and informant protection',
      [23],
    ],
    [
      'enforcement-publicity',
      '行政执法公示与双公示',
      'publicity before, during and after enforcement',
      [24, 39, 41],
    ],
    ['full-process-record', '执法全过程记录', 'full-process record with audio-video evidence', [24]],
    ['legality-review', '重大执法决定法制审核', 'legality review of major enforcement decisions', [17, 24]],
    ['flow-charts', '四张流程图', 'the four flow charts drawn from the procedures that run', [24]],
    ['officers', '执法人员资格与证件', 'officers, exams, certificates, equipment, training hours', [25, 52]],
    [
      'case-documents',
      '执法文书案卷与一案三书',
      'enforcement documents, case files, three documents per case, delivery',
      [25],
    ],
    ['typical-cases', '典型案例与以案释法', 'typical cases and law explained through cases', [26, 27]],
    ['law-popularisation', '普法责任清单', 'who enforces educates', [27]],
  ]),
  ...chapter('emergency', [
    ['emergency-plans', '应急预案体系与演练', 'emergency plan system, revision and drills', [28, 29]],
    [
      'emergency-response',
      '监测预警、信息报告与应急响应',
      'warning, reporting, response, recovery, assessment',
      [28, 29],
    ],
    ['emergency-forces', '社会应急力量与基层试点', 'social emergency forces and grass-roots pilots', [30]],
  ]),
  ...chapter('disputes', [
    [
      'mediation',
      '行政调解与三调联动',
      "administrative mediation joined with people's and judicial mediation",
      [31],
    ],
    ['adjudication', '行政裁决', 'administrative adjudication', [32]],
    ['reconsideration', '行政复议', 'administrative reconsideration', [33]],
    ['litigation-response', '行政应诉与负责人出庭', 'litigation response and attendance of heads', [34]],
    [
      'court-liaison',
      '府院联动1+7与司法检察建议',
      'government-court joint mechanism and judicial and procuratorial suggestions',
      [34],
    ],
  ]),
  ...chapter('oversight', [
    ['supervision-links', '监督贯通与线索移交', 'clues handed between the kinds of supervision', [35]],
    ['government-inspection', '政府督查与互联网加督查', 'government inspection', [37, 38]],
    ['enforcement-supervision', '行政执法监督平台', 'three-level supervision of enforcement', [39]],
    ['information-disclosure', '政府信息公开', 'proactive disclosure and disclosure on application', [40]],
    ['government-integrity', '政务诚信', 'records of government promises and defaults', [41]],
  ]),
  ...chapter('digital', [
    ['mobile-portal', '掌上办', 'services in the hand', [42]],
    [
      'platform-planning',
      '信息化项目统筹',
      'unified planning of information platforms without duplicates',
      [42],
    ],
    [
      'law-search',
      '法规规章规范性文件统一查询',
      'one public search over every regulation, rule and normative document in force',
      [43],
    ],
    ['data-sharing', '政务数据共享', 'government data sharing', [44]],
    ['open-data', '公共数据开放', 'open data with privacy protected', [44]],
    [
      'identity-seals-certs',
      '身份认证、电子印章、电子证照',
      'identity, electronic seals, electronic certificates',
      [44],
    ],
    [
      'decision-support',
      '大数据辅助决策立法执法',
      'analysis that supports decisions, legislation and enforcement',
      [44],
    ],
    [
      'internet-supervision',
      '互联网加监管数据汇聚',
      'supervision data converged to the national platform',
      [7, 45],
    ],
    ['mobile-enforcement', '掌上执法', 'enforcement in the hand, offline too', [45]],
    ['offsite-supervision', '非现场监管', 'off-site supervision by remote signals and warnings', [45]],
  ]),
  ...chapter('leadership', [
    [
      'plan-tracking',
      '实施方案任务台账',
      'the plan itself as tracked tasks with lead and responsible bodies',
      ALL_TASKS,
    ],
    ['learning', '学法培训与学时', 'law study, lectures, training hours, must-know lists', [46, 50, 51, 52]],
    ['first-responsibility', '第一责任人履职', 'duties of heads as first responsible persons', [47]],
    [
      'rule-of-law-inspection',
      '法治督察、约谈与挂牌督办',
      'rule-of-law inspection, interviews, listed supervision',
      [48],
    ],
    ['performance-assessment', '依法行政考核与指标体系', 'assessment by the indicator system', [48, 49]],
    ['annual-report', '法治政府建设年度报告', 'annual report published on time', [49]],
    ['demonstration', '示范创建', 'demonstration creation at three levels', [49]],
    ['legal-workforce', '法治机构队伍与表彰奖励', 'legal units, staffing, commendation', [51, 52]],
    ['expert-pool', '智库、评估专家库与宣传', 'expert pool, research bases, publicity of experience', [53]],
  ]),
];

/** A chapter's folder with its systems, for the documentation's map. */
export interface ChapterSystems {
  readonly folder: ChapterFolder;
  /** Number of the plan's chapter, 2 to 10. */
  readonly number: number;
  readonly systems: readonly SystemEntry[];
}

/** Chapters with their systems, in the order of the plan. */
export const SYSTEMS_BY_CHAPTER: readonly ChapterSystems[] = CHAPTER_FOLDERS.map((folder, i) => ({
  folder,
  number: i + 2,
  systems: SYSTEMS.filter((s) => s.chapter === folder),
}));

/** Ids of the systems that carry a task, the ledger of the plan itself (`plan-tracking`) last. */
export const systemsOfTask = (task: number): string[] => {
  const ids = SYSTEMS.filter((s) => s.tasks.includes(task)).map((s) => s.id);
  return [...ids.filter((id) => id !== 'plan-tracking'), ...ids.filter((id) => id === 'plan-tracking')];
};
