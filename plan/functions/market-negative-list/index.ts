/**
 * Negative lists (task 2, 10): what is not on the national list anybody may enter; foreign investors first by their own list. The
 * question “may I?” is answered in a sentence with the entry it stands on. No place may keep a list of its own.
 */
import { design, type EntryRule, planTask, type RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import {
  foreignInvestmentRegulations as fir,
  jilinBusinessEnvironmentRegulations as jl,
  marketAccessList as list,
  businessEnvironmentRegulations as obe,
} from '../../statutes/index.ts';
import { legalRef } from '../power-registers/forms.ts';

export const task2 = planTask(2, '严格落实市场准入负面清单制度，破除清单之外的准入壁垒');
export const task10 = planTask(10, '落实外商投资准入前国民待遇加负面清单管理制度');

export const MARKET_LIST = 'market-access-list';
export const FOREIGN_LIST = 'foreign-access-list';

const line = (title: string, max = 200, min = 1) => z.string().trim().min(min).max(max).meta({ title });
const shared = {
  basicCode: line('清单编号', 20).meta({ title: '清单编号', list: true }),
  name: line('事项', 200, 2).meta({ title: '事项', list: true }),
  organ: line('主管机关', 60).meta({ title: '登记机关', widget: 'organ', cell: 'organ' }),
  edition: line('版次', 40, 4).meta({ title: '版次', list: true, description: '如2025年版' }),
  maker: line('发布机关', 100, 2).meta({ title: '发布机关' }),
  sector: line('所属行业', 60, 2).meta({ title: '所属行业', list: true }),
  words: z
    .array(z.string().trim().min(1).max(60))
    .max(40)
    .meta({ title: '人们怎么说', cell: 'lines', widget: 'lines', description: '一行一种说法，用来查找' }),
  basis: z.array(legalRef).min(1, '至少写明一条依据').max(20).meta({
    title: '依据',
    cell: 'basis',
    widget: 'legal-refs',
    list: true,
  }),
};

/** An entry of the market-access list. */
export const marketEntry = z.object({
  ...shared,
  kind: z.enum(['禁止准入', '许可准入']).meta({ title: '类别', list: true }),
  measure: line('措施', 500, 2).meta({ title: '禁止或者许可的内容' }),
  authority: line('许可机关', 100, 2).optional().meta({ title: '许可机关' }),
});
/** An entry of the list for foreign investors. */
export const foreignEntry = z.object({
  ...shared,
  kind: z.enum(['禁止投资', '限制投资']).meta({ title: '类别', list: true }),
  measure: line('特别管理措施', 500, 2).meta({ title: '特别管理措施' }),
  equityCap: z.int().min(1).max(99).optional().meta({ title: '外资股比上限（%）', cell: 'int' }),
});
export type MarketEntry = z.infer<typeof marketEntry>;
export type ForeignEntry = z.infer<typeof foreignEntry>;

/** Only the state makes such a list (NL-2; 优化营商环境条例 20). */
const nationalOnly = (cites: EntryRule['cites']): EntryRule => ({
  code: 'NATIONAL',
  field: 'maker',
  cites,
  say: '准入清单由国家统一制定，各地不得另行制定',
  check: ({ body }) =>
    /国家发展(和)?改革委|国家发展和改革委员会|国务院/.test(String(body.maker)) ||
    `“${String(body.maker)}”不能制定准入清单；清单以外的行业、领域，各类经营主体都可以依法平等进入`,
});
const permitNamed: EntryRule = {
  code: 'PERMIT',
  field: 'authority',
  cites: [list.art('1')],
  say: '许可准入的要写明由哪个机关许可；禁止准入的不填',
  check: ({ body }) => (body.kind === '许可准入') === Boolean(body.authority),
};
const capOfLimited: EntryRule = {
  code: 'CAP',
  field: 'equityCap',
  cites: [fir.art('33')],
  say: '禁止投资的不填股比上限',
  check: ({ body }) => body.kind === '限制投资' || body.equityCap === undefined,
};

const listOf = (
  o: Pick<RegisterDef, 'code' | 'title' | 'about' | 'cites' | 'form' | 'rules'>,
): RegisterDef => ({
  ...o,
  group: '市场准入',
  system: 'market-negative-list',
  keeper: { role: 'list-keeper', title: '清单管理人员（发改委）' },
  codes: {
    cites: [design('按清单原有的编号登记')],
    say: '编号照清单原文，字母、数字、点和连字符',
    of: (body) => String(body.basicCode ?? ''),
    check: (entry) =>
      /^[0-9A-Z][0-9A-Z.-]{0,19}$/.test(entry.code) || `编号“${entry.code}”应为字母、数字、点或者连字符`,
  },
  itemCode: 'basicCode',
});

/** The lists as registers. */
export const accessLists: readonly RegisterDef[] = [
  listOf({
    code: MARKET_LIST,
    title: '市场准入负面清单',
    about: '禁止进入的和须经许可的；清单以外各类经营主体都可以依法平等进入。',
    cites: [list.art('1'), list.art('2'), obe.art('20'), task2],
    form: marketEntry,
    rules: [nationalOnly([obe.art('20'), jl.art('13')]), permitNamed],
  }),
  listOf({
    code: FOREIGN_LIST,
    title: '外商投资准入负面清单',
    about: '外商投资禁止和限制的领域；清单以外按内外资一致的原则管理。',
    cites: [fir.art('4'), fir.art('33'), task10],
    form: foreignEntry,
    rules: [nationalOnly([fir.art('4')]), capOfLimited],
  }),
];

/** What somebody wants to do. */
export interface EntryQuestion {
  /** What it is, as people say it: 开网吧, 卖烟花. */
  readonly matter: string;
  readonly foreign?: boolean;
  /** Share of the foreign investors, in percent; asked where a cap decides. */
  readonly share?: number;
  readonly form?: '公司' | '合伙企业' | '个体工商户' | '个人独资企业' | '农民专业合作社';
}
export type EntryAnswer = {
  readonly answer: '可以进入' | '须经许可' | '禁止进入' | '不符合外资要求';
  /** One sentence that says it and what to do. */
  readonly say: string;
  /** Code of the entry it stands on; absent: on no entry, that is the rule. */
  readonly entry?: string;
  readonly register?: string;
};

type Listed<T> = { readonly code: string; readonly body: T };

/** How well an entry is meant: the longest of its words that stand in the question, or of its name. */
function score(body: MarketEntry | ForeignEntry, matter: string): number {
  const said = matter.replace(/\s/g, '');
  const hits = [body.name, body.sector, ...body.words].filter(
    (w) => said.includes(w) || (said.length >= 2 && w.includes(said)),
  );
  return Math.max(0, ...hits.map((w) => Math.min(w.length, said.length)));
}

function best<T extends MarketEntry | ForeignEntry>(
  entries: readonly Listed<T>[],
  matter: string,
): Listed<T> | undefined {
  return entries
    .map((e) => ({ e, n: score(e.body, matter) }))
    .filter((x) => x.n > 0)
    .sort((a, b) => b.n - a.n || (a.e.code < b.e.code ? -1 : 1))[0]?.e;
}

/**
 * “May I enter?” by the lists in force: the foreign one first where foreigners invest (条例 33, 34), then the market list that is the
 * same for all. What stands on neither may be entered.
 */
export function mayEnter(
  lists: {
    readonly market: readonly Listed<MarketEntry>[];
    readonly foreign: readonly Listed<ForeignEntry>[];
  },
  q: EntryQuestion,
): EntryAnswer {
  if (q.foreign) {
    if (q.form && ['个体工商户', '个人独资企业', '农民专业合作社'].includes(q.form))
      return {
        answer: '不符合外资要求',
        say: `境外投资者不得作为${q.form}的投资人或者成员从事经营，可以设立公司或者合伙企业。`,
      };
    const found = best(lists.foreign, q.matter);
    if (found) {
      const about = `“${found.body.name}”列入外商投资准入负面清单（${found.body.edition}第${found.code}项）`;
      const on = { entry: found.code, register: FOREIGN_LIST };
      if (found.body.kind === '禁止投资')
        return { answer: '禁止进入', say: `${about}，外商不得投资：${found.body.measure}。`, ...on };
      if (q.form === '合伙企业' && found.body.equityCap !== undefined)
        return {
          answer: '不符合外资要求',
          say: `${about}，有股比要求的领域不得设立外商投资合伙企业，可以设立公司。`,
          ...on,
        };
      if (found.body.equityCap !== undefined && (q.share ?? 100) > found.body.equityCap)
        return {
          answer: '不符合外资要求',
          say: `${about}，外资股比不得超过${found.body.equityCap}%${q.share === undefined ? '，请写明外资股比' : `，现为${q.share}%`}：${found.body.measure}。`,
          ...on,
        };
    }
  }
  const found = best(lists.market, q.matter);
  if (!found)
    return {
      answer: '可以进入',
      say: `“${q.matter}”不在市场准入负面清单里，各类经营主体都可以依法平等进入；办好登记就可以经营，任何单位不得另设准入条件。`,
    };
  const on = { entry: found.code, register: MARKET_LIST };
  const about = `“${found.body.name}”列入市场准入负面清单（${found.body.edition}第${found.code}项）`;
  return found.body.kind === '禁止准入'
    ? { answer: '禁止进入', say: `${about}，禁止进入：${found.body.measure}。`, ...on }
    : {
        answer: '须经许可',
        say: `${about}，须经${found.body.authority}许可：${found.body.measure}。先办登记，再申请许可。`,
        ...on,
      };
}
