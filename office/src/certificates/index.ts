/** Certificates as anyone may check them (R6.3): an enterprise’s by its credit code, any one by its number. */
import type { DateStr } from '@fadu/kernel';
import { sql } from 'kysely';
import type { Office } from '../office.ts';

/** What anyone may know of a certificate. */
export interface CertificateFacts {
  readonly code: string;
  readonly name: string;
  readonly organ: string;
  readonly validFrom: DateStr;
  /** Absent: without end. */
  readonly validTo?: DateStr;
  /** Whether it stands on the day asked for, in a word. */
  readonly standing: '有效' | '尚未生效' | '已经过期' | '注销' | '撤销' | '失效' | '暂扣';
  /** In full for enterprises, the first character for people. */
  readonly holder: string;
  readonly enterprise: boolean;
}

interface Row {
  code: string;
  name: string;
  organ: string;
  valid_from: string;
  valid_to: string | null;
  status: string;
  holder: string;
  enterprise: boolean;
}

function facts(r: Row, on: DateStr): CertificateFacts {
  const standing =
    r.status !== '正常'
      ? (r.status as CertificateFacts['standing'])
      : r.valid_from > on
        ? '尚未生效'
        : r.valid_to !== null && r.valid_to < on
          ? '已经过期'
          : '有效';
  return {
    code: r.code,
    name: r.name,
    organ: r.organ,
    validFrom: r.valid_from,
    ...(r.valid_to !== null && { validTo: r.valid_to }),
    standing,
    holder: r.holder,
    enterprise: r.enterprise,
  };
}

/** One certificate by its number, as it stands on a day; null: there is none. */
export async function checkCertificate(
  office: Office,
  code: string,
  on: DateStr,
): Promise<CertificateFacts | null> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<Row>`select * from fadu.certificate_check(${code})`.execute(tx),
  );
  return rows[0] ? facts(rows[0], on) : null;
}

/** All certificates of an enterprise or organisation, the newest first. Empty for a person, and where there are none. */
export async function certificatesOf(
  office: Office,
  credit: string,
  on: DateStr,
): Promise<readonly CertificateFacts[]> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<Row>`select code, body ->> 'name' as name, body ->> 'organ' as organ, body ->> 'validFrom' as valid_from,
      body ->> 'validTo' as valid_to, body ->> 'status' as status, body ->> 'holder' as holder, true as enterprise
      from fadu.certificates_of(${credit})`.execute(tx),
  );
  return rows.map((r) => facts(r, on));
}
