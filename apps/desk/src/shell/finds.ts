/** What the palette can find, and when a thing matches the words typed. Pure. */

/** Where a choice leads. */
export type Target =
  | { readonly to: 'act'; readonly id: string; readonly act: string }
  | { readonly to: 'case'; readonly id: string }
  | { readonly to: 'procedure'; readonly code: string }
  | { readonly to: 'organ'; readonly id: string }
  | { readonly to: 'task'; readonly number: number }
  | {
      readonly to: 'place';
      readonly path:
        | '/'
        | '/new'
        | '/cases'
        | '/notices'
        | '/registers'
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
  place('/registers', '登记簿', '规范性文件目录等'),
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
