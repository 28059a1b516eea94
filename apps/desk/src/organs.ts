/** Which organ a field most likely means, from its name and the region of the person. Pure. */
import type { Field } from './schema.ts';

/** An organ as the API lists it. */
export interface OrganLine {
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly kind: string;
  readonly region: string;
}

/** Words in a field's title → words in the name of the organ meant, the more exact first. */
const MEANT: readonly { readonly field: RegExp; readonly organ: RegExp }[] = [
  { field: /办公机构|办公厅/, organ: /人民政府办公|政府办/ },
  { field: /合法性审核|合法性审查|法制|复议/, organ: /司法局/ },
  { field: /公平竞争|市场监管/, organ: /市场监督管理局|市场监管局/ },
  { field: /意识形态|宣传/, organ: /宣传部/ },
  { field: /国家和公共安全|公共安全|国家安全/, organ: /公安局/ },
  { field: /生态|环保|环境/, organ: /生态环境局/ },
  { field: /财政/, organ: /财政局/ },
];

/**
 * The organ to put in first. The maker is the government of the region; a field that names no kind of organ stays
 * empty, because a wrong guess is worse than none.
 */
export function organDefault(
  field: Pick<Field, 'title' | 'organKind' | 'kind'>,
  organs: readonly OrganLine[],
  region: string,
): string | undefined {
  if (field.kind !== 'organ') return undefined;
  const near = organs.filter((o) => o.region === region);
  const meant = MEANT.find((m) => m.field.test(field.title));
  if (meant) return near.find((o) => meant.organ.test(o.fullName) || meant.organ.test(o.name))?.id;
  if (field.organKind === 'government' || /^制定机关$/.test(field.title))
    return near.find((o) => o.kind === 'government')?.id;
  return undefined;
}

/** Defaults for every organ field of a form. */
export function organDefaults(
  fields: readonly Field[],
  organs: readonly OrganLine[],
  region: string,
): Record<string, string> {
  const out: Record<string, string> = {};
  for (const field of fields) {
    const id = organDefault(field, organs, region);
    if (id) out[field.name] = id;
  }
  return out;
}

/** What kinds of organ are called. */
export const ORGAN_KINDS: Readonly<Record<string, string>> = {
  government: '人民政府',
  department: '工作部门',
  township: '乡镇街道',
  dispatched: '派出机关',
  authorised: '法律法规授权组织',
  party: '党委机构',
  congress: '人大机关',
  cppcc: '政协机关',
  court: '人民法院',
  procuratorate: '人民检察院',
  internal: '内设机构',
  group: '议事协调机构',
  institution: '事业单位',
};

/** The kind in words; a kind we have no word for is 其他机构. */
export const kindWord = (kind: string): string => ORGAN_KINDS[kind] ?? '其他机构';
