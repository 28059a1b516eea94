/** What people call the kinds of faults of a table's rows. */
import type { ImportFault, RegisterDefinition } from './api/registers.ts';

const KINDS: Readonly<Record<string, string>> = {
  CELL: '单元格读不出来',
  FORM: '漏填或者格式不对',
  CODE: '编码不对',
  'CODE-TAKEN': '编码被占用',
  REPEATED: '编码重复',
  TWIN: '同名不同编码',
  SAME: '与上级不一致',
  STATUS: '事项已经暂停或者取消',
  LEVEL: '行使层级不对',
  ORGAN: '实施机关不对',
  ENTRUST: '委托不合规定',
  'BASIS-NONE': '没有依据',
  'BASIS-MINUTES': '会议纪要作依据',
  'BASIS-UNKNOWN': '法规库里没有这个依据',
  'BASIS-NOT-YET': '依据还没有施行',
  'BASIS-REPEALED': '依据已经废止',
  'BASIS-EXPIRED': '依据已经失效',
  'BASIS-ARTICLE-REPEALED': '依据的条文已经废止',
  'BASIS-NO-ARTICLE': '依据没有这一条',
  'BASIS-PLACE': '依据不在本地区施行',
  'BASIS-KIND': '依据的层级不够',
  'BASIS-TIME': '依据超过期限',
};

/** The kind of a fault in a few words: ours, else the rule's own sentence. */
export function kindOf(rule: string, def: Pick<RegisterDefinition, 'rules'> | undefined): string {
  return (
    KINDS[rule.replace(/^register\./, '')] ??
    def?.rules.find((r) => r.code === rule)?.say.split(/[，；。]/u)[0] ??
    '不符合清单的规则'
  );
}

/** Kinds with how many rows they are found in, the most frequent first. */
export function countKinds(
  faults: readonly ImportFault[],
): readonly { readonly rule: string; readonly rows: number }[] {
  return [...Map.groupBy(faults, (f) => f.rule)]
    .map(([rule, list]) => ({ rule, rows: new Set(list.map((f) => f.row)).size }))
    .sort((a, b) => b.rows - a.rows || (a.rule < b.rule ? -1 : 1));
}
