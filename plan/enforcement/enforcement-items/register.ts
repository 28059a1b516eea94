/**
 * Register of enforcement items (R20.2, R24.4, R24.9): what an organ may punish, compel or inspect, by which article,
 * which team does it, and from whom it was taken over. Changes go through `power-list-adjustment` and `register-batch`.
 */
import {
  type BasisRule,
  basisOf,
  basisStanding,
  type EntryRule,
  type RegisterDef,
  type SourceKind,
} from '@fadu/kernel';
import { implementationCode, powerCodes } from '../../functions/power-registers/codes.ts';
import { entrustRule, levelRule, organRule } from '../../functions/power-registers/rules.ts';
import { compulsionSources, penaltySources } from '../../functions/power-registers/sources.ts';
import {
  penaltyLaw as apl,
  jilinBusinessEnvironmentRegulations as jl,
  serviceItemStandard,
} from '../../statutes/index.ts';
import { KIND_RULES, type Kind, type Level } from '../penalty-cases/catalogue.ts';
import { task20, task24 } from './common.ts';
import { enforcementItem, ITEM_KINDS, type ItemKind } from './forms.ts';

/** Law, regulations and rules; never a document, and never minutes of a meeting (R24.9). */
export const enforcementSources: BasisRule = {
  sources: penaltySources.sources,
  cites: [task24, apl.art('5'), apl.art('16')],
};

const sourcesOf = (kind: unknown): BasisRule =>
  kind === '行政强制' ? compulsionSources : kind === '行政处罚' ? penaltySources : enforcementSources;

/** What the penalty law calls a kind of source. */
const LEVEL_OF: Partial<Readonly<Record<SourceKind, Level>>> = {
  law: '法律',
  'administrative-regulation': '行政法规',
  'local-regulation': '地方性法规',
  'department-rule': '部门规章',
  'government-rule': '地方政府规章',
};

/** Compulsion needs a law or regulation: a rule that carries a penalty does not carry it. */
const kindRule: EntryRule = {
  code: 'KIND-BASIS',
  field: 'basis',
  cites: compulsionSources.cites,
  say: '这类执法没有有权设定的依据',
  check: ({ body, region }, facts) => {
    const rule = sourcesOf(body.kind);
    const standings = basisOf(body).map((ref) =>
      basisStanding(rule, ref, facts.instrument(ref), region, facts.on),
    );
    if (standings.some((s) => s.stands)) return true;
    const fault = standings.find((s) => !s.stands);
    return fault && !fault.stands ? fault.say : false;
  },
};

/** Each kind of penalty has a basis in force of a level that may create it (penalty law, articles 10 to 14). */
const penaltiesRule: EntryRule = {
  code: 'PENALTY-KIND',
  field: 'penalties',
  cites: [apl.art('10'), apl.art('11'), apl.art('12'), apl.art('13'), apl.art('14'), apl.art('16')],
  say: '处罚事项要写明处罚种类；不是处罚事项的不填',
  check: ({ body, region }, facts) => {
    const kinds = (body.penalties ?? []) as readonly Kind[];
    if (body.kind !== '行政处罚') return kinds.length === 0;
    if (kinds.length === 0) return false;
    const levels = basisOf(body).flatMap((ref) => {
      const text = facts.instrument(ref);
      const stands = basisStanding(penaltySources, ref, text, region, facts.on).stands;
      const level = stands && text ? LEVEL_OF[text.kind] : undefined;
      return level ? [level] : [];
    });
    // Without any basis in force the basis rules say so.
    if (levels.length === 0) return true;
    const without = kinds.filter((k) => !KIND_RULES[k].by.some((l) => levels.includes(l)));
    return without.length === 0 || `所列依据的效力层级无权设定：${without.join('、')}`;
  },
};

/** A take-over names whom, when and by whose decision; only the State Council or the province may decide it. */
const takeoverRule: EntryRule = {
  code: 'TAKEOVER',
  field: 'takenFrom',
  cites: [apl.art('18'), task20],
  say: '由其他机关划入的，要同时写明划转前的机关、划转日期、划转依据和决定文号；不是划入的都不填',
  check: ({ body, lawFrom }, { organ }) => {
    const parts = [body.takenFrom, body.takenOn, body.takenBy, body.takenDocument];
    if (parts.every((p) => p === undefined)) return true;
    if (parts.some((p) => p === undefined)) return false;
    if (body.takenFrom === body.organ) return '划转前的机关不能就是现在的实施机关';
    if (!organ(String(body.takenFrom))) return '划转前的机关不在机关名录里，请核对全称';
    return (
      String(body.takenOn) <= lawFrom ||
      `划转日期${String(body.takenOn)}晚于生效日期${lawFrom}，划转之前不得实施`
    );
  },
};

/** The register. Its entries carry the implementation code that the power list gives the same item. */
export const enforcementItems: RegisterDef = {
  code: 'enforcement-item',
  title: '行政执法事项清单',
  group: '行政执法',
  system: 'enforcement-items',
  about:
    '行政处罚、行政强制、行政检查的每一个事项：由谁实施、凭哪一条、属于哪个领域、从哪个机关划入。没有列入或者当日已经失效的事项，不得立案。',
  cites: [task24, task20, apl.art('39')],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: enforcementItem,
  codes: {
    cites: [serviceItemStandard.art('1'), serviceItemStandard.art('2')],
    say: '实施编码31位：实施主体统一社会信用代码18位、行使层级1位、基本编码12位；类型位处罚02、强制03、检查06',
    of: implementationCode,
    check: (entry, facts) => powerCodes(ITEM_KINDS[entry.body.kind as ItemKind] ?? '').check(entry, facts),
  },
  itemCode: 'basicCode',
  basis: enforcementSources,
  uniqueName: { cites: [jl.art('31'), task24] },
  same: { fields: ['name', 'kind', 'field', 'basis'], cites: [jl.art('31'), task24] },
  rules: [organRule, levelRule, entrustRule, kindRule, penaltiesRule, takeoverRule],
};
