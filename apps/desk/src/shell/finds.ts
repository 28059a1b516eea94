/** What the palette can find, and when a thing matches the words typed. Pure. */

/** Where a choice leads. */
export type Target =
  | { readonly to: 'act'; readonly id: string; readonly act: string }
  | { readonly to: 'case'; readonly id: string }
  | { readonly to: 'procedure'; readonly code: string }
  | { readonly to: 'organ'; readonly id: string }
  | { readonly to: 'task'; readonly number: number }
  /** A public page of a text of law; it opens beside the desk. */
  | { readonly to: 'law'; readonly path: string }
  | {
      readonly to: 'place';
      readonly path:
        | '/'
        | '/new'
        | '/cases'
        | '/notices'
        | '/parties'
        | '/registers'
        | '/law-changes'
        | '/filing'
        | '/procedures'
        | '/calendar'
        | '/organs'
        | '/plan';
    };

export interface Found {
  readonly group: string;
  readonly title: string;
  readonly about: string;
  /** Further words by which it is found. */
  readonly also?: string;
  readonly target: Target;
}

const place = (path: Extract<Target, { to: 'place' }>['path'], title: string, about: string): Found => ({
  group: '页面',
  title,
  about,
  target: { to: 'place', path },
});

export const PLACES: readonly Found[] = [
  place('/', '今天', '待办'),
  place('/new', '新办一件', '选择程序，填写后立件'),
  place('/cases', '全部事项', '查询和筛选'),
  place('/notices', '通知', '系统发给本单位的通知'),
  place('/parties', '主体档案', '一个单位的检查、处罚、强制、移送和信用'),
  place('/registers', '登记簿', '权责清单、事项目录、规范性文件目录'),
  place('/law-changes', '法律变动', '废止和修改，受影响的事项'),
  place('/filing', '备案审查平台', '应报、漏报、迟报，各机关的比率'),
  place('/procedures', '程序', '指南、流程图、证明'),
  place('/calendar', '工作日历', '放假和调休安排'),
  place('/organs', '机关与人员', '机关名录和岗位'),
  place('/plan', '实施方案', '十章五十三项任务'),
];

/** Whether every word typed is somewhere in it. */
export function matches(found: Found, words: string): boolean {
  const text = `${found.title}\n${found.about}\n${found.also ?? ''}`;
  return words.split(/\s+/).every((word) => text.includes(word));
}

/** The part of a search over texts of law that is turned into finds. */
export interface LawsFound {
  readonly cited: readonly LawFound[];
  readonly groups: readonly {
    readonly instrument: string;
    readonly title: string;
    readonly level: string;
    readonly status: string;
    readonly hits: readonly Omit<LawFound, 'title'>[];
  }[];
}

interface LawFound {
  readonly instrument: string;
  readonly title: string;
  /** In digits; null for what stands outside articles. */
  readonly article: string | null;
  /** Number as printed. */
  readonly label: string;
  readonly eid: string;
  readonly parts: readonly { readonly text: string }[];
}

const GROUP = '法规（在新标签页打开）';

const lawFind = (title: string, at: Omit<LawFound, 'title'>): Found => ({
  group: GROUP,
  title: `《${title}》${at.label}`,
  about: at.parts.map((p) => p.text).join(''),
  target: {
    to: 'law',
    path: `/laws/${encodeURIComponent(at.instrument)}#${at.article ? `art_${at.article}` : at.eid}`,
  },
});

/** Articles that are named or that hold the words, at most `limit`; the one that is named comes first. */
export function lawFinds(found: LawsFound | undefined, limit: number): Found[] {
  if (!found) return [];
  const out = [
    ...found.cited.map((c) => lawFind(c.title, c)),
    ...found.groups.flatMap((g): Found[] =>
      g.hits.length
        ? g.hits.slice(0, 2).map((h) => lawFind(g.title, h))
        : [
            {
              group: GROUP,
              title: `《${g.title}》`,
              about: `${g.level}，${g.status}`,
              target: { to: 'law', path: `/laws/${encodeURIComponent(g.instrument)}` },
            },
          ],
    ),
  ];
  const path = (f: Found) => (f.target.to === 'law' ? f.target.path : '');
  return [...new Map(out.map((f) => [path(f), f])).values()].slice(0, limit);
}
