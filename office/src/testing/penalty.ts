/** A penalty case in a test office, from its clue to the day before closing, and files handed in to it. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Actor } from '@fadu/kernel';
import {
  agreed,
  clue,
  contact,
  decision,
  filing,
  inPerson,
  payment,
  proposal,
} from '@fadu/plan/enforcement/penalty-cases/case.testing';
import { NEVER_SHOWN } from '@fadu/plan/fragments/publication';
import { loadCase } from '../cases/load.ts';
import { openCase, performAct } from '../cases/perform.ts';
import { handIn } from '../materials/hand-in.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';
import { type Certified, certify } from './officers.ts';
import { codeOf, enterText, prepareRegisters, publishBatch } from './registers.ts';

export const MARKET = 't-market';

/** What the tests of a penalty case stand on. */
export interface PenaltyGround {
  readonly item: string;
  readonly one: Certified;
  readonly two: Certified;
}

/** People of the case. */
export const penaltyPeople = (t: TestOffice) => ({
  o1: t.staff('enforcement-officer', MARKET, 'one'),
  o2: t.staff('enforcement-officer', MARKET, 'two'),
  clerk: t.staff('case-clerk', MARKET),
  head: t.staff('head', MARKET),
  reviewer: t.staff('case-reviewer', MARKET),
  stranger: t.staff('enforcement-officer', 't-ecology'),
});

/** Register, item and certificates. */
export async function preparePenalty(t: TestOffice): Promise<PenaltyGround> {
  await prepareRegisters(t);
  await enterText(t, {
    title: '演示执法条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const body = {
    basicCode: '220219001000',
    name: '对演示行为的处罚',
    organ: MARKET,
    basis: [{ instrument: '演示执法条例', article: '2' }],
    kind: '行政处罚',
    field: '市场监管',
    penalties: ['罚款'],
    level: '市级',
    bodyNature: '法定机关',
  };
  await publishBatch(t, 'enforcement-item', [body], '2026-03-02');
  t.at('2026-03-02');
  const who = penaltyPeople(t);
  return {
    item: codeOf(t, 'enforcement-item', body),
    one: await certify(t, who.o1, MARKET),
    two: await certify(t, who.o2, MARKET),
  };
}

/** One act with a fresh key. */
export const penaltyAct = (t: TestOffice, id: string, name: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act: name, actor, input, key: key() });

/** A filed case with one contact (step 3); `major`: one that must be recorded in sound and picture. */
export async function contactedCase(
  t: TestOffice,
  g: PenaltyGround,
  more: Record<string, unknown> = {},
  of: Record<string, unknown> = {},
): Promise<string> {
  const who = penaltyPeople(t);
  t.at('2026-03-02');
  const day = '2026-03-02';
  const { caseId } = await openCase(t.office, 'penalty-ordinary', {
    actor: who.o1,
    key: key(),
    input: { ...clue, partyAccount: 'p-party', actOn: day, actEndedOn: day, discoveredOn: day, ...of },
  });
  const officers = [g.one.officer, g.two.officer];
  await penaltyAct(t, caseId, 'file', who.head, { ...filing, officers, item: g.item });
  t.at('2026-03-03');
  await penaltyAct(t, caseId, 'contact', who.o1, contact('2026-03-03', { officers, major: true, ...more }));
  return caseId;
}

/** The same case decided, served, published and paid: everything but closing. */
export async function paidCase(t: TestOffice, id: string): Promise<void> {
  const who = penaltyPeople(t);
  const act = (name: string, actor: Actor, input: unknown = {}) => penaltyAct(t, id, name, actor, input);
  t.at('2026-03-04');
  await act('end-report', who.o1, proposal());
  await act('case-review', who.reviewer, agreed);
  await act('give-notice', who.clerk);
  await act('serve-notice', who.o1, inPerson('2026-03-04'));
  t.at('2026-03-13');
  await act('submit-decision', who.clerk);
  await act('decide-penalty', who.head, decision());
  await act('serve-decision', who.o1, inPerson('2026-03-13'));
  await act('publish', who.clerk, {
    channels: ['信用中国'],
    checked: [...NEVER_SHOWN],
  });
  t.at('2026-03-16');
  await act('record-payment', who.clerk, payment('2026-03-16', 50_000));
}

export const closing = { summary: '罚款已经缴清', catalogue: '一、立案审批表；二、现场检查笔录' };

/** A picture of one colour, as PNG. */
export function picture(width = 320, height = 240, [r, g, b] = [200, 60, 40]): Uint8Array {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (bytes: Buffer) => {
    let c = 0xffffffff;
    for (const byte of bytes) c = (table[(c ^ byte) & 0xff] as number) ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(8 + body.length);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), 4 + body.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([
    Buffer.from([0]),
    Buffer.concat(Array.from({ length: width }, () => Buffer.from([r ?? 0, g ?? 0, b ?? 0]))),
  ]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** Bytes that begin as an MP4 film does and go on for `size` bytes; enough for storing and reading parts. */
export function film(size: number): Uint8Array {
  const bytes = Buffer.alloc(size);
  for (let i = 0; i < size; i++) bytes[i] = (i * 31 + (i >>> 8)) & 0xff;
  Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomiso2', 'latin1').copy(bytes);
  return new Uint8Array(bytes);
}

/** How many pages a PDF has. */
export const pagesOf = async (bytes: Uint8Array): Promise<number> =>
  (await PDFDocument.load(bytes)).getPageCount();

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What is said of a film of the contact (step 3). */
export const filmed = (bytes: Uint8Array, more: Record<string, unknown> = {}) => ({
  kind: '录像',
  name: '现场检查.mp4',
  sha256: sha256(bytes),
  seq: 3,
  capturedAt: '2026-03-03T00:50:00Z',
  place: '演示市中心路1号',
  device: '执法记录仪ZF-0012',
  officers: ['one', 'two'],
  ...more,
});

/** Hand a file in as a person of the office, without the API. */
export async function handInAs(t: TestOffice, id: string, actor: Actor, bytes: Uint8Array, input: unknown) {
  const organ = actor.posts[0]?.organ;
  const scope = organ
    ? ({ as: 'organ', organ } as const)
    : ({ as: 'resident', person: actor.person ?? '' } as const);
  return handIn(t.office, await loadCase(t.office, scope, id), actor, {
    input,
    body: new Blob([Buffer.from(bytes)]).stream() as ReadableStream<Uint8Array>,
    key: key(),
  });
}
