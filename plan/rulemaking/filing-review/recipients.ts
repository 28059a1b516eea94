/**
 * To whom a normative document goes for filing: the table maker → recipient, and the office that does the work for it.
 * A document filed with anyone else is misdirected.
 */
import { type Citation, days, design, type Limit, type OrganFacts } from '@fadu/kernel';
import {
  jilinFilingReviewRegulations as congress,
  countyAdministrationDecision as county,
} from '../../statutes/index.ts';

/** Which of a document's recipients: the government above it (or its own government), or the standing committee. */
export type RecipientKey = 'government' | 'congress';

/** One recipient that a document must be filed with. */
export interface Recipient {
  readonly key: RecipientKey;
  /** What it is called where its own name is not in the directory: 本级人民政府. */
  readonly title: string;
  /** Region of the organ; absent for the provincial government, which is outside this platform. */
  readonly region?: string;
  /** From publication, counted in calendar days; its last day rolls. */
  readonly limit: Limit;
  readonly cites: readonly Citation[];
}

/** Names and lengths a city sets for itself. */
export const filingSettings = {
  /** The government above the city: outside the platform, so that its answers are entered by the city. */
  province: '吉林省人民政府',
  provinceCongress: '吉林省人民代表大会常务委员会',
  stateBody: '国务院备案审查工作机构（司法部）',
  government: days(15),
  congress: days(30),
} as const;

const KEYS: Readonly<Record<RecipientKey, string>> = { government: '政府', congress: '人大' };
/** Code of a filing in the register `document-filings`: the document's number and which recipient. */
export const filingCode = (number: string, key: RecipientKey): string => `${number}/${KEYS[key]}`;

const isProvince = (region: string) => /0000$/.test(region);
const isCity = (region: string) => /00$/.test(region) && !isProvince(region);
/** The city a county belongs to, by the national division code (GB/T 2260). */
const cityOf = (region: string) => `${region.slice(0, 4)}00`;

/** A government, or the office that issues papers in its name. */
const actsAsGovernment = (maker: OrganFacts) =>
  maker.kind === 'government' || /政府办(公室|公厅)?$/.test(maker.name);

const government = (title: string, region?: string): Recipient => ({
  key: 'government',
  title,
  ...(region && { region }),
  limit: filingSettings.government,
  cites: [county.art('1')],
});
const standingCommittee = (region: string): Recipient => ({
  key: 'congress',
  title: '本级人民代表大会常务委员会',
  region,
  limit: filingSettings.congress,
  cites: [congress.art('1'), design('报人大常委会备案的期限按30日设定')],
});

/** Everyone a maker's documents must be filed with; empty for organs that make none (party, congress, courts). */
export function recipientsOf(maker: OrganFacts): readonly Recipient[] {
  if (actsAsGovernment(maker)) {
    const above = isCity(maker.region)
      ? government(filingSettings.province)
      : government('上一级人民政府', cityOf(maker.region));
    return [above, standingCommittee(maker.region)];
  }
  if (maker.kind === 'dispatched' && !/街道|办事处/.test(maker.name))
    return [government('派出它的机关所属的人民政府', cityOf(maker.region))];
  if (['department', 'township', 'authorised', 'dispatched'].includes(maker.kind))
    return [government('本级人民政府', maker.region)];
  return [];
}

/** Organs of a region, from the directory. */
export type OrgansOf = (region: string) => readonly OrganFacts[];

/** The organ of the directory that a recipient is; undefined where it is outside or not entered. */
export const organOfRecipient = (r: Recipient, organsOf: OrgansOf): OrganFacts | undefined =>
  r.region === undefined ? undefined : organsOf(r.region).find((o) => o.kind === r.key);

/** A recipient as people say it. */
export const recipientName = (r: Recipient, organsOf: OrgansOf): string =>
  organOfRecipient(r, organsOf)?.name ?? r.title;

/** The recipient that this organ is for this maker's documents; undefined when the filing is misdirected. */
export const matchingRecipient = (maker: OrganFacts, organ: OrganFacts | undefined): Recipient | undefined =>
  organ && recipientsOf(maker).find((r) => r.region === organ.region && r.key === organ.kind);

/** Who does the work of filing for a recipient: the justice bureau for a government, else the recipient itself. */
export function filingDesk(recipient: OrganFacts | undefined, organsOf: OrgansOf): string | undefined {
  if (!recipient) return undefined;
  if (recipient.kind !== 'government') return recipient.id;
  const bureau = organsOf(recipient.region).find((o) => o.kind === 'department' && /司法局$/.test(o.name));
  return bureau?.id ?? recipient.id;
}

/** The organ that answers for a maker's documents: its government's office where the maker is a government. */
export function paperDesk(maker: OrganFacts | undefined, organsOf: OrgansOf): string | undefined {
  if (!maker) return undefined;
  if (maker.kind !== 'government') return maker.id;
  const found = organsOf(maker.region).find((o) => o.kind === 'department' && actsAsGovernment(o));
  return found?.id ?? maker.id;
}

/** Who may be asked to review a document: the recipient in the platform, the government before the congress. */
export function reviewersOf(maker: OrganFacts, organsOf: OrgansOf): readonly OrganFacts[] {
  return recipientsOf(maker)
    .map((r) => organOfRecipient(r, organsOf))
    .filter((o) => o !== undefined);
}
