/**
 * The case file as one PDF (R25.4): cover, contents with page numbers, every paper in order, record sheets of the steps
 * that make no paper, pictures, the list of media with their hashes, closing table; a number on every page. The same case
 * in the same state makes the same bytes. Our own pages and the page numbers come from pdfkit with its embedded font;
 * the binding library only copies pages and lays one over another.
 */
import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import { dateOf } from '@fadu/kernel';
import { VOLUMES, type Volume } from '@fadu/plan/enforcement/case-documents/index';
import type { Explained } from '@fadu/plan/enforcement/full-process-record/index';
import type { LoadedCase } from '../cases/load.ts';
import { makePapers } from '../jobs/papers.ts';
import { type Holder, recordCustody } from '../materials/hand-in.ts';
import { listMaterials, type MaterialLine, wholeFile } from '../materials/read.ts';
import { recordStanding } from '../materials/standing.ts';
import type { Office } from '../office.ts';
import { PAGE } from '../papers/page.ts';
import { Canvas } from './canvas.ts';
import { type FileItem, fileItems, fileNumber, type PaperRow } from './items.ts';
import {
  type ContentsLine,
  closingPage,
  contentsPages,
  coverPage,
  gapsText,
  mediaPages,
  numberPage,
  picturePages,
  sheetPages,
} from './pages.ts';

/** Pictures and scans are bound in up to this many bytes in all; the rest is listed. DESIGN. */
const MOST_BOUND = 200 * 1024 * 1024;

/** A case file that was made. */
export interface CaseFilePdf {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** Pages of the file before they are bound: of our own drawing, or of another document. */
interface Bound {
  readonly item: FileItem;
  readonly own?: { readonly from: number; readonly to: number };
  readonly foreign?: { readonly bytes: Uint8Array; readonly scaled: boolean };
}

/**
 * Make the file. `whole`: both volumes, for whoever handles the case; a party gets the volume that is open to it.
 * Every picture that is bound in is a recorded reading.
 */
export async function caseFile(
  office: Office,
  loaded: LoadedCase,
  holder: Holder,
  whole: boolean,
): Promise<CaseFilePdf> {
  const { file, state, procedure } = loaded;
  const papers = await madePapers(office, loaded, holder);
  const materials = await listMaterials(office, loaded, holder);
  const { order, view, items } = fileItems(office, loaded, papers, materials, whole);
  const at = new Date(file.changed_at);
  const options = { title: order.title, at, demo: file.demo };

  const own = new Canvas(options);
  const bound: Bound[] = [];
  let budget = MOST_BOUND;
  for (const item of items) {
    const from = own.pages;
    const pageless = async (): Promise<Bound> => {
      switch (item.kind) {
        case 'paper':
          return { item, foreign: { bytes: await blob(office, holder, item.hash), scaled: false } };
        case 'sheet':
          sheetPages(own, item);
          break;
        case 'media':
          mediaPages(own, item);
          break;
        case 'picture':
        case 'scan': {
          const fits = item.material.size <= budget;
          if (fits) budget -= item.material.size;
          const bytes = fits ? await readForFile(office, loaded, holder, item.material) : null;
          const note = fits ? '' : '文件较大，没有印入案卷，原件见电子材料';
          if (item.kind === 'scan' && bytes && (await readable(bytes))) {
            picturePages(own, item, null, note);
            return { item, own: { from, to: own.pages }, foreign: { bytes, scaled: true } };
          }
          drawPicture(own, item, item.kind === 'picture' ? bytes : null, note);
          break;
        }
        default:
          return item satisfies never;
      }
      return { item, own: { from, to: own.pages } };
    };
    bound.push(await pageless());
  }
  const ours = await PDFDocument.load(await own.end(), { updateMetadata: false });
  const bodies = await Promise.all(
    bound.map(async (b) => ({
      ...b,
      doc: b.foreign ? await PDFDocument.load(b.foreign.bytes, { updateMetadata: false }) : null,
    })),
  );
  const counted = bodies.map((b) => ({
    ...b,
    pages: (b.own ? b.own.to - b.own.from : 0) + (b.doc?.getPageCount() ?? 0),
  }));

  // Page numbers begin anew in each volume.
  const volumes = VOLUMES.filter((v) => counted.some((b) => b.item.volume === v));
  const contents = new Map<Volume, ContentsLine[]>();
  const totals = new Map<Volume, number>();
  for (const b of counted) {
    const lines = contents.get(b.item.volume) ?? [];
    contents.set(b.item.volume, lines);
    const before = totals.get(b.item.volume) ?? 0;
    if (lines.findLast((l) => l.heading)?.title !== b.item.section.title)
      lines.push({ title: b.item.section.title, heading: true, number: '', by: '', on: '', from: 0, to: 0 });
    lines.push({
      title: b.item.title,
      number: b.item.number,
      by: b.item.by,
      on: b.item.on,
      from: before + 1,
      to: before + b.pages,
    });
    totals.set(b.item.volume, before + b.pages);
  }

  const front = new Canvas(options);
  const organ = office.organName(state.bindings[procedure.owner]?.[0] ?? file.owner);
  coverPage(front, {
    title: order.title,
    organ,
    rows: [
      ['案卷号', fileNumber(file.id)],
      ...order.cover(view, office.organName).filter(([, value]) => value !== ''),
      ['本卷', volumes.map((v) => `${v}${totals.get(v) ?? 0}页`).join('，')],
      ...(whole ? [] : ([['说明', '供当事人查阅的正卷，不含内部审批材料']] as [string, string][])),
    ],
  });
  const sections: { volume: Volume; from: number; to: number }[] = [];
  for (const volume of volumes) {
    const from = front.pages;
    contentsPages(front, volume, contents.get(volume) ?? []);
    sections.push({ volume, from, to: front.pages });
  }
  const closingFrom = front.pages;
  closingPage(front, {
    volumes: volumes.map((v) => ({
      volume: v,
      pages: totals.get(v) ?? 0,
      items: (contents.get(v) ?? []).filter((l) => !l.heading).length,
    })),
    media: materials.length,
    standing: whole ? await recordStanding(office, loaded) : null,
    explained: state.acts.flatMap((a) => (a.input.unrecorded ?? []) as readonly Explained[]),
    gaps: materials.filter((m) => !m.continuous).map((m) => `${m.name}：${gapsText(m.gaps)}`),
    state: file.ended
      ? `已办结（${procedure.phases[state.phase]?.title ?? ''}）`
      : `正在办理，处于“${procedure.phases[state.phase]?.title ?? ''}”阶段`,
    madeBy: closer(loaded) || organ,
    on: dateOf(file.changed_at),
  });
  const frontDoc = await PDFDocument.load(await front.end(), { updateMetadata: false });

  const numbers = new Canvas({ ...options, demo: false });
  for (const volume of volumes)
    for (let n = 1; n <= (totals.get(volume) ?? 0); n++) numberPage(numbers, `${volume}　第${n}页`);
  const numberDoc = await PDFDocument.load(await numbers.end(), { updateMetadata: false });

  const out = await PDFDocument.create({ updateMetadata: false });
  out.setTitle(`${order.title}${file.title}`);
  out.setProducer('Fadu');
  out.setCreator('Fadu');
  out.setCreationDate(at);
  out.setModificationDate(at);
  const add = async (from: PDFDocument, indices: readonly number[]): Promise<PDFPage[]> =>
    (await out.copyPages(from, [...indices])).map((page) => out.addPage(page));
  const span = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  await add(frontDoc, [0]);
  let stamped = 0;
  for (const section of sections) {
    await add(frontDoc, span(section.from, section.to));
    for (const b of counted.filter((x) => x.item.volume === section.volume)) {
      const pages: PDFPage[] = [];
      if (b.own) pages.push(...(await add(ours, span(b.own.from, b.own.to))));
      if (b.doc)
        pages.push(...(b.foreign?.scaled ? await lay(out, b.doc) : await add(b.doc, b.doc.getPageIndices())));
      const stamps = await out.embedPdf(numberDoc, span(stamped, stamped + pages.length));
      stamped += pages.length;
      for (const [i, page] of pages.entries()) {
        const stamp = stamps[i];
        if (stamp) page.drawPage(stamp, { x: 0, y: page.getHeight() - PAGE.height });
      }
    }
  }
  await add(frontDoc, span(closingFrom, closingFrom + (frontDoc.getPageCount() - closingFrom)));
  const bytes = await out.save({ updateFieldAppearances: false });
  return {
    name: `${file.title || order.title}-${whole ? '案卷' : '正卷'}.pdf`,
    bytes,
    pages: out.getPageCount(),
  };
}

/** The name of whoever closed the case. */
function closer({ state }: LoadedCase): string {
  const act = state.acts.findLast((a) => a.act.startsWith('close'));
  return act?.actor.name ?? '';
}

/** The papers of the case; what is still waiting to be made in the background is made now: a file is not half full. */
async function madePapers(office: Office, loaded: LoadedCase, holder: Holder): Promise<PaperRow[]> {
  const there = await papersOf(office, loaded, holder);
  const missing = loaded.state.acts.filter((act) => {
    const due = loaded.procedure.acts[act.act]?.papers ?? [];
    return due.some((template) => !there.some((p) => p.seq === act.seq && p.template === template));
  });
  for (const act of missing) await makePapers(office, loaded.file.id, act.seq);
  return missing.length ? papersOf(office, loaded, holder) : there;
}

async function papersOf(office: Office, { file }: LoadedCase, holder: Holder): Promise<PaperRow[]> {
  return office.store.within(holder.scope, (tx) =>
    tx
      .selectFrom('fadu.paper')
      .select(['seq', 'template', 'title', 'number', 'organ', 'made_on', 'pdf'])
      .where('region', '=', file.region)
      .where('case_id', '=', file.id)
      .orderBy('seq')
      .orderBy('template')
      .execute(),
  );
}

async function blob(office: Office, holder: Holder, hash: string): Promise<Uint8Array> {
  const row = await office.store.within(holder.scope, (tx) =>
    tx.selectFrom('fadu.blob').select('bytes').where('hash', '=', hash).executeTakeFirstOrThrow(),
  );
  return new Uint8Array(row.bytes);
}

/** The bytes of a picture or scan, with the reading recorded. */
async function readForFile(
  office: Office,
  { file }: LoadedCase,
  holder: Holder,
  material: MaterialLine,
): Promise<Uint8Array> {
  await office.store.within(holder.scope, (tx) =>
    recordCustody(tx, file.region, material.id, file.id, {
      kind: '归入案卷',
      by: holder.record,
      why: '生成案卷',
      at: office.now(),
    }),
  );
  office.written();
  return wholeFile(office, holder, file.region, material.id);
}

/** A picture that cannot be drawn is listed with its hash, and the page says so. */
function drawPicture(
  canvas: Canvas,
  item: Extract<FileItem, { kind: 'picture' | 'scan' }>,
  bytes: Uint8Array | null,
  note: string,
): void {
  if (bytes && canDraw(canvas, bytes)) picturePages(canvas, item, bytes, note);
  else picturePages(canvas, item, null, note || '文件不能印出，原件见电子材料');
}

function canDraw(canvas: Canvas, bytes: Uint8Array): boolean {
  try {
    (canvas.doc as unknown as { openImage(b: Buffer): unknown }).openImage(Buffer.from(bytes));
    return true;
  } catch {
    return false;
  }
}

async function readable(bytes: Uint8Array): Promise<boolean> {
  try {
    return (await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount() > 0;
  } catch {
    return false;
  }
}

/** Pages of a scan laid into pages of the file's size: as pictures, without links, forms or actions. */
async function lay(out: PDFDocument, scan: PDFDocument): Promise<PDFPage[]> {
  const laid = await out.embedPdf(scan, scan.getPageIndices());
  return laid.map((embedded) => {
    const page = out.addPage([PAGE.width, PAGE.height]);
    const scale = Math.min((PAGE.width - 40) / embedded.width, (PAGE.height - 80) / embedded.height, 1);
    page.drawPage(embedded, {
      x: (PAGE.width - embedded.width * scale) / 2,
      y: (PAGE.height - embedded.height * scale) / 2,
      xScale: scale,
      yScale: scale,
    });
    return page;
  });
}
