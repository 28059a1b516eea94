import type {
  ActDef,
  CaseView,
  Citation,
  ClockEffect,
  DateStr,
  Env,
  Fragment,
  InputRule,
  Need,
  Performer,
} from '@fadu/kernel';
import { addDays, days, done, formatDate, need, not } from '@fadu/kernel';
import { z } from 'zod';
import { civilProcedureLaw as cpl } from '../statutes/civil-procedure-law.ts';

/** What a procedure says of one service (送达) of one paper. */
export interface DeliveryOptions {
  /** Name of the act, e.g. `serve-decision`; the public notice is `<act>-announce`, its clock `<act>-period`. */
  readonly act: string;
  /** Prefix of the refusal codes, e.g. `SERVE` gives `SERVE-PROOF`, `SERVE-DAY`, `SERVE-NOTICE`. */
  readonly code: string;
  /** The paper that is served, e.g. 行政处罚决定书. */
  readonly paper: string;
  /** Relation of the one it is served on, e.g. `party`. */
  readonly on: string;
  /** Relation whose organ serves; it issues the proof of service. */
  readonly from: string;
  readonly by: readonly Performer[];
  readonly in: readonly string[];
  /** Rule of the procedure's own statute that asks for the service. */
  readonly cites: readonly Citation[];
  readonly needs?: readonly Need[];
  /** Further checks on what was entered, e.g. that it was served early enough. */
  readonly rules?: readonly InputRule[];
  /** Day on which the paper was made; a service before it, or without it, is refused. */
  readonly issuedOn: (view: CaseView) => DateStr | undefined;
  /** Clocks that begin on the day of service: a right to ask for a hearing, to pay, to sue. */
  readonly starts?: readonly string[];
  /** Clocks that the service ends, counted to the day of service: the duty to serve. */
  readonly stops?: readonly string[];
  /** Further effects on clocks. */
  readonly clocks?: readonly ClockEffect[];
  /** Effects on clocks of the public notice going out, e.g. a limit that does not count that time. */
  readonly announceClocks?: readonly ClockEffect[];
  /** Ways that are allowed here; default all. */
  readonly methods?: readonly DeliveryMethod[];
  /** The rest of the act: settles, outcomes, to, voids, title. */
  readonly more?: Partial<
    Pick<
      ActDef,
      | 'title'
      | 'about'
      | 'settles'
      | 'outcomes'
      | 'to'
      | 'voids'
      | 'repeats'
      | 'publishes'
      | 'entries'
      | 'prefill'
    >
  >;
}

/** Every lawful way of service. */
export const DELIVERY_METHODS = [
  '直接送达',
  '同住成年家属签收',
  '单位收件人签收',
  '留置送达（见证人）',
  '留置送达（拍照录像）',
  '电子送达',
  '委托送达',
  '邮寄送达',
  '转交送达',
  '公告送达',
] as const;
export type DeliveryMethod = (typeof DELIVERY_METHODS)[number];

/** What each way needs as proof, and which day counts as the day of service. */
export interface DeliveryRule {
  readonly cites: readonly Citation[];
  /** The day of service under this way. */
  readonly day: string;
  /** Fields that must be filled, with what they are for. */
  readonly proof: readonly (keyof z.infer<typeof deliveryForm>)[];
}

/** One service: the way, the day that counts in law, and the proof. */
export const deliveryForm = z.object({
  method: z.enum(DELIVERY_METHODS).meta({ title: '送达方式' }),
  servedOn: z.iso.date().meta({
    title: '送达日期',
    description: '法律上视为送达的那一天，不是发出的日期；后面的期限从这一天起算',
  }),
  receiver: z.string().trim().max(60).optional().meta({ title: '签收人', personal: true, person: true }),
  relation: z
    .string()
    .trim()
    .max(40)
    .optional()
    .meta({ title: '签收人与受送达人的关系', description: '如配偶、法定代表人、收发人员' }),
  refusal: z.string().trim().max(500).optional().meta({ title: '拒收的事由', widget: 'long-text' }),
  witnesses: z
    .array(z.string().trim().min(2).max(40))
    .max(5)
    .optional()
    .meta({ title: '见证人', widget: 'lines', personal: true, person: true }),
  recording: z.string().trim().max(200).optional().meta({ title: '拍照、录像的编号' }),
  confirmation: z.string().trim().max(200).optional().meta({ title: '电子送达确认书编号' }),
  confirmedOn: z.iso.date().optional().meta({ title: '确认书签署日期' }),
  system: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ title: '到达的特定系统', description: '如电子邮箱、传真号', personal: true }),
  through: z.string().trim().max(100).optional().meta({ title: '受托或者转交的单位' }),
  tracking: z.string().trim().max(60).optional().meta({ title: '邮件编号' }),
  receipt: z.string().trim().max(200).optional().meta({ title: '送达回证或者回执编号' }),
});

/** A public notice in place of service: why, what was tried, where and when it went out. */
export const announcementForm = z.object({
  ground: z.enum(['受送达人下落不明', '用其他方式无法送达']).meta({ title: '公告送达的原因' }),
  course: z.string().trim().min(10).max(2000).meta({
    title: '查找和送达的经过',
    description: '逐次写明时间、方式和结果，记入案卷',
    widget: 'long-text',
  }),
  channel: z
    .string()
    .trim()
    .min(2)
    .max(100)
    .meta({ title: '公告的载体', description: '如公告栏、报纸、网站' }),
  postedOn: z.iso.date().meta({ title: '公告发出日期' }),
});

/** The ways as a table: proof asked, day that counts, article. */
export const DELIVERY_RULES: Readonly<Record<DeliveryMethod, DeliveryRule>> = {
  直接送达: {
    cites: [cpl.art('87'), cpl.art('88')],
    day: '受送达人签收之日',
    proof: ['receiver', 'receipt'],
  },
  同住成年家属签收: {
    cites: [cpl.art('87'), cpl.art('88')],
    day: '家属签收之日',
    proof: ['receiver', 'relation', 'receipt'],
  },
  单位收件人签收: {
    cites: [cpl.art('87'), cpl.art('88')],
    day: '收件人签收之日',
    proof: ['receiver', 'relation', 'receipt'],
  },
  '留置送达（见证人）': {
    cites: [cpl.art('89')],
    day: '留置之日',
    proof: ['refusal', 'witnesses', 'receipt'],
  },
  '留置送达（拍照录像）': { cites: [cpl.art('89')], day: '留置之日', proof: ['refusal', 'recording'] },
  电子送达: {
    cites: [cpl.art('90')],
    day: '到达特定系统之日',
    proof: ['confirmation', 'confirmedOn', 'system'],
  },
  委托送达: {
    cites: [cpl.art('91'), cpl.art('87')],
    day: '受送达人签收之日',
    proof: ['through', 'receiver', 'receipt'],
  },
  邮寄送达: { cites: [cpl.art('91')], day: '回执注明的收件日期', proof: ['tracking', 'receipt'] },
  转交送达: {
    cites: [cpl.art('92'), cpl.art('93'), cpl.art('94')],
    day: '受送达人签收之日',
    proof: ['through', 'receipt'],
  },
  公告送达: { cites: [cpl.art('95')], day: '公告发出之日起经过30日', proof: [] },
};

/** Days of the public notice: `days(30)`, calendar days without rolling. */
export const NOTICE_PERIOD = days(30);

/** The day on which a public notice counts as service. */
export const noticeServedOn = (postedOn: DateStr): DateStr => addDays(postedOn, NOTICE_PERIOD.n);

/** The day on which the paper was served, from the case's facts; undefined while it is not. */
export const servedOn = (view: CaseView, act: string): DateStr | undefined =>
  view.last(act)?.input.servedOn as DateStr | undefined;

/** All articles that a service may stand on. */
const CITES = [
  cpl.art('87'),
  cpl.art('88'),
  cpl.art('89'),
  cpl.art('90'),
  cpl.art('91'),
  cpl.art('94'),
  cpl.art('95'),
];

const filled = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const titleOfField = (name: keyof typeof deliveryForm.shape): string =>
  String((deliveryForm.shape[name].meta() as { title?: string } | undefined)?.title ?? name);

/** The checks on one service, with the sentence that says what is missing. */
function serviceRules(o: DeliveryOptions): InputRule[] {
  const allowed: readonly string[] = o.methods ?? DELIVERY_METHODS;
  return [
    {
      code: `${o.code}-METHOD`,
      field: 'method',
      cites: [...o.cites, ...CITES],
      say: `《${o.paper}》不能用这种方式送达`,
      check: (input) => allowed.includes(String(input.method)),
    },
    {
      code: `${o.code}-PROOF`,
      field: 'method',
      cites: CITES,
      say: '送达的证明不完整',
      check: (input) => {
        const rule = DELIVERY_RULES[input.method as DeliveryMethod];
        const missing = rule.proof.filter((name) => !filled(input[name])).map(titleOfField);
        return missing.length === 0 || `${String(input.method)}还要写明：${missing.join('、')}`;
      },
    },
    {
      code: `${o.code}-DAY`,
      field: 'servedOn',
      cites: [cpl.art('87')],
      say: '送达日期不对',
      check: (input, view, env) => dayCheck(o, input, view, env),
    },
    {
      code: `${o.code}-CONSENT`,
      field: 'confirmedOn',
      cites: [cpl.art('90'), ...o.cites],
      say: '电子送达要先由受送达人签署确认书，确认书的日期不能晚于送达日期',
      check: (input) =>
        input.method !== '电子送达' || String(input.confirmedOn ?? '9') <= String(input.servedOn),
    },
    {
      code: `${o.code}-NOTICE`,
      field: 'servedOn',
      cites: [cpl.art('95')],
      say: '还没有发出公告，不能按公告送达登记',
      check: (input, view) => {
        if (input.method !== '公告送达') return true;
        const posted = view.last(`${o.act}-announce`)?.input.postedOn;
        if (!posted) return false;
        const day = noticeServedOn(String(posted));
        return (
          input.servedOn === day ||
          `公告于${formatDate(String(posted))}发出，经过30日，${formatDate(day)}视为送达`
        );
      },
    },
    ...(o.rules ?? []),
  ];
}

function dayCheck(
  o: DeliveryOptions,
  input: Readonly<Record<string, unknown>>,
  view: CaseView,
  env: Env,
): true | string {
  const day = String(input.servedOn);
  const issued = o.issuedOn(view);
  if (day > env.today) return `送达日期${formatDate(day)}还没有到，送达之后才能登记`;
  if (!issued) return `《${o.paper}》还没有作出，不能送达`;
  if (day < issued) return `送达日期${formatDate(day)}早于《${o.paper}》作出的${formatDate(issued)}`;
  return true;
}

/**
 * Service of one paper by each lawful way. The day that counts in law is entered with its proof and drives the
 * clocks that begin with service, whatever day it is recorded on. A public notice is an act of its own; after
 * thirty days the service is recorded with the day on which it took effect.
 */
export function delivery(o: DeliveryOptions): Fragment {
  const period = `${o.act}-period`;
  const receipt = `${o.act}-receipt`;
  const byNotice = o.methods?.includes('公告送达') ?? true;
  const announce: Record<string, ActDef> = {
    [`${o.act}-announce`]: {
      title: `公告送达《${o.paper}》`,
      about: '下落不明或者其他方式都无法送达时，发出公告，并在案卷中记明原因和经过',
      by: o.by,
      in: o.in,
      cites: [cpl.art('95'), ...o.cites],
      repeats: true,
      needs: [
        ...(o.needs ?? []),
        ...(o.more?.repeats
          ? []
          : [
              need(`${o.code}-DONE`, not(done(o.act)), `《${o.paper}》已经送达，不需要再公告`, [
                cpl.art('95'),
              ]),
            ]),
      ],
      form: announcementForm,
      rules: [
        {
          code: `${o.code}-POSTED`,
          field: 'postedOn',
          cites: [cpl.art('95')],
          say: '公告发出日期不能晚于今天，也不能早于文书作出之日',
          check: (input, view, env) =>
            String(input.postedOn) <= env.today && String(input.postedOn) >= (o.issuedOn(view) ?? ''),
        },
      ],
      clocks: [{ do: 'restart', clock: period, on: 'postedOn' }, ...(o.announceClocks ?? [])],
      publishes: [`${o.act}-announcement`],
    },
  };
  return {
    acts: {
      ...(byNotice && announce),
      [o.act]: {
        title: `送达《${o.paper}》`,
        about: '登记送达方式、送达日期和证明；后续期限从送达日期起算',
        by: o.by,
        in: o.in,
        cites: [...o.cites, ...CITES],
        needs: o.needs ?? [],
        form: deliveryForm,
        rules: serviceRules(o),
        ...o.more,
        clocks: [
          ...(byNotice ? [{ do: 'stop', clock: period } as const] : []),
          ...(o.stops ?? []).map((clock) => ({ do: 'stop', clock, on: 'servedOn' }) as const),
          ...(o.starts ?? []).map((clock) => ({ do: 'restart', clock, on: 'servedOn' }) as const),
          ...(o.clocks ?? []),
        ],
        papers: [receipt],
      },
    },
    clocks: byNotice
      ? {
          [period]: {
            title: `《${o.paper}》公告送达期间`,
            kind: 'minimum',
            owedBy: o.on,
            limit: NOTICE_PERIOD,
            lastDay: 'keep',
            cites: [cpl.art('95')],
          },
        }
      : {},
    papers: {
      [receipt]: {
        title: '送达回证',
        kind: '信函',
        issuedBy: o.from,
        compose: (view, { organName }) => {
          const input = view.last(o.act)?.input as z.infer<typeof deliveryForm> | undefined;
          const row = (name: string, value: unknown): string[][] =>
            filled(value) ? [[name, Array.isArray(value) ? value.join('、') : String(value)]] : [];
          return {
            title: '送达回证',
            blocks: [
              {
                kind: 'table',
                rows: [
                  ['送达文书', `《${o.paper}》`],
                  ['送达机关', organName(view.bound(o.from)[0] ?? '')],
                  ...row('送达方式', input?.method),
                  ['送达日期', input ? formatDate(input.servedOn) : ''],
                  ...row('签收人', input?.receiver),
                  ...row('与受送达人的关系', input?.relation),
                  ...row('拒收事由', input?.refusal),
                  ...row('见证人', input?.witnesses),
                  ...row('拍照、录像编号', input?.recording),
                  ...row('电子送达确认书', input?.confirmation),
                  ...row('到达系统', input?.system),
                  ...row('受托、转交单位', input?.through),
                  ...row('邮件编号', input?.tracking),
                  ...row('回证、回执编号', input?.receipt),
                  ['送达日期的依据', input ? DELIVERY_RULES[input.method].day : ''],
                ],
              },
            ],
          };
        },
      },
    },
  };
}
