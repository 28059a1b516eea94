/** Photographs and scans that an applicant sends with a form: read, looked at before anything is written, then handed in to the case. */
import { createHash } from 'node:crypto';
import type { Actor } from '@fadu/kernel';
import { loadCase } from '@fadu/office/cases/load';
import { handIn, holderOf } from '@fadu/office/materials/hand-in';
import { HEAD_BYTES, mediaOf } from '@fadu/office/materials/media';
import { listMaterials, type MaterialLine } from '@fadu/office/materials/read';
import type { Office } from '@fadu/office/office';
import type { Context } from 'hono';
import type { FieldFault } from './parts.tsx';

/** Largest single file, in bytes: DESIGN, a photograph of any phone and a scan of a few dozen pages. */
export const MAX_SENT_FILE = 10 * 1024 * 1024;
/** All files of one form together, in bytes: what the portal takes at once. */
export const MAX_SENT = 20 * 1024 * 1024;
/** What the browser offers to choose from. HEIC is not on it, so that an iPhone hands over a JPEG. */
export const ACCEPTED = 'image/jpeg,image/png,application/pdf';
export const ACCEPTED_WORDS = '照片（JPG、PNG）或者PDF，每个不超过10兆字节';

/** An input for files, by its id; the material that it is for. */
export interface FilePlace {
  readonly field: string;
  readonly material: string;
}

/** Name of the input: the mark tells the reader of forms that there may be several. */
export const fileName = (field: string): string => `${field}[]`;

/** A file that was looked at and may be handed in. */
export interface SentFile extends FilePlace {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly kind: '照片' | '扫描件';
}

/** Files of a form, and what is wrong with those that cannot be taken. Nothing is kept of them yet. */
export async function readFiles(
  c: Context,
  places: readonly FilePlace[],
): Promise<{ readonly files: readonly SentFile[]; readonly faults: readonly FieldFault[] }> {
  const sent = await c.req.parseBody();
  const files: SentFile[] = [];
  const faults: FieldFault[] = [];
  for (const place of places) {
    for (const one of [sent[fileName(place.field)]].flat()) {
      if (!(one instanceof File) || (one.size === 0 && one.name === '')) continue;
      const wrong = (say: string) =>
        faults.push({ field: place.field, say: `“${place.material}”的文件“${one.name}”${say}` });
      if (one.size === 0) wrong('是空的，请重新选');
      else if (one.size > MAX_SENT_FILE) wrong('超过10兆字节，请拍小一点或者分成几个');
      else {
        const bytes = new Uint8Array(await one.arrayBuffer());
        const kinds = mediaOf(bytes.subarray(0, HEAD_BYTES))?.kinds ?? [];
        const kind = (['照片', '扫描件'] as const).find((k) => kinds.includes(k));
        if (kind)
          files.push({
            ...place,
            name: one.name.slice(-80),
            bytes,
            sha256: createHash('sha256').update(bytes).digest('hex'),
            kind,
          });
        else wrong(`不是能收的种类，请传${ACCEPTED_WORDS}`);
      }
    }
  }
  return { files, faults };
}

/**
 * Hand the files in to a case of the person who sent them. `form`: the form's own number; the same form with the same file hands
 * in once. `seq`: the act whose materials they are.
 * @throws Problem where the case does not take them
 */
export async function handInFiles(
  office: Office,
  actor: Actor,
  caseId: string,
  form: string,
  files: readonly SentFile[],
  seq?: number,
): Promise<void> {
  if (files.length === 0 || !actor.person) return;
  const loaded = await loadCase(office, { as: 'resident', person: actor.person }, caseId);
  // Whoever sends it here does so as the applicant, whatever posts he holds elsewhere.
  const applicant: Actor = { ...actor, posts: [] };
  for (const file of files)
    await handIn(office, loaded, applicant, {
      input: {
        kind: file.kind,
        name: `${file.material}：${file.name}`,
        sha256: file.sha256,
        capturedAt: office.now(),
        place: '网上提交',
        device: '申请人的设备',
        ...(seq && { seq }),
      },
      body: new Blob([file.bytes]).stream(),
      key: `${form}.${file.field}.${file.sha256.slice(0, 32)}`,
    });
}

/** What this person has handed in to his case, oldest first. */
export async function myFiles(
  office: Office,
  person: string,
  caseId: string,
): Promise<readonly MaterialLine[]> {
  const loaded = await loadCase(office, { as: 'resident', person }, caseId);
  return listMaterials(office, loaded, holderOf(loaded, { kind: 'person', person, name: '', posts: [] }));
}
