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
import { fieldTitle, inWords, isAccount, momentText } from '../cases/words.ts';
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
    ...Object.entries(def?.form?.shape ?? {}).map(
      ([field, schema]) =>
        [fieldTitle(schema, field), inWords(schema, act.input[field], office.organName)] as const,
    ),
    ...Object.entries(act.issued ?? {}).map(
      ([series, text]) => [procedure.series?.[series]?.title ?? series, text] as const,
    ),
    ...(voidedBy
      ? ([['效力', `已因第${voidedBy.seq}步“${procedure.acts[voidedBy.act]?.title ?? ''}”失效`]] as const)
      : []),
  ].filter(([title, value]) => value !== '' && !isAccount(title)) as [string, string][];
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
    // A step without a paper is in the file as its record sheet.
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
