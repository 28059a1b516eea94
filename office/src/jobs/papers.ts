/** Papers of an act: composed from the case's facts, made as DOCX and PDF, kept by content hash, entered in the log. */
import { createHash } from 'node:crypto';
import { type ActDef, CaseView, dateOf, fold, noCase } from '@fadu/kernel';
import { canonicalJson } from '@fadu/kernel/record/index';
import { loadCase } from '../cases/load.ts';
import { digestOf } from '../cases/rows.ts';
import type { Office } from '../office.ts';
import { oneStop } from '../papers/flow.ts';
import { type OfficialPaper, toDocx, toPdf } from '../papers/index.ts';

/** Id of a paper: short enough for a QR code, and always the same for the same act and template. */
export const paperId = (caseId: string, seq: number, template: string): string =>
  createHash('sha256').update(`${caseId}/${seq}/${template}`).digest('hex').slice(0, 20);

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Make the papers of one act. Running it again changes nothing. */
export async function makePapers(office: Office, caseId: string, seq: number): Promise<string[]> {
  const loaded = await loadCase(office, { as: 'system' }, caseId);
  const { procedure, file } = loaded;
  // The facts as they were when the act was done.
  const state = fold(noCase(caseId, procedure.code, procedure.version), loaded.state.acts.slice(0, seq));
  const record = state.acts.at(-1);
  const def = record && (procedure.acts[record.act] as ActDef | undefined);
  if (!record || !def?.papers?.length) return [];
  const made: string[] = [];
  for (const name of def.papers) {
    const template = procedure.papers[name];
    if (!template) throw new Error(`${procedure.code} has no paper ${name}`);
    const id = paperId(caseId, seq, name);
    const exists = await office.store.within({ as: 'system' }, (tx) =>
      tx
        .selectFrom('fadu.paper')
        .select('id')
        .where('region', '=', file.region)
        .where('id', '=', id)
        .executeTakeFirst(),
    );
    made.push(id);
    if (exists) continue;
    const date = dateOf(record.at);
    const number = template.series
      ? state.acts.map((a) => a.issued?.[template.series as string]).findLast(Boolean)
      : undefined;
    const issuer =
      template.issuedBy === 'actor.organ' ? record.actor.organ : state.bindings[template.issuedBy]?.[0];
    const organId = issuer ?? file.owner;
    const text = template.compose(new CaseView(state), { date, number, organName: office.organName });
    const organ = office.organName(organId);
    const paper: OfficialPaper = {
      organMark: template.kind === '文件' ? `${organ}文件` : organ,
      ...(number && { number }),
      title: text.title,
      ...(text.recipients && { recipients: text.recipients }),
      blocks: text.blocks.map((b) => (b.kind === 'paragraph' ? { ...b, text: oneStop(b.text) } : b)),
      organ,
      date,
      ...(text.note && { note: text.note }),
      demo: file.demo,
      verify: { url: `${office.baseUrl}/v/${id}`, caption: '扫码验证真伪' },
      kind: template.kind,
      seal: { organ, text: '' },
    };
    const [docx, pdf] = [await toDocx(paper), await toPdf(paper)];
    const row = {
      region: file.region,
      id,
      case_id: caseId,
      seq,
      template: name,
      title: text.title,
      number: number ?? null,
      organ: organId,
      made_on: date,
      docx: sha256(docx),
      pdf: sha256(pdf),
      public: Boolean(template.public),
    };
    const digest = digestOf(row);
    await office.store.within({ as: 'system' }, async (tx) => {
      for (const [bytes, media] of [
        [docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
        [pdf, 'application/pdf'],
      ] as const) {
        await tx
          .insertInto('fadu.blob')
          .values({ hash: sha256(bytes), media, size: bytes.length, bytes: Buffer.from(bytes) })
          .onConflict((c) => c.column('hash').doNothing())
          .execute();
      }
      const inserted = await tx
        .insertInto('fadu.paper')
        .values({ ...row, digest })
        .onConflict((c) => c.columns(['region', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!inserted) return;
      await tx
        .insertInto('fadu.leaf')
        .values({
          region: file.region,
          kind: 'paper',
          ref: id,
          body: canonicalJson({
            v: 1,
            kind: 'paper',
            region: file.region,
            id,
            case: caseId,
            seq,
            template: name,
            docx: row.docx,
            pdf: row.pdf,
            digest,
          }),
        })
        .execute();
    });
  }
  office.written();
  return made;
}
