/**
 * The administrative divisions of Jilin City that take part in the plan, with their GB/T 2260 codes.
 * Development zones have statistical codes only; they are no divisions and never ground competence, so they are not here.
 */

/** Level of a division: the prefecture-level city, an urban district, a county, or a county-level city. */
export type RegionKind = 'city' | 'district' | 'county' | 'county-city';

/** One administrative division. */
export interface Region {
  /** GB/T 2260 code, six digits. */
  readonly code: string;
  /** Name as officially written, e.g. `昌邑区`. */
  readonly name: string;
  readonly kind: RegionKind;
  /** Code of the division above; absent for the city itself. */
  readonly parent?: string;
}

/** GB/T 2260 code of Jilin City. */
export const CITY_REGION = '220200';

/** The nine counties and districts (县(市)区), in the order of their codes. */
export const COUNTIES: readonly Region[] = [
  { code: '220202', name: '昌邑区', kind: 'district', parent: CITY_REGION },
  { code: '220203', name: '龙潭区', kind: 'district', parent: CITY_REGION },
  { code: '220204', name: '船营区', kind: 'district', parent: CITY_REGION },
  { code: '220211', name: '丰满区', kind: 'district', parent: CITY_REGION },
  { code: '220221', name: '永吉县', kind: 'county', parent: CITY_REGION },
  { code: '220281', name: '蛟河市', kind: 'county-city', parent: CITY_REGION },
  { code: '220282', name: '桦甸市', kind: 'county-city', parent: CITY_REGION },
  { code: '220283', name: '舒兰市', kind: 'county-city', parent: CITY_REGION },
  { code: '220284', name: '磐石市', kind: 'county-city', parent: CITY_REGION },
];

/** The city and its nine counties and districts. */
export const REGIONS: readonly Region[] = [{ code: CITY_REGION, name: '吉林市', kind: 'city' }, ...COUNTIES];

/** The division with this GB/T 2260 code, or nothing. */
export const regionByCode = (code: string): Region | undefined => REGIONS.find((r) => r.code === code);

/** The division with this full name (昌邑区) or its short form without 区, 县, 市 (昌邑), or nothing. */
export const regionByName = (name: string): Region | undefined =>
  REGIONS.find((r) => r.name === name) ??
  REGIONS.find((r) => r.kind !== 'city' && r.name.slice(0, -1) === name);
