/** Papers of an inspection, from what the case knows: the Ministry's set has seven, of which four titles are 未核实. */
import {
  type Block,
  type CaseView,
  chineseNumber,
  dateOf,
  type PaperContext,
  type PaperTemplate,
} from '@fadu/kernel';
import { told } from '../../compulsion-cases/link.ts';
import { type Officer, officersText } from '../../officers/contact.ts';
import { printed, table, text } from '../../penalty-cases/paper-parts.ts';
import { inYear, visitsFrom } from './counting.ts';
import {
  beganOn,
  entryAct,
  head,
  itemCodes,
  itemsOf,
  leadOf,
  objectOf,
  partOf,
  recordsOf,
  visitors,
} from './facts.ts';
import type { PointResult } from './forms.ts';

/** The five prohibitions, in our own words: every notice carries them. */
export const PROHIBITIONS = [
  '严禁逐利检查：不收礼品礼金，不吃请，不转嫁费用，不指定中介',
  '严禁干扰企业正常经营：不随意要求法定代表人到场',
  '严禁任性处罚：不随意查封、扣押、冻结，不动辄责令停产',
  '严禁下达检查指标：检查次数、罚款数额不与考核、预算挂钩',
  '严禁变相检查：不以观摩、督导、考察等名义检查',
];

/** Visits of the leading organ this year before this one, as the act was told. */
export function timesBefore(view: CaseView, act: string): number | undefined {
  const answers = told(view, act, 'peers');
  if (answers.length < 2) return undefined;
  const on = String(head(view).from ?? head(view).on ?? '');
  return inYear(visitsFrom(answers[0] ?? [], answers[1] ?? [], view.state.id), leadOf(view), on).length;
}

/** 54 → 第五十四条, 12-1 → 第十二条之一. */
function articleText(article: string): string {
  const [main, inserted] = article.split('-').map(Number);
  return `第${chineseNumber(main ?? 0)}条${inserted ? `之${chineseNumber(inserted)}` : ''}`;
}

/** The items of an organ with their legal bases. */
const itemLines = (view: CaseView, organ: string): [string, string][] =>
  itemsOf(view, organ).map((i) => [
    String(i.entry.body.name),
    i.bases
      .map(
        (b) => `《${b.facts?.title ?? b.ref.instrument}》${b.ref.article ? articleText(b.ref.article) : ''}`,
      )
      .join('、'),
  ]);

const paper = (
  title: string,
  compose: (view: CaseView, context: PaperContext) => readonly Block[],
  more: { readonly toEnterprise?: boolean; readonly series?: string; readonly own?: boolean } = {},
): PaperTemplate => ({
  title,
  kind: '信函',
  // Each organ that comes makes its own records and orders.
  issuedBy: more.own ? 'actor.organ' : 'lead',
  ...(more.series && { series: more.series }),
  compose: (view, context) => ({
    title,
    ...(more.toEnterprise && { recipients: `${String(head(view).objectName)}：` }),
    blocks: [...compose(view, context)],
  }),
});

const enterpriseRows = (view: CaseView): [string, unknown][] => [
  ['检查对象', head(view).objectName],
  ['统一社会信用代码', objectOf(view)],
  ['检查地点', head(view).objectAddress],
];
const timeOf = (view: CaseView) =>
  head(view).from
    ? `${printed(head(view).from)}至${printed(head(view).to)}`
    : `${printed(head(view).on)}（紧急检查）`;
const officersOf = (view: CaseView) => (entryAct(view)?.input.officers ?? []) as readonly Officer[];

const RESULT_WORDS: Readonly<Record<PointResult['result'], string>> = {
  合格: '合格',
  不合格: '不合格',
  不适用: '不适用',
};

export const papers: Readonly<Record<string, PaperTemplate>> = {
  'approval-form': paper(
    '行政检查审批表',
    (view, { organName }) => [
      table([
        ...enterpriseRows(view),
        ['检查机关', visitors(view).map(organName).join('、')],
        ['检查类别', head(view).class],
        ['检查的根据', `${String(head(view).ground)}（${String(head(view).groundRef)}）`],
        ['检查方式', head(view).method ?? '现场检查'],
        ['检查时间', timeOf(view)],
        ['说明', head(view).reasons],
        ['到现场的理由', head(view).onSiteReason],
        ['不联合的理由', head(view).apartReason],
        ['紧急情况', head(view).danger],
        ['负责人意见', view.get('approve.opinion') ?? view.get('approve-after.opinion')],
        ['超过上限的理由', view.get('approve.capReason') ?? view.get('approve-after.capReason')],
        ['批准人', (view.last('approve') ?? view.last('approve-after'))?.actor.name],
      ]),
      { kind: 'table', head: ['检查事项', '依据'], rows: itemLines(view, leadOf(view)) },
    ],
    { series: 'visit' },
  ),
  notice: paper(
    '行政检查通知书',
    (view, { organName }) => {
      const times = timesBefore(view, 'notify');
      return [
        ...text(
          `${visitors(view).map(organName).join('、')}依法对你单位进行检查。根据：${String(head(view).ground)}（${String(head(view).groundRef)}）。`,
          `时间：${timeOf(view)}。方式：${String(head(view).method)}。`,
          times !== undefined && `${organName(leadOf(view))}今年此前已经检查你单位${times}次。`,
        ),
        ...visitors(view).flatMap((organ): Block[] => [
          { kind: 'heading', level: 2, text: `${organName(organ)}的检查事项` },
          { kind: 'table', head: ['检查事项', '依据'], rows: itemLines(view, organ) },
          ...text(
            ...itemsOf(view, organ).map(
              (i) =>
                `${String(i.entry.body.name)}的检查标准：${((i.entry.body.points ?? []) as string[]).join('；')}。`,
            ),
          ),
        ]),
        ...text(
          '检查人员不少于两人，应当主动出示执法证件和本通知书，入企前扫企业码。事项没有公布、人员没有证件、没有扫码的，你单位可以拒绝，不构成妨碍检查。',
          '你单位可以对检查人员申请回避，可以陈述、申辩，可以对检查作出评价，可以向司法局投诉。',
          `五个严禁：${PROHIBITIONS.join('；')}。`,
        ),
      ];
    },
    { toEnterprise: true, series: 'notice' },
  ),
  'site-record': paper(
    '现场检查笔录',
    (view, { organName }) => {
      const act = view.last('record');
      const organ = act?.actor.organ ?? leadOf(view);
      const part = partOf(view, organ);
      const names = new Map(itemsOf(view, organ).map((i) => [i.entry.code, String(i.entry.body.name)]));
      return [
        table([
          ...enterpriseRows(view),
          ['检查机关', organName(organ)],
          [
            '检查事项',
            itemCodes(part)
              .map((c) => names.get(c) ?? c)
              .join('、'),
          ],
          [
            '检查时间',
            `${printed(beganOn(view))}${String(entryAct(view)?.input.at ?? '')}至${printed(act?.input.on)}${String(act?.input.endedAt ?? '')}`,
          ],
          ['执法人员', officersText((act?.input.officers ?? officersOf(view)) as Officer[])],
          ['现场情况', act?.input.facts],
          ['检查结果', act?.input.result],
          ['发现的问题', act?.input.found],
          ['企业意见', act?.input.statement],
          ['企业在场人员', `${String(act?.input.witness ?? '')}（${String(act?.input.signed ?? '')}）`],
        ]),
        {
          kind: 'table',
          head: ['检查标准', '结果'],
          rows: ((act?.input.points ?? []) as readonly PointResult[]).map((p) => [
            p.point,
            RESULT_WORDS[p.result],
          ]),
        },
      ];
    },
    { own: true },
  ),
  'result-notice': paper(
    '检查结果告知书',
    (view, { organName }) =>
      text(
        `${visitors(view).map(organName).join('、')}${printed(beganOn(view))}对你单位的检查已经结束，结果如下。`,
        ...recordsOf(view).map((r) => `${organName(r.organ)}：${r.result}${r.found ? `。${r.found}` : ''}。`),
        '检查结果自检查结束之日起二十个工作日内公示。对结果有异议的，可以向检查机关或者司法局提出。',
      ),
    { toEnterprise: true },
  ),
  'correction-order': paper(
    '责令改正通知书',
    (view, { organName }) => {
      const act = view.last('order-correction');
      return text(
        `${organName(act?.actor.organ ?? leadOf(view))}检查发现你单位存在问题，现责令改正：${String(act?.input.what)}。`,
        `依据：${String(act?.input.basis)}。`,
        `请在${printed(act?.input.dueOn)}前改正，届时复查。没有改正的，依法处理。`,
      );
    },
    { toEnterprise: true, series: 'correction', own: true },
  ),
  'recheck-record': paper(
    '复查记录',
    (view, { organName }) => {
      const act = view.last('recheck');
      return [
        table([
          ...enterpriseRows(view),
          ['复查机关', organName(act?.actor.organ ?? leadOf(view))],
          ['复查日期', printed(act?.input.on)],
          ['复查方式', act?.input.way],
          ['执法人员', officersText((act?.input.officers ?? []) as Officer[])],
          ['复查结果', act?.input.result],
          ['复查情况', act?.input.found],
        ]),
      ];
    },
    { own: true },
  ),
  'unplanned-report': paper('计划外检查情况报告', (view, { organName }) =>
    text(
      `报：${organName(view.text('report-unplanned.to'))}。`,
      `${organName(leadOf(view))}于${printed(beganOn(view))}对${String(head(view).objectName)}进行计划外检查，根据是${String(head(view).ground)}（${String(head(view).groundRef)}）。`,
      `理由：${view.text('report-unplanned.reasons')}。`,
      `结果：${recordsOf(view)
        .map((r) => `${organName(r.organ)}${r.result}`)
        .join('；')}。`,
      `报告日期：${printed(dateOf(view.last('report-unplanned')?.at ?? '1970-01-01T00:00:00Z'))}。`,
    ),
  ),
};
