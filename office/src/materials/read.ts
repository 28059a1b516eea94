/** Reading files of a case: the list with its custody, and the bytes, which only a recorded reading opens. */
import type { MaterialGap, MaterialKind } from '@fadu/kernel';
import { sql } from 'kysely';
import type { LoadedCase } from '../cases/load.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import type { CustodyKind } from '../store/tables.ts';
import { type Holder, PIECE_BYTES, recordCustody } from './hand-in.ts';
import { recordingRule } from './rule.ts';

/** Hours that a recorded reading opens a file for. DESIGN. */
export const READING_HOURS = 12;

/** One thing that was done with a file. */
export interface CustodyLine {
  readonly id: string;
  readonly kind: CustodyKind;
  readonly by: string;
  readonly organ: string | null;
  readonly why: string;
  readonly at: string;
}

/** One file as people read of it. */
export interface MaterialLine {
  readonly id: string;
  readonly seq: number | null;
  readonly kind: MaterialKind;
  readonly name: string;
  readonly media: string;
  readonly size: number;
  readonly sha256: string;
  readonly capturedAt: string;
  readonly place: string;
  readonly device: string;
  readonly officers: readonly string[];
  readonly about: string;
  readonly continuous: boolean;
  readonly gaps: readonly MaterialGap[];
  readonly handedBy: string;
  readonly handedAt: string;
  readonly custody: readonly CustodyLine[];
}

/** The files of a case that this person may see, with who handed them in and who read them. */
export async function listMaterials(
  office: Office,
  loaded: LoadedCase,
  holder: Holder,
): Promise<MaterialLine[]> {
  const { region, id } = loaded.file;
  return office.store.within(
    holder.scope,
    async (tx) => {
      const rows = await tx
        .selectFrom('fadu.material')
        .selectAll()
        .where('region', '=', region)
        .where('case_id', '=', id)
        .orderBy('handed_at')
        .orderBy('id')
        .execute();
      const custody = rows.length
        ? await tx
            .selectFrom('fadu.material_custody')
            .selectAll()
            .where('region', '=', region)
            .where(
              'material',
              'in',
              rows.map((r) => r.id),
            )
            .orderBy('at')
            .orderBy('id')
            .execute()
        : [];
      const byMaterial = Map.groupBy(custody, (c) => c.material);
      return rows.map((r) => ({
        id: r.id,
        seq: r.seq,
        kind: r.kind,
        name: r.name,
        media: r.media,
        size: r.size,
        sha256: r.sha256,
        capturedAt: r.captured_at,
        place: r.place,
        device: r.device,
        officers: r.officers,
        about: r.about,
        continuous: r.continuous,
        gaps: r.gaps,
        handedBy: r.handed_by.name,
        handedAt: r.handed_at,
        custody: (byMaterial.get(r.id) ?? []).map((c) => ({
          id: c.id,
          kind: c.kind,
          by: c.by.name,
          organ: c.by.organ ? office.organName(c.by.organ) : null,
          why: c.why,
          at: c.at,
        })),
      }));
    },
    { snapshot: true },
  );
}

/** Record that someone reads a file or takes a copy, and why. @returns id under which the bytes are open */
export async function openReading(
  office: Office,
  loaded: LoadedCase,
  holder: Holder,
  material: string,
  what: { readonly kind: '查看' | '下载'; readonly why: string },
): Promise<string> {
  const { region, id } = loaded.file;
  const reading = await office.store.within(holder.scope, async (tx) => {
    const found = await tx
      .selectFrom('fadu.material')
      .select('id')
      .where('region', '=', region)
      .where('case_id', '=', id)
      .where('id', '=', material)
      .executeTakeFirst();
    if (!found) throw notFound('这份材料');
    return recordCustody(tx, region, material, id, {
      kind: what.kind,
      by: holder.record,
      why: what.why,
      at: office.now(),
    });
  });
  office.written();
  return reading;
}

/** A file that a recorded reading has opened. */
export interface OpenFile {
  readonly name: string;
  readonly media: string;
  readonly size: number;
  readonly sha256: string;
  readonly copy: boolean;
  /** Bytes from `from` to `to`, both counted, a piece at a time. */
  bytes(from: number, to: number): ReadableStream<Uint8Array>;
}

/** The bytes behind a reading of this person. @throws Problem 403 where there is no such reading, or it is too old */
export async function openFile(
  office: Office,
  loaded: LoadedCase,
  holder: Holder,
  material: string,
  reading: string,
): Promise<OpenFile> {
  const { region, id } = loaded.file;
  const found = await office.store.within(holder.scope, (tx) =>
    tx
      .selectFrom('fadu.material as m')
      .innerJoin('fadu.material_custody as c', (j) =>
        j.onRef('c.region', '=', 'm.region').onRef('c.material', '=', 'm.id'),
      )
      .select(['m.name', 'm.media', 'm.size', 'm.sha256', 'c.by', 'c.at', 'c.kind'])
      .where('m.region', '=', region)
      .where('m.case_id', '=', id)
      .where('m.id', '=', material)
      .where('c.id', '=', reading)
      .executeTakeFirst(),
  );
  const age = found ? Date.parse(office.now()) - Date.parse(found.at) : 0;
  const mine = found && found.by.person === holder.record.person && ['查看', '下载'].includes(found.kind);
  if (!mine || age > READING_HOURS * 3_600_000)
    throw new Problem(
      403,
      'reading',
      `查看、下载材料要先登记事由，登记后${READING_HOURS}小时内有效；请从案件的“材料”里重新打开`,
      [],
      recordingRule.cites,
    );
  return {
    name: found.name,
    media: found.media,
    size: found.size,
    sha256: found.sha256,
    copy: found.kind === '下载',
    bytes: (from, to) => pieces(office, holder, region, material, from, to),
  };
}

/** The bytes of a file from `from` to `to`, both counted; each piece is read when it is wanted. */
function pieces(
  office: Office,
  holder: Holder,
  region: string,
  material: string,
  from: number,
  to: number,
): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (at > to) {
        controller.close();
        return;
      }
      const n = Math.floor(at / PIECE_BYTES);
      const start = at - n * PIECE_BYTES;
      const length = Math.min(PIECE_BYTES - start, to - at + 1);
      const { rows } = await office.store.within(holder.scope, (tx) =>
        sql<{ part: Buffer }>`select substring(bytes from ${start + 1} for ${length}) as part
          from fadu.material_piece where region = ${region} and material = ${material} and n = ${n}`.execute(
          tx,
        ),
      );
      const part = rows[0]?.part;
      if (!part || part.length !== length) throw new Error(`${material}: piece ${n} is not whole`);
      at += length;
      controller.enqueue(new Uint8Array(part));
      if (at > to) controller.close();
    },
  });
}

/** A whole file as bytes; only for what is small (pictures and scans of a case file). */
export async function wholeFile(
  office: Office,
  holder: Holder,
  region: string,
  material: string,
): Promise<Uint8Array> {
  const { rows } = await office.store.within(holder.scope, (tx) =>
    sql<{
      bytes: Buffer;
    }>`select bytes from fadu.material_piece where region = ${region} and material = ${material}
      order by n`.execute(tx),
  );
  return new Uint8Array(Buffer.concat(rows.map((r) => r.bytes)));
}
