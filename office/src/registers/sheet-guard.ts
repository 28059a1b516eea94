/**
 * What a spreadsheet that somebody sends may hold, looked at before a library unfolds it: an .xlsx file is a zip of XML
 * texts, and a small file can be made so that reading it takes all memory or never ends (zip bombs, entities, merged
 * ranges over a whole sheet). Macros have no place in a list.
 */
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { Problem } from '../problem.ts';

/** All parts of a file together hold at most this many bytes once unfolded. */
export const MOST_UNFOLDED = 200 * 1024 * 1024;
/** A file has at most this many parts. */
const MOST_PARTS = 1000;
/** Cells that merged ranges cover together. */
const MOST_MERGED = 200_000;

const inflate = promisify(inflateRaw);

const tooMuch = (): Problem =>
  new Problem(413, 'too-large', '表格展开以后太大，没有读取；请删去多余的工作表、图片和空行，拆成几份再上传');
const broken = (): Problem =>
  new Problem(400, 'file', '表格打不开，可能不是 .xlsx 文件或者已经损坏；请用表格软件另存为 .xlsx 再上传');

interface Part {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unfolded: number;
  readonly at: number;
}

/** The central directory of a zip. @throws Problem 400, 413 */
function partsOf(zip: Buffer): Part[] {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > zip.length) throw broken();
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_PARTS) throw tooMuch();
  const parts: Part[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) throw broken();
    const [name, extra, comment] = [28, 30, 32].map((o) => zip.readUInt16LE(at + o)) as [
      number,
      number,
      number,
    ];
    parts.push({
      name: zip.toString('utf8', at + 46, at + 46 + name),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      unfolded: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** The text of one part, never more than it says of itself. @throws Problem 400, 413 */
async function unfold(zip: Buffer, part: Part): Promise<Buffer> {
  if (part.at + 30 > zip.length || zip.readUInt32LE(part.at) !== 0x04034b50) throw broken();
  const from = part.at + 30 + zip.readUInt16LE(part.at + 26) + zip.readUInt16LE(part.at + 28);
  const bytes = zip.subarray(from, from + part.packed);
  if (part.method === 0) {
    if (part.packed !== part.unfolded) throw broken();
    return bytes;
  }
  if (part.method !== 8) throw broken();
  try {
    return await inflate(bytes, { maxOutputLength: Math.max(1, part.unfolded) });
  } catch (error) {
    // More comes out than the file says of itself: made to deceive.
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuch() : broken();
  }
}

const column = (letters: string): number => [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0);

/** Cells that the merged ranges of a sheet cover. */
function merged(xml: string): number {
  let cells = 0;
  for (const [, a = '', b = '', c = '', d = ''] of xml.matchAll(
    /<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g,
  ))
    cells += (Math.abs(column(c) - column(a)) + 1) * (Math.abs(Number(d) - Number(b)) + 1);
  return cells;
}

/** Look a spreadsheet over before it is read. @throws Problem 400 or 413; nothing was unfolded beyond the limit */
export async function checkSheet(bytes: Uint8Array): Promise<void> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (zip.length < 4 || zip.readUInt32LE(0) !== 0x04034b50) throw broken();
  const parts = partsOf(zip);
  if (parts.reduce((n, p) => n + p.unfolded, 0) > MOST_UNFOLDED) throw tooMuch();
  if (parts.some((p) => /vbaProject|\.bin$/i.test(p.name) && /vba/i.test(p.name)))
    throw new Problem(400, 'file', '表格里带有宏，没有读取；请用表格软件另存为不带宏的 .xlsx 再上传');
  if (new Set(parts.map((p) => p.name)).size !== parts.length) throw broken();
  for (const part of parts) {
    const text = await unfold(zip, part);
    if (!/\.(?:xml|rels|vml)$/i.test(part.name)) continue;
    // What spreadsheets are written in has no use for declarations of its own.
    if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw broken();
    if (/worksheets\//.test(part.name) && merged(text.toString('utf8')) > MOST_MERGED) throw tooMuch();
  }
}
