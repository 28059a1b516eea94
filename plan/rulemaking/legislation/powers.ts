/**
 * What a city's regulation and a city government's rule may contain (pack §1.1): fields, licences, penalties,
 * compulsion, duties. Pure checks, used at the proposal, at every new text and in the annual plan.
 */
import type { Citation, Env, InputRule, InstrumentFacts, LegalRef, Question } from '@fadu/kernel';
import { compulsionLaw, legislationLaw, licensingLaw, penaltyLaw } from '../../statutes/index.ts';
import { INSTRUMENT_NAMES, type Instrument, task13 } from './common.ts';

/** The four fields of a districted city. */
export const PERMITTED_FIELDS = ['城乡建设与管理', '生态文明建设', '历史文化保护', '基层治理'] as const;
/** Fields a proposal may name; whatever is not one of the four is another. */
export const FIELDS = [...PERMITTED_FIELDS, '其他领域'] as const;

/** Contents whose setting the law limits. */
export const CONTENTS = [
  '行政许可',
  '行政处罚',
  '行政强制措施',
  '行政强制执行',
  '减损权利或者增加义务',
] as const;
export type Content = (typeof CONTENTS)[number];

/** How an article deals with such content: sets it, specifies superior law, or only refers to superior law. */
export const WAYS = ['新设', '细化上位法规定', '仅作指引'] as const;

/** Kinds of penalty and compulsion that the limits tell apart. */
export const SANCTIONS = [
  '警告',
  '通报批评',
  '罚款',
  '没收违法所得、没收非法财物',
  '暂扣许可证件、降低资质等级',
  '吊销许可证件',
  '吊销营业执照',
  '限制开展生产经营活动、责令停产停业、责令关闭、限制从业',
  '行政拘留',
  '查封场所、设施或者财物',
  '扣押财物',
  '冻结存款、汇款',
  '限制公民人身自由',
] as const;

/** Licences that no city may set. */
export const BARRED_LICENCES = [
  '全国统一的资格资质',
  '企业登记及其前置',
  '限制外地人员或者商品进入',
] as const;

/** One row of the table of powers that goes with every text: what an article sets and what it stands on. */
export interface PowerRow {
  /** Number of the article as printed, 第五条. */
  readonly article: string;
  readonly content: Content;
  readonly way: (typeof WAYS)[number];
  /** A law or administrative regulation on the matter exists. */
  readonly superior?: boolean;
  readonly sanctions?: readonly (typeof SANCTIONS)[number][];
  /** Highest fine set, in yuan, and the cap that the provincial standing committee fixed, with where it did. */
  readonly fineMax?: number;
  readonly fineCap?: number;
  readonly capBy?: string;
  readonly barred?: readonly (typeof BARRED_LICENCES)[number][];
  /** A licence is specified with further conditions. */
  readonly addsConditions?: boolean;
  /** A regulation adds a penalty that superior law lacks: hearing or argumentation held, written statement made. */
  readonly supplementary?: boolean;
  readonly argued?: string;
  readonly basis?: string;
  readonly basisArticle?: string;
}

interface Text {
  readonly articles?: readonly { readonly number: string; readonly text: readonly string[] }[];
  readonly powers?: readonly PowerRow[];
}

/** What may carry duties: law, administrative regulation, local regulation. */
const ABOVE_RULE: readonly string[] = ['law', 'administrative-regulation', 'local-regulation'];
const ABOVE_REGULATION: readonly string[] = ['law', 'administrative-regulation'];

const refOf = (row: PowerRow): LegalRef | undefined =>
  row.basis ? { instrument: row.basis, ...(row.basisArticle && { article: row.basisArticle }) } : undefined;

/** The questions a table of powers asks of the office: how each basis stands. */
export const powerQuestions = (rows: readonly PowerRow[] | undefined, on: string): Question[] =>
  (rows ?? []).flatMap((row) => {
    const ref = refOf(row);
    return ref ? [{ ask: 'instrument', ref, on } as const] : [];
  });

/** Whether the field is permitted: true, or the sentence that names the limit. */
export function fieldFault(field: string, otherBasis: InstrumentFacts | null | undefined): true | string {
  if ((PERMITTED_FIELDS as readonly string[]).includes(field)) return true;
  if (otherBasis && otherBasis.kind === 'law' && otherBasis.status === 'in-force' && otherBasis.articleExists)
    return true;
  return `设区的市的地方性法规、规章限于${PERMITTED_FIELDS.join('、')}四个方面，这个项目不在其内；法律另有规定的，请写明该法律的名称和条款`;
}

/** Words that set or touch limited content, in the order of `CONTENTS`; duties need a reader and are not guessed. */
const SIGNS: readonly (readonly [Content, RegExp])[] = [
  [
    '行政许可',
    /(?:须|应当|必须|应)(?:事先|依法)?(?:经|报)[^，。；]{0,24}(?:批准|许可|核准|审批)|未经[^，。；]{0,20}(?:批准|许可|核准)|(?:应当|须|必须)[^，。；]{0,12}(?:取得|领取|办理)[^，。；]{0,16}(?:许可证|资格证|准运证|经营权证|许可)/u,
  ],
  [
    '行政处罚',
    /处[^，。；]{0,36}罚款|给予警告|予以警告|处以?警告|通报批评|没收(?:违法所得|非法财物)|吊销|责令(?:停产|停业|关闭)|行政拘留|暂扣/u,
  ],
  ['行政强制措施', /查封|扣押|冻结(?:存款|汇款|账户)/u],
  ['行政强制执行', /强制拆除|代履行|(?<!申请人民法院|申请法院)强制执行|加处罚款|划拨(?:存款|汇款)/u],
];

/** One article that touches limited content, by its words. */
export interface PowerHit {
  readonly article: string;
  readonly content: Content;
  /** The words found. */
  readonly quote: string;
}

/** Articles whose words touch limited content. */
export function scanPowers(articles: Text['articles']): PowerHit[] {
  return (articles ?? []).flatMap((a) =>
    SIGNS.flatMap(([content, sign]) => {
      const quote = sign.exec(a.text.join('\n'))?.[0];
      return quote ? [{ article: a.number, content, quote }] : [];
    }),
  );
}

type Check = (row: PowerRow, basis: InstrumentFacts | null | undefined) => string | true;

const settled = (row: PowerRow, allowed: readonly string[]): string[] =>
  (row.sanctions ?? []).filter((s) => !allowed.includes(s));

/** The limits, one check for each content; each speaks of one row of the table. */
const LIMITS: Readonly<Record<Instrument, Readonly<Record<Content, Check>>>> = {
  'government-rule': {
    行政许可: (row) =>
      row.way === '新设'
        ? '市政府规章不得设定行政许可，也不得设定临时性许可；只能在上位法设定的许可范围内作具体规定'
        : row.addsConditions
          ? '规章不得增设许可，不得增设违反上位法的其他条件'
          : true,
    行政处罚: (row) => {
      if (row.way !== '新设') return true;
      if (row.superior)
        return '已有法律、法规对这种行为作了规定，规章只能在给予处罚的行为、种类和幅度范围内作具体规定';
      const over = settled(row, ['警告', '通报批评', '罚款']);
      if (!row.sanctions?.length || over.length)
        return `市政府规章只能设定警告、通报批评和限额以内的罚款${over.length ? `，不得设定${over.join('、')}` : '，请写明处罚种类'}`;
      if (!row.sanctions.includes('罚款')) return true;
      if (row.fineMax === undefined || row.fineCap === undefined || !row.capBy)
        return '设定罚款的，要写明最高数额、省人大常委会规定的限额和规定的名称';
      return (
        row.fineMax <= row.fineCap || `罚款最高${row.fineMax}元，超过省人大常委会规定的限额${row.fineCap}元`
      );
    },
    行政强制措施: (row) => row.way === '仅作指引' || '规章不得设定行政强制措施，只能指引适用法律、法规的规定',
    行政强制执行: (row) => row.way === '仅作指引' || '行政强制执行只能由法律设定',
    减损权利或者增加义务: (_row, basis) =>
      basis
        ? (ABOVE_RULE.includes(basis.kind) && basis.status === 'in-force' && basis.articleExists) ||
          `《${basis.title}》不能作为依据：应当是现行有效的法律、行政法规或者地方性法规的条款`
        : '没有法律、行政法规、地方性法规的依据，规章不得减损公民、法人和其他组织的权利或者增加其义务',
  },
  'local-regulation': {
    行政许可: (row) => {
      if (row.way !== '新设') return row.addsConditions ? '不得增设违反上位法的许可条件' : true;
      if (row.superior) return '已经制定法律、行政法规的，地方性法规不得设定这项许可';
      return !row.barred?.length || `地方性法规不得设定这样的许可：${row.barred.join('、')}`;
    },
    行政处罚: (row) => {
      if (row.way !== '新设') return true;
      const barred = (row.sanctions ?? []).filter((s) => ['行政拘留', '吊销营业执照'].includes(s));
      if (barred.length) return `地方性法规不得设定${barred.join('、')}`;
      if (!row.superior) return true;
      return (
        (row.supplementary === true && Boolean(row.argued)) ||
        '上位法没有规定处罚而补充设定的，应当举行听证会、论证会等听取意见并作出书面说明'
      );
    },
    行政强制措施: (row) => {
      if (row.way !== '新设') return true;
      if (row.superior) return '已经制定法律、行政法规的，地方性法规不得设定行政强制措施';
      const over = settled(row, ['查封场所、设施或者财物', '扣押财物']);
      return (
        (over.length === 0 && Boolean(row.sanctions?.length)) ||
        '地方性法规只能设定查封场所、设施或者财物和扣押财物两种行政强制措施'
      );
    },
    行政强制执行: (row) => row.way === '仅作指引' || '行政强制执行只能由法律设定',
    减损权利或者增加义务: (row, basis) =>
      !row.basis ||
      (basis ? ABOVE_REGULATION.includes(basis.kind) && basis.status === 'in-force' : true) ||
      `《${row.basis}》不是现行有效的法律、行政法规`,
  },
};

const CITES: Readonly<Record<Instrument, Readonly<Record<Content, readonly Citation[]>>>> = {
  'government-rule': {
    行政许可: [licensingLaw.art('15'), licensingLaw.art('16'), task13],
    行政处罚: [penaltyLaw.art('14'), task13],
    行政强制措施: [compulsionLaw.art('10'), task13],
    行政强制执行: [compulsionLaw.art('13'), task13],
    减损权利或者增加义务: [legislationLaw.art('93'), task13],
  },
  'local-regulation': {
    行政许可: [licensingLaw.art('15'), task13],
    行政处罚: [penaltyLaw.art('12'), task13],
    行政强制措施: [compulsionLaw.art('10'), task13],
    行政强制执行: [compulsionLaw.art('13'), task13],
    减损权利或者增加义务: [legislationLaw.art('82'), task13],
  },
};

const CODES: Readonly<Record<Content, string>> = {
  行政许可: 'POWER-LICENCE',
  行政处罚: 'POWER-PENALTY',
  行政强制措施: 'POWER-MEASURE',
  行政强制执行: 'POWER-EXECUTION',
  减损权利或者增加义务: 'POWER-DUTY',
};

const unknownBasis = (row: PowerRow): string =>
  `${row.article}的依据《${row.basis}》在系统里查不到，请先导入该法文本或者改用全称`;

/**
 * Input rules for a text (`articles`) with its table of powers (`powers`): each row within the limits, and every
 * article whose words touch limited content answered by a row.
 */
export const powerRules = (instrument: Instrument): InputRule[] => {
  const basisOf = (row: PowerRow, env: Env) => {
    const ref = refOf(row);
    return ref ? env.answer({ ask: 'instrument', ref, on: env.today }) : undefined;
  };
  const limits = CONTENTS.map(
    (content): InputRule => ({
      code: CODES[content],
      field: 'powers',
      cites: CITES[instrument][content],
      say: `${INSTRUMENT_NAMES[instrument]}超出了设定${content}的权限`,
      check: (input, _view, env) => {
        const wrong = ((input as Text).powers ?? [])
          .filter((row) => row.content === content)
          .flatMap((row) => {
            const basis = basisOf(row, env);
            const needsBasis = row.way === '细化上位法规定' || content === '减损权利或者增加义务';
            if (row.basis && basis === null) return [unknownBasis(row)];
            if (needsBasis && row.way !== '新设' && !row.basis)
              return [`${row.article}要写明所细化的上位法条款`];
            if (
              row.way === '细化上位法规定' &&
              basis &&
              (basis.status !== 'in-force' || !basis.articleExists)
            )
              return [`${row.article}的依据《${basis.title}》没有这一条或者不是现行有效`];
            const said = LIMITS[instrument][content](row, basis);
            return said === true ? [] : [`${row.article}：${said}`];
          });
        return wrong.length === 0 || wrong.join('；');
      },
    }),
  );
  return [
    ...limits,
    {
      code: 'POWER-DECLARED',
      field: 'powers',
      cites: [task13, legislationLaw.art(instrument === 'government-rule' ? '93' : '82')],
      say: '有条文涉及许可、处罚或者强制，但没有在权限对照表中说明',
      check: (input) => {
        const { articles, powers = [] } = input as Text;
        const open = scanPowers(articles).filter(
          (hit) => !powers.some((row) => row.article === hit.article && row.content === hit.content),
        );
        return (
          open.length === 0 ||
          `请在权限对照表中说明：${open.map((h) => `${h.article}“${h.quote}”涉及${h.content}`).join('；')}`
        );
      },
    },
  ];
};
