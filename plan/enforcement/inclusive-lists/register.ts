/** Register of the four lenient lists (R7.5, R26.2). Entries come by the procedure `lenient-list` only. */
import {
  type BasisRule,
  basisOf,
  basisStanding,
  type EntryRule,
  type RegisterDef,
  reaches,
} from '@fadu/kernel';
import { organRule } from '../../functions/power-registers/rules.ts';
import { compulsionSources, penaltySources } from '../../functions/power-registers/sources.ts';
import { compulsionLaw as acl, penaltyLaw as apl } from '../../statutes/index.ts';
import { task26 } from '../discretion-benchmarks/common.ts';
import type { BenchmarkEntry } from '../discretion-benchmarks/register.ts';
import { type LenientItem, lenientItem, lenientItemOf } from './forms.ts';
import { listFaults } from './match.ts';

const cites = [apl.art('33'), apl.art('32'), acl.art('16'), task26];

const conditionsRule: EntryRule = {
  code: 'R7.5',
  field: 'conditions',
  cites,
  say: '适用条件不完整或者放宽了法律',
  check: ({ body }) => {
    const item = lenientItemOf(body);
    if (!item) return false;
    const faults = listFaults(item);
    return faults.length === 0 || faults.join('；');
  },
};

const sourcesOf = (list: unknown): BasisRule =>
  list === '免予行政强制' ? compulsionSources : penaltySources;

/** The basis must be one that may carry what the list spares. */
const basisRule: EntryRule = {
  code: 'LIST-BASIS',
  field: 'basis',
  cites,
  say: '没有已经公布、现行有效的法定依据，不能列入清单',
  check: ({ body, region }, facts) => {
    const rule = sourcesOf(body.list);
    return basisOf(body).some(
      (ref) => basisStanding(rule, ref, facts.instrument(ref), region, facts.on).stands,
    );
  },
};

/** The register. */
export const lenientLists: RegisterDef = {
  code: 'lenient-list',
  title: '包容审慎监管清单',
  group: '行政执法',
  system: 'inclusive-lists',
  about:
    '不予处罚、从轻处罚、减轻处罚、免予行政强制四张清单：什么情形、要什么条件和证据、改用什么措施。清单只提出，是否适用由法律决定。',
  cites,
  keeper: { role: 'benchmark-drafter', title: '裁量权基准管理人员' },
  form: lenientItem,
  codes: {
    cites: [task26],
    say: '编码是执法事项基本编码加“-Q”和两位序号，如220210001000-Q01',
    of: (body) => String(body.basicCode ?? ''),
    check: ({ code, body }) =>
      (code === body.basicCode && new RegExp(`^${String(body.item)}-Q\\d{2}$`).test(code)) ||
      `编码应为“${String(body.item)}-Q”加两位序号，现为“${code}”`,
  },
  itemCode: 'basicCode',
  basis: { sources: [...penaltySources.sources], cites },
  uniqueName: { cites: [task26] },
  rules: [organRule, basisRule, conditionsRule],
};

/** An entry that counts. */
export interface StandingItem {
  readonly region: string;
  readonly code: string;
  readonly version: number;
  readonly lawFrom: string;
  readonly item: LenientItem;
}

/** The entries that count in a region: its own and those of the levels above; a code's nearest level stands. */
export function countingItems(entries: readonly BenchmarkEntry[], region: string): readonly StandingItem[] {
  const nearest = new Map<string, StandingItem>();
  for (const e of [...entries].sort((a, b) => rank(a.region) - rank(b.region))) {
    if (!reaches(e.region, region)) continue;
    const item = e.body.status === '取消' ? undefined : lenientItemOf(e.body);
    nearest.delete(e.code);
    if (item)
      nearest.set(e.code, { region: e.region, code: e.code, version: e.version, lawFrom: e.lawFrom, item });
  }
  return [...nearest.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const rank = (region: string): number =>
  region === '000000' ? 0 : region.endsWith('0000') ? 1 : region.endsWith('00') ? 2 : 3;

/** Fields that questions about entries keep. */
export const LIST_FIELDS: readonly string[] = [...Object.keys(lenientItem.shape), 'status'];
