/**
 * The plan's ten chapters and thirty-five sections under our own short titles, and where each task stands.
 * Facts of the document, not its words.
 */
import type { ChapterFolder } from '../../index-of-systems.ts';

/** One section of a chapter. */
export interface SectionFacts {
  /** 1 to 35, counted through the chapters. */
  readonly number: number;
  /** Our own short title. */
  readonly title: string;
  /** Numbers of its tasks; none in the opening chapter. */
  readonly tasks: readonly number[];
}

/** One chapter of the plan. */
export interface ChapterFacts {
  /** 1 to 10. */
  readonly number: number;
  /** Its folder under `plan/`; the opening chapter has aims only, and no folder. */
  readonly folder?: ChapterFolder;
  /** Our own short title. */
  readonly title: string;
  readonly sections: readonly SectionFacts[];
}

/** The plan's chapters in order. */
export const CHAPTERS: readonly ChapterFacts[] = [
  {
    number: 1,
    title: '总的要求',
    sections: [
      { number: 1, title: '思想指引', tasks: [] },
      { number: 2, title: '工作原则', tasks: [] },
      { number: 3, title: '目标年份', tasks: [] },
    ],
  },
  {
    number: 2,
    folder: 'functions',
    title: '政府职能',
    sections: [
      { number: 4, title: '机构职能与清单', tasks: [1, 2, 3, 4] },
      { number: 5, title: '审批与监管改革', tasks: [5, 6, 7, 8] },
      { number: 6, title: '营商环境', tasks: [9, 10, 11, 12] },
    ],
  },
  {
    number: 3,
    folder: 'rulemaking',
    title: '立法与规范性文件',
    sections: [
      { number: 7, title: '重点立法', tasks: [13] },
      { number: 8, title: '立法机制', tasks: [14, 15] },
      { number: 9, title: '规范性文件与备案', tasks: [16] },
    ],
  },
  {
    number: 4,
    folder: 'decisions',
    title: '行政决策',
    sections: [
      { number: 10, title: '决策先问法', tasks: [17] },
      { number: 11, title: '重大决策程序', tasks: [18] },
      { number: 12, title: '决策执行与评估', tasks: [19] },
    ],
  },
  {
    number: 5,
    folder: 'enforcement',
    title: '行政执法',
    sections: [
      { number: 13, title: '执法体制', tasks: [20, 21, 22] },
      { number: 14, title: '重点领域', tasks: [23] },
      { number: 15, title: '执法程序', tasks: [24, 25] },
      { number: 16, title: '执法方式', tasks: [26, 27] },
    ],
  },
  {
    number: 6,
    folder: 'emergency',
    title: '突发事件',
    sections: [
      { number: 17, title: '应急制度', tasks: [28] },
      { number: 18, title: '依法处置', tasks: [29] },
      { number: 19, title: '社会参与', tasks: [30] },
    ],
  },
  {
    number: 7,
    folder: 'disputes',
    title: '矛盾纠纷',
    sections: [
      { number: 20, title: '行政调解', tasks: [31] },
      { number: 21, title: '行政裁决', tasks: [32] },
      { number: 22, title: '行政复议', tasks: [33] },
      { number: 23, title: '行政应诉', tasks: [34] },
    ],
  },
  {
    number: 8,
    folder: 'oversight',
    title: '权力监督',
    sections: [
      { number: 24, title: '监督贯通', tasks: [35, 36] },
      { number: 25, title: '政府督查', tasks: [37, 38] },
      { number: 26, title: '执法监督', tasks: [39] },
      { number: 27, title: '信息公开', tasks: [40] },
      { number: 28, title: '政务诚信', tasks: [41] },
    ],
  },
  {
    number: 9,
    folder: 'digital',
    title: '数字政府',
    sections: [
      { number: 29, title: '信息平台', tasks: [42, 43] },
      { number: 30, title: '数据共享', tasks: [44] },
      { number: 31, title: '智慧监管', tasks: [45] },
    ],
  },
  {
    number: 10,
    folder: 'leadership',
    title: '组织推进',
    sections: [
      { number: 32, title: '党的领导', tasks: [46, 47] },
      { number: 33, title: '推进机制', tasks: [48, 49] },
      { number: 34, title: '能力与队伍', tasks: [50, 51, 52] },
      { number: 35, title: '研究与宣传', tasks: [53] },
    ],
  },
];
