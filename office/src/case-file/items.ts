/** What lies in a case file and in which order: every act of the case, as its papers or as a record sheet, and its files. */
import { createHash } from 'node:crypto';
import { type ActRecord, type CaseView, dateOf, CaseView as View } from '@fadu/kernel';
import {
  type FileOrder,
  type FileSection,
  fileOrder,
  OTHER_SECTION,
  sectionOfAct,
  sectionOfMaterial,
  sectionOfPaper,
  VOLUMES,
  type Volume,
} from '@fadu/plan/enforcement/case-documents/index';
import type { LoadedCase } from '../cases/load.ts';
import { labelled } from '../cases/view.ts';
import type { MaterialLine } from '../materials/read.ts';
import type { Office } from '../office.ts';

/** A paper of the case as stored. */
export interface PaperRow {
  readonly seq: number;
  readonly template: string;
  readonly title: string;
  readonly number: string | null;
  readonly organ: string;
  readonly made_on: string;
  readonly pdf: string;
}

/** One thing in the file. */
export type FileItem = {
  readonly volume: Volume;
  readonly section: FileSection;
  readonly title: string;
  /** Number of a paper, or of the act. */
  readonly number: string;
  readonly by: string;
  readonly on: string;
} & (
  | { readonly kind: 'paper'; readonly hash: string }
  | { readonly kind: 'sheet'; readonly rows: readonly (readonly [string, string])[] }
  | { readonly kind: 'picture'; readonly material: MaterialLine }
  | { readonly kind: 'scan'; readonly material: MaterialLine }
  | { readonly kind: 'media'; readonly materials: readonly MaterialLine[] }
);

/** An item before it has a place. */
type Lying = FileItem extends infer I ? (I extends FileItem ? Omit<I, 'volume' | 'section'> : never) : never;

/** A value as a record sheet prints it. */
function printed(value: unknown): string {
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value)) return value.map(printed).join('；');
  if (value && typeof value === 'object')
    return Object.values(value)
      .map(printed)
      .filter((v) => v !== '')
      .join('，');
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dayText(value);
  return value === undefined || value === null ? '' : String(value);
}

/** The record sheet of an act that makes no paper: who, when, and everything that was entered. */
function sheetRows(
  office: Office,
  loaded: LoadedCase,
  act: ActRecord,
): readonly (readonly [string, string])[] {
  const { procedure, state } = loaded;
  const def = procedure.acts[act.act];
  const role = act.actor.role ? procedure.roles[act.actor.role] : undefined;
  const who =
    act.actor.kind === 'system'
      ? '系统'
      : [act.actor.organ ? office.organName(act.actor.organ) : '', role ?? '', act.actor.name]
          .filter(Boolean)
          .join('　');
  const voidedBy = state.acts.find((a) => a.effects.voids.includes(act.seq));
  return [
    ['办理步骤', `第${act.seq}步　${def?.title ?? act.act}`],
    ['办理时间', momentText(act.at)],
    ['办理人', who],
    ...(def ? labelled(def, act.input, office.organName) : []).map(
      ({ title, value }) => [title, printed(value)] as const,
    ),
    ...Object.entries(act.issued ?? {}).map(
      ([series, text]) => [procedure.series?.[series]?.title ?? series, text] as const,
    ),
    ...(voidedBy
      ? ([['效力', `已因第${voidedBy.seq}步“${procedure.acts[voidedBy.act]?.title ?? ''}”失效`]] as const)
      : []),
  ].filter(([, value]) => value !== '') as [string, string][];
}

/** A moment in China Standard Time: 2026年3月2日9时05分. */
export function momentText(iso: string): string {
  const at = new Date(Date.parse(iso) + 8 * 3_600_000);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${dayText(dateOf(iso))}${at.getUTCHours()}时${two(at.getUTCMinutes())}分`;
}

/** 2026年3月2日. */
export function dayText(date: string): string {
  const [y, m, d] = date.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

const IMAGES = ['image/jpeg', 'image/png'];

/**
 * Everything in the file, sorted by volume, section and time. `whole`: both volumes; else only the one that is open to
 * the party.
 */
export function fileItems(
  office: Office,
  loaded: LoadedCase,
  papers: readonly PaperRow[],
  materials: readonly MaterialLine[],
  whole: boolean,
): { order: FileOrder; view: CaseView; items: FileItem[] } {
  const { procedure, state, file } = loaded;
  const order = fileOrder(procedure.code);
  const items: (FileItem & { readonly place: readonly number[] })[] = [];
  const sections = [...order.sections, OTHER_SECTION];
  const put = (section: FileSection, place: readonly number[], item: Lying) =>
    items.push({
      ...item,
      section,
      volume: section.volume,
      place: [VOLUMES.indexOf(section.volume), sections.indexOf(section), ...place],
    });

  for (const act of state.acts) {
    const mine = papers.filter((p) => p.seq === act.seq);
    for (const [i, p] of mine.entries())
      put(sectionOfPaper(order, p.template), [0, act.seq, i], {
        kind: 'paper',
        title: p.template.endsWith('-receipt')
          ? `${p.title}（${procedure.acts[act.act]?.title ?? ''}）`
          : p.title,
        number: p.number ?? '',
        by: office.organName(p.organ),
        on: p.made_on,
        hash: p.pdf,
      });
    if (mine.length) continue;
    // Papers that should be there and are not yet: the step is in the file all the same, as its record sheet.
    const template = procedure.acts[act.act]?.papers?.[0];
    const section = template ? sectionOfPaper(order, template) : sectionOfAct(order, act.act);
    put(section, [0, act.seq, 0], {
      kind: 'sheet',
      title: procedure.acts[act.act]?.title ?? act.act,
      number: `第${act.seq}步`,
      by: act.actor.organ
        ? office.organName(act.actor.organ)
        : act.actor.kind === 'system'
          ? '系统'
          : '当事人',
      on: dateOf(act.at),
      rows: sheetRows(office, loaded, act),
    });
  }
  for (const [i, m] of materials.entries()) {
    if (!IMAGES.includes(m.media) && m.media !== 'application/pdf') continue;
    put(sectionOfMaterial(order, m.kind), [1, Date.parse(m.capturedAt), i], {
      kind: IMAGES.includes(m.media) ? 'picture' : 'scan',
      title: m.name,
      number: m.kind,
      by: m.handedBy,
      on: dateOf(m.capturedAt),
      material: m,
    });
  }
  if (materials.length)
    put(sectionOfMaterial(order, '录像'), [2, 0, 0], {
      kind: 'media',
      title: '音像记录和电子材料目录',
      number: '',
      by: office.organName(state.bindings[procedure.owner]?.[0] ?? ''),
      on: dateOf(file.changed_at),
      materials,
    });
  const shown = items.filter((i) => whole || i.volume === '正卷');
  shown.sort((a, b) => {
    for (let i = 0; i < a.place.length; i++) {
      const by = (a.place[i] ?? 0) - (b.place[i] ?? 0);
      if (by !== 0) return by;
    }
    return 0;
  });
  return { order, view: new View(state), items: shown };
}

/** Number of a case file: follows from the case, so that the same file has the same number. */
export const fileNumber = (caseId: string): string =>
  createHash('sha256').update(caseId).digest('hex').slice(0, 12).toUpperCase();
