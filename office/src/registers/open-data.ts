/** Registers as open data: CSV for people, JSON-LD for machines. One line or node per entry, every element. */
import {
  basisText,
  citeText,
  columnsOf,
  type LegalRef,
  type RegisterColumn,
  type RegisterDef,
} from '@fadu/kernel';
import type { Office } from '../office.ts';
import type { ListedEntry } from './list.ts';

/** A field's value as people read it. */
export function valueText(
  office: Office,
  column: Pick<RegisterColumn, 'cell' | 'rows'>,
  value: unknown,
): string {
  if (value === undefined || value === null) return '';
  switch (column.cell) {
    case 'organ':
      return office.organName(String(value));
    case 'basis':
      return (value as readonly LegalRef[]).map(basisText).join('；');
    case 'lines':
      return (value as readonly string[]).join('\n');
    case 'yes-no':
      return value === true ? '是' : '否';
    case 'rows':
      return (value as readonly Readonly<Record<string, unknown>>[])
        .map((row) => (column.rows ?? []).map((c) => valueText(office, c, row[c.field])).join('｜'))
        .join('\n');
    case 'text':
    case 'int':
    case 'money':
    case 'date':
    case 'choice':
      return plainText(value);
    default:
      return column.cell satisfies never;
  }
}

/** A value that is more than text, such as the tables of a benchmark, as JSON. */
const plainText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

/** A register as a table of text, the head first. */
export function csvRows(
  office: Office,
  def: RegisterDef,
  items: readonly ListedEntry[],
): readonly (readonly string[])[] {
  const columns = columnsOf(def);
  const head = [
    '登记编码',
    '地区',
    ...columns.map((c) => c.title),
    '状态',
    '生效日期',
    '失效日期',
    '登记时间',
    '版本',
    '网址',
  ];
  return [
    head,
    ...items.map((e) => [
      e.code,
      office.regions.find((r) => r.code === e.region)?.name ?? e.region,
      ...columns.map((c) => valueText(office, c, e.body[c.field])),
      e.status,
      e.lawFrom,
      e.lawTo ?? '',
      e.recordedAt,
      String(e.version),
      entryUrl(office, def.code, e),
    ]),
  ];
}

/** Public address of an entry. */
export const entryUrl = (office: Office, register: string, e: Pick<ListedEntry, 'code' | 'region'>): string =>
  `${office.baseUrl}/registers/${register}/${encodeURIComponent(e.code)}?region=${e.region}`;

/** Terms of our JSON-LD: schema.org and DCAT where they fit, our own names for the rest. */
export const CONTEXT = {
  '@vocab': 'https://schema.org/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  fadu: 'urn:fadu:term:',
  basis: 'fadu:basis',
  article: 'fadu:article',
  status: 'fadu:status',
  version: 'version',
  validFrom: { '@id': 'validFrom', '@type': 'xsd:date' },
  validThrough: { '@id': 'validThrough', '@type': 'xsd:date' },
  recordedAt: { '@id': 'dct:issued', '@type': 'xsd:dateTime' },
} as const;

/** A register on a day as a DCAT data set whose parts are the entries. */
export function jsonLd(
  office: Office,
  def: RegisterDef,
  items: readonly ListedEntry[],
  of: { readonly asOf: string; readonly recordedOn?: string },
): object {
  const columns = columnsOf(def);
  return {
    '@context': CONTEXT,
    '@id': `${office.baseUrl}/registers/${def.code}?asOf=${of.asOf}`,
    '@type': ['Dataset', 'dcat:Dataset'],
    name: def.title,
    description: def.about,
    isBasedOn: def.cites.filter((c) => c.standing !== 'design').map(citeText),
    temporalCoverage: of.asOf,
    ...(of.recordedOn && { 'fadu:recordedOn': of.recordedOn }),
    'dcat:distribution': [
      {
        '@type': 'dcat:Distribution',
        'dcat:mediaType': 'text/csv',
        'dcat:downloadURL': `${office.baseUrl}/registers/${def.code}.csv?asOf=${of.asOf}`,
      },
    ],
    numberOfItems: items.length,
    hasPart: items.map((e) => ({
      '@id': entryUrl(office, def.code, e),
      '@type': 'GovernmentService',
      identifier: e.code,
      name: e.body.name,
      areaServed: { '@type': 'AdministrativeArea', identifier: e.region },
      provider: {
        '@type': 'GovernmentOrganization',
        identifier: e.body.organ,
        name: office.organName(String(e.body.organ ?? '')),
      },
      status: e.status,
      version: e.version,
      validFrom: e.lawFrom,
      ...(e.lawTo && { validThrough: e.lawTo }),
      recordedAt: e.recordedAt,
      basis: ((e.body.basis ?? []) as readonly LegalRef[]).map((b) => ({
        '@type': 'Legislation',
        '@id': `${office.baseUrl}/laws/${encodeURIComponent(b.instrument)}${b.article ? `#art_${b.article}` : ''}`,
        name: b.instrument,
        ...(b.article && { article: b.article }),
        ...(b.paragraph && { 'fadu:paragraph': b.paragraph }),
        ...(b.item && { 'fadu:item': b.item }),
      })),
      ...Object.fromEntries(
        columns
          .filter((c) => !['name', 'organ', 'basis'].includes(c.field) && e.body[c.field] !== undefined)
          .map((c) => [`fadu:${c.field}`, e.body[c.field]]),
      ),
    })),
  };
}
