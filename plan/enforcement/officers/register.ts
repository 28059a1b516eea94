/**
 * Register of officers' certificates (R25.1): who may enforce, for which organ and in which fields, from which day to
 * which. Entries are made by the procedure `officer-certificate` alone; every contact of an officer asks this register.
 */
import type { RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import { penaltyLaw as apl, enforcementSupervisionRegulations as sup } from '../../statutes/index.ts';
import { task25 } from './settings.ts';

/** What an entry holds. No citizen number, no photograph: the entry is public (three systems opinion: bodies and officers). */
export const certificateEntry = z.object({
  number: z.string().trim().min(4).max(40).meta({ title: '证件号', list: true }),
  name: z.string().trim().min(2).max(40).meta({ title: '姓名', list: true }),
  organ: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .meta({ title: '所属机关', widget: 'organ', cell: 'organ', list: true }),
  fields: z
    .array(z.string().trim().min(1).max(40))
    .min(1)
    .meta({ title: '执法领域', cell: 'lines', list: true }),
  validFrom: z.iso.date().meta({ title: '有效期自', cell: 'date' }),
  validTo: z.iso.date().meta({ title: '有效期至', cell: 'date', list: true }),
  holder: z.string().trim().min(1).max(60).meta({ title: '持证人账号', internal: true }),
  status: z.enum(['在用', '暂停实施', '取消']).meta({ title: '状态' }),
  reason: z.string().optional().meta({ title: '暂停或者终止的原因' }),
});
export type CertificateEntry = z.infer<typeof certificateEntry>;

/** The register. Numbers are those printed on the cards (format 未核实): opaque, one for one card. */
export const officerCertificates: RegisterDef = {
  code: 'officer-certificate',
  title: '行政执法人员证件名录',
  group: '行政执法',
  system: 'officers',
  about:
    '持有行政执法证件的人员、所属机关、执法领域和有效期。不在名录里、当日不在有效期内或者被暂停的，不得执法。',
  cites: [apl.art('42'), sup.art('17'), task25],
  keeper: { role: 'certificate-clerk', title: '执法证件管理人员' },
  form: certificateEntry,
  codes: {
    cites: [sup.art('17')],
    say: '编码就是证件号',
    of: (body) => String(body.number ?? ''),
    check: ({ code, body }) => code === body.number || '编码与证件号不一致',
  },
  itemCode: 'number',
  rules: [],
};
