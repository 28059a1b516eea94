/**
 * Handing in a file: streamed to the side and measured, compared with the hash that was computed where it was captured,
 * then written with its custody and its leaves in one transaction. Nothing is kept of a file that is refused.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, type ActorRecord, MATERIAL_KINDS } from '@fadu/kernel';
import { canonicalJson } from '@fadu/kernel/record/index';
import { sql } from 'kysely';
import { z } from 'zod';
import type { LoadedCase } from '../cases/load.ts';
import { digestOf, plain } from '../cases/rows.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import type { Scope, Tx } from '../store/pool.ts';
import type { CustodyKind } from '../store/tables.ts';
import { HEAD_BYTES, MAX_MATERIAL_BYTES, MEDIA_WORDS, type MediaType, mediaOf } from './media.ts';
import { recordingRule } from './rule.ts';

/** Bytes of one piece as stored. */
export const PIECE_BYTES = 1024 * 1024;

const gap = z
  .object({
    from: z.number().min(0).max(86_400),
    to: z.number().min(0).max(86_400),
    reason: z.string().trim().min(4, '中断要写明原因').max(500),
  })
  .refine((g) => g.to > g.from, '中断的终点应当晚于起点');

/** What is said of a file when it is handed in. */
export const materialForm = z.strictObject({
  kind: z.enum(MATERIAL_KINDS).meta({ title: '种类' }),
  name: z.string().trim().min(1).max(200).meta({ title: '名称' }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '应当是64位十六进制的SHA-256')
    .meta({ title: '采集时计算的SHA-256' }),
  seq: z.int().min(1).optional().meta({ title: '是哪一步办理的记录' }),
  capturedAt: z.iso.datetime({ offset: true }).meta({ title: '形成时间' }),
  place: z.string().trim().min(1).max(200).meta({ title: '形成地点' }),
  device: z.string().trim().min(1).max(100).meta({ title: '设备' }),
  officers: z.array(z.string().trim().min(1).max(80)).max(10).default([]).meta({ title: '执法人员' }),
  about: z.string().trim().max(1000).default('').meta({ title: '内容说明' }),
  gaps: z.array(gap).max(100).default([]).meta({ title: '中断' }),
});
export type MaterialInput = z.infer<typeof materialForm>;

/** Who does something with a file, and under whose database role. */
export interface Holder {
  readonly record: ActorRecord;
  readonly scope: Scope;
}

/** The person as staff of an organ of this case, else as one of its parties. @throws Problem 403 */
export function holderOf(loaded: LoadedCase, actor: Actor): Holder {
  const { file, procedure } = loaded;
  const post =
    actor.posts.find((p) => file.organs.includes(p.organ) && procedure.roles[p.role]) ??
    actor.posts.find((p) => file.organs.includes(p.organ));
  const who = { kind: 'person', name: actor.name, ...(actor.person && { person: actor.person }) } as const;
  if (post)
    return {
      record: { ...who, role: post.role, organ: post.organ },
      scope: { as: 'organ', organ: post.organ },
    };
  if (actor.person && file.persons.includes(actor.person))
    return { record: who, scope: { as: 'resident', person: actor.person } };
  throw new Problem(
    403,
    'who',
    '只有办理本案的机关和本案的当事人可以移交、查看材料',
    [],
    recordingRule.cites,
  );
}

/** A file as it arrived, kept aside until it is written or refused. */
interface Spooled {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly media: MediaType | undefined;
}

async function spool(body: ReadableStream<Uint8Array> | null, path: string, most: number): Promise<Spooled> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let size = 0;
  const out = await open(path, 'w', 0o600);
  try {
    for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > most) throw tooLarge(most);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, part]).subarray(0, HEAD_BYTES);
      hash.update(part);
      await out.writeFile(part);
    }
  } finally {
    await out.close();
  }
  return { path, size, sha256: hash.digest('hex'), media: mediaOf(head) };
}

/** The refusal of a file over the limit. */
export const tooLarge = (most = MAX_MATERIAL_BYTES): Problem =>
  new Problem(
    413,
    'too-large',
    `一个文件不能超过${Math.floor(most / 1024 / 1024)} MB，请分段移交，每段写明起止时间`,
    [],
    recordingRule.cites,
  );

function checkInput(input: MaterialInput, loaded: LoadedCase, now: string, byStaff: boolean): void {
  const wrong = (field: string, say: string) =>
    new Problem(
      422,
      'material',
      say,
      [{ code: 'material', field, detail: say, citations: [] }],
      recordingRule.cites,
    );
  if (loaded.file.ended) throw wrong('', '案件已经了结，案卷已经封存，不能再移交材料');
  if (input.seq !== undefined && !loaded.state.acts.some((a) => a.seq === input.seq))
    throw wrong('seq', `本案没有第${input.seq}步办理，请重新选择这份材料是哪一步的记录`);
  if (Date.parse(input.capturedAt) > Date.parse(now) + 5 * 60_000)
    throw wrong('capturedAt', '形成时间不能晚于现在，请核对设备的时钟');
  const recording = input.kind === '录像' || input.kind === '录音';
  if (recording && byStaff && input.officers.length === 0)
    throw wrong('officers', '录音、录像要写明在场的执法人员');
  if (!recording && input.gaps.length) throw wrong('gaps', '只有录音、录像才有中断');
}

/** What is found of a file that was handed in before under the same key. */
interface Known {
  readonly id: string;
  readonly sha256: string;
  readonly handed_by: ActorRecord;
}

/**
 * Hand a file in. `limit` in bytes; tests set a smaller one. The same key hands in once.
 * @throws Problem 413 too large, 415 not a kind that is taken, 422 what was said does not fit; nothing is kept
 */
export async function handIn(
  office: Office,
  loaded: LoadedCase,
  actor: Actor,
  request: {
    readonly input: unknown;
    readonly body: ReadableStream<Uint8Array> | null;
    readonly key: string;
    readonly limit?: number;
  },
): Promise<{ id: string; sha256: string; repeated: boolean }> {
  if (!/^[\x21-\x7e]{8,128}$/.test(request.key))
    throw new Problem(400, 'idempotency-key', '请求缺少幂等键（Idempotency-Key），应为8到128个可见字符');
  const holder = holderOf(loaded, actor);
  const parsed = materialForm.safeParse(request.input);
  if (!parsed.success) {
    const items = parsed.error.issues.map((issue) => ({
      code: 'input',
      field: issue.path.map(String).join('.'),
      detail: `${titleOf(issue.path)}：${issue.message}`,
      citations: [],
    }));
    throw new Problem(400, 'input', items[0]?.detail ?? '材料的说明不完整', items, recordingRule.cites);
  }
  const input = parsed.data;
  checkInput(input, loaded, office.now(), holder.record.organ !== undefined);
  const region = loaded.file.region;
  const id = createHash('sha256').update(`${loaded.file.id}\n${request.key}`).digest('hex').slice(0, 24);
  const before = await office.store.within(holder.scope, (tx) => knownMaterial(tx, region, id));
  if (before) return again(before, input, holder);

  const folder = await mkdtemp(join(tmpdir(), 'fadu-material-'));
  try {
    const file = await spool(request.body, join(folder, 'file'), request.limit ?? MAX_MATERIAL_BYTES);
    if (file.size === 0) throw new Problem(400, 'file', '没有收到文件，请选择文件后再移交');
    if (file.sha256 !== input.sha256)
      throw new Problem(
        422,
        'hash',
        `收到的文件与采集时计算的SHA-256不一致，没有收下：应为${input.sha256.slice(0, 16)}……，实为${file.sha256.slice(0, 16)}……；请重新移交原始文件`,
        [],
        recordingRule.cites,
      );
    const media = file.media;
    if (!media?.kinds.includes(input.kind))
      throw new Problem(
        415,
        'media',
        media
          ? `这个文件的内容是${media.media}，不能作为${input.kind}移交；可以移交：${MEDIA_WORDS}`
          : `认不出这个文件的内容，没有收下；可以移交：${MEDIA_WORDS}`,
        [],
        recordingRule.cites,
      );
    await store(office, loaded, holder, { id, input, file, media });
    office.written();
    return { id, sha256: file.sha256, repeated: false };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const titleOf = (path: readonly PropertyKey[]): string => {
  const shape = materialForm.shape as Record<string, z.ZodType>;
  return String((shape[String(path[0])]?.meta() as { title?: string } | undefined)?.title ?? path.join('.'));
};

async function knownMaterial(tx: Tx, region: string, id: string): Promise<Known | undefined> {
  return tx
    .selectFrom('fadu.material')
    .select(['id', 'sha256', 'handed_by'])
    .where('region', '=', region)
    .where('id', '=', id)
    .executeTakeFirst() as Promise<Known | undefined>;
}

function again(known: Known, input: MaterialInput, holder: Holder) {
  if (known.sha256 !== input.sha256 || known.handed_by.person !== holder.record.person)
    throw new Problem(409, 'idempotency-key-reused', '这个幂等键已经用于另一次移交，请换一个新的');
  return { id: known.id, sha256: known.sha256, repeated: true };
}

async function store(
  office: Office,
  loaded: LoadedCase,
  holder: Holder,
  { id, input, file, media }: { id: string; input: MaterialInput; file: Spooled; media: MediaType },
): Promise<void> {
  const region = loaded.file.region;
  const now = office.now();
  const row = {
    region,
    id,
    case_id: loaded.file.id,
    seq: input.seq ?? null,
    kind: input.kind,
    name: input.name,
    media: input.kind === '录音' && media.media === 'video/webm' ? 'audio/webm' : media.media,
    size: file.size,
    sha256: file.sha256,
    captured_at: new Date(input.capturedAt).toISOString(),
    place: input.place,
    device: input.device,
    officers: input.officers,
    about: input.about,
    continuous: input.gaps.length === 0,
    gaps: input.gaps,
    handed_by: holder.record,
    handed_at: now,
    salt: randomBytes(16).toString('hex'),
  };
  const digest = digestOf(row);
  const source = await open(file.path, 'r');
  try {
    await office.store.within(holder.scope, async (tx) => {
      await tx
        .insertInto('fadu.material')
        .values({
          ...row,
          gaps: JSON.stringify(row.gaps),
          handed_by: JSON.stringify(row.handed_by),
          digest,
        })
        .execute();
      const piece = Buffer.alloc(PIECE_BYTES);
      for (let n = 0; ; n++) {
        const { bytesRead } = await source.read(piece, 0, PIECE_BYTES, n * PIECE_BYTES);
        if (bytesRead === 0) break;
        await sql`insert into fadu.material_piece (region, material, n, bytes)
          values (${region}, ${id}, ${n}, ${piece.subarray(0, bytesRead)})`.execute(tx);
      }
      await leaf(tx, 'material', region, id, { case: row.case_id, at: now, digest });
      await recordCustody(tx, region, id, row.case_id, {
        kind: '移交',
        by: holder.record,
        why: '移交入卷',
        at: now,
      });
    });
  } finally {
    await source.close();
  }
}

async function leaf(tx: Tx, kind: string, region: string, id: string, more: Record<string, unknown>) {
  await tx
    .insertInto('fadu.leaf')
    .values({ region, kind, ref: id, body: canonicalJson(plain({ v: 1, kind, region, id, ...more })) })
    .execute();
}

/** Record what was done with a file, in the transaction of the caller. @returns the record's id */
export async function recordCustody(
  tx: Tx,
  region: string,
  material: string,
  caseId: string,
  what: {
    readonly kind: CustodyKind;
    readonly by: ActorRecord;
    readonly why: string;
    readonly at: string;
  },
): Promise<string> {
  const row = {
    region,
    id: randomBytes(12).toString('hex'),
    material,
    ...what,
    salt: randomBytes(16).toString('hex'),
  };
  const digest = digestOf(row);
  await tx
    .insertInto('fadu.material_custody')
    .values({ ...row, by: JSON.stringify(row.by), digest })
    .execute();
  await leaf(tx, 'custody', region, row.id, { case: caseId, material, at: what.at, digest });
  return row.id;
}
