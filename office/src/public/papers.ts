/** Papers as the public may know them: that one is in the log, unaltered; the files only where the paper is public. */
import type { Office } from '../office.ts';
import { findDocument } from './documents.ts';
import { publicRows } from './rows.ts';

/** A public paper of a case. */
export interface PublicPaper {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly organ: string;
  readonly madeOn: string;
  readonly template: string;
  /** SHA-256 of the files in hexadecimal. */
  readonly pdf: string;
  readonly docx: string;
}

interface PaperRow {
  id: string;
  title: string;
  number: string | null;
  organ: string;
  made_on: string;
  template: string;
  pdf: string;
  docx: string;
}

const view = (office: Office, p: PaperRow): PublicPaper => ({
  id: p.id,
  title: p.title,
  number: p.number,
  organ: office.organName(p.organ),
  madeOn: p.made_on,
  template: p.template,
  pdf: p.pdf,
  docx: p.docx,
});

const COLUMNS = 'id, title, number, organ, made_on, template, pdf, docx';

/** Public papers of a case, oldest first. */
export async function papersOf(office: Office, caseId: string): Promise<PublicPaper[]> {
  const rows = await publicRows<PaperRow>(
    office,
    `select ${COLUMNS} from fadu.paper where region = split_part($1, '-', 1) and case_id = $1 and public order by seq, template`,
    [caseId],
  );
  return rows.map((p) => view(office, p));
}

/** What the record says of a paper. */
export interface PaperRecord {
  readonly id: string;
  /** Place in the log; null while it waits for the next signed head. */
  readonly index: number | null;
  readonly caseId: string;
  /** SHA-256 of the files, as the log has them. */
  readonly pdf: string;
  readonly docx: string;
  readonly procedure: string;
  readonly kind: string;
  /** The paper itself, where everyone may see it. */
  readonly paper: PublicPaper | null;
  /** Whether the row of the paper and the leaf in the log agree; null where the paper is not public. */
  readonly agrees: boolean | null;
  /** 有效, 尚未生效, 失效, 废止 today, for a document of the catalogue. */
  readonly standing: string | null;
  readonly demo: boolean;
}

const ID = /^[0-9a-f]{20}$/;

/** What the record says of a paper by its id, or nothing when there is no such paper in the record. */
export async function findPaper(office: Office, id: string): Promise<PaperRecord | null> {
  if (!ID.test(id)) return null;
  const [leaf] = await publicRows<{ body: string; index: number | null }>(
    office,
    `select l.body, e.index from fadu.leaf l left join fadu.log_entry e on e.leaf = l.id
     where l.kind = 'paper' and l.ref = $1 order by l.id limit 1`,
    [id],
  );
  if (!leaf) return null;
  const said = JSON.parse(leaf.body) as {
    case: string;
    pdf: string;
    docx: string;
    template: string;
    digest: string;
  };
  const [row] = await publicRows<PaperRow & { digest: string; entry: string | null }>(
    office,
    `select p.*, (select e.code from fadu.entry e where e.region = p.region and e.case_id = p.case_id
       and e.register = 'normative-documents' order by e.version desc limit 1) as entry
     from fadu.paper p where p.id = $1 and p.public`,
    [id],
  );
  const [file] = await publicRows<{ procedure: string; demo: boolean }>(
    office,
    `select procedure, demo from fadu.case_file where region = split_part($1, '-', 1) and id = $1`,
    [said.case],
  );
  const templates = file
    ? [office.procedures.get(file.procedure)]
    : [...office.procedures.values()].filter((p) => p.papers[said.template]);
  const procedure = templates[0];
  const document = row?.entry && row.number === row.entry ? await findDocument(office, row.entry) : null;
  return {
    id,
    index: leaf.index,
    caseId: said.case,
    pdf: said.pdf,
    docx: said.docx,
    procedure: procedure?.title ?? '',
    kind: procedure?.papers[said.template]?.title ?? said.template,
    paper: row ? view(office, row) : null,
    agrees: row ? row.pdf === said.pdf && row.docx === said.docx && row.digest === said.digest : null,
    standing: document?.status ?? null,
    demo: file?.demo ?? office.demo,
  };
}

/** The id of the paper with this file, by the SHA-256 of the DOCX or PDF. Who asks has the file already. */
export async function paperOfFile(office: Office, sha256: string): Promise<string | null> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
  const row = await office.store.within({ as: 'system' }, (tx) =>
    tx
      .selectFrom('fadu.paper')
      .select('id')
      .where((e) => e.or([e('pdf', '=', sha256), e('docx', '=', sha256)]))
      .orderBy('made_on')
      .executeTakeFirst(),
  );
  return row?.id ?? null;
}

/** A public paper's file, with a file name that people recognise. Nothing for a paper that is not public. */
export async function paperFile(office: Office, id: string, kind: 'pdf' | 'docx') {
  if (!ID.test(id)) return null;
  const [row] = await publicRows<{
    bytes: Buffer;
    media: string;
    title: string;
    number: string | null;
    hash: string;
  }>(
    office,
    `select b.bytes, b.media, b.hash, p.title, p.number from fadu.paper p join fadu.blob b on b.hash = p.${kind === 'pdf' ? 'pdf' : 'docx'}
     where p.id = $1 and p.public`,
    [id],
  );
  if (!row) return null;
  const name = `${row.number ? `${row.number} ` : ''}${row.title}`
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '')
    .slice(0, 80);
  return { bytes: new Uint8Array(row.bytes), media: row.media, sha256: row.hash, name: `${name}.${kind}` };
}
