/** The head of the document: the metadata table that the government's site prints, often twice. */
import { checkDocumentNumber, checkIndexNumber } from './document-numbers.ts';
import type { Faults } from './faults.ts';
import { isRealDate } from './identifiers.ts';
import { formOf, keyOf, type SourceLine } from './lines.ts';
import type { OrganIndex } from './organ-index.ts';
import type { BodyRef, PlanHead } from './plan-model.ts';

/** The fields that a plan must have, by their label. */
const FIELDS = {
  索引号: 'indexNumber',
  发文机关: 'issuers',
  成文日期: 'madeOn',
  标题: 'title',
  发文字号: 'number',
  发布日期: 'publishedOn',
} as const;
type Label = keyof typeof FIELDS;
/** Labels that may stand in the table and are not kept. */
const OTHER_LABELS = ['分类', '主题分类', '主题词', '有效性', '信息来源'];

/** A value of the table and the line where it first stood. */
export interface HeadField {
  readonly value: string;
  readonly line: SourceLine;
}

/** What the head gave, and where the body begins. */
export interface HeadRead {
  readonly fields: ReadonlyMap<string, HeadField>;
  /** The head, when every field was there and valid. */
  readonly head?: PlanHead;
  /** Lines after the table. */
  readonly rest: readonly SourceLine[];
}

/** `[label, value]` pairs of one line of the table, or none when the line is no part of it. */
function pairsOf(line: SourceLine): [label: string, value: string][] {
  const cells = line.raw.split(/[|｜]/).map((c) => c.trim());
  const pairs: [string, string][] = [];
  for (let i = 0; i < cells.length; i++) {
    const at = /^([^:：]{2,16})[:：](.*)$/.exec(cells[i] as string);
    const label = at ? keyOf(at[1] as string) : '';
    if (!(label in FIELDS) && !OTHER_LABELS.includes(label)) continue;
    const inline = (at?.[2] ?? '').trim();
    pairs.push([label, inline || (cells[++i] ?? '')]);
  }
  return pairs;
}

/** `2022年2月25日` or `2022-02-25` as `YYYY-MM-DD`; nothing when it is no real day. */
function dayOf(text: string): string | undefined {
  const m = /^(\d{4})(?:年|-)(\d{1,2})(?:月|-)(\d{1,2})日?$/.exec(keyOf(text));
  if (!m) return undefined;
  const day = `${m[1]}-${m[2]?.padStart(2, '0')}-${m[3]?.padStart(2, '0')}`;
  return isRealDate(day) ? day : undefined;
}

/** Read the table and check every field. Faults: `not-a-plan`, `head-*`, `text-stray`, `body-unknown`. */
export function readHead(lines: readonly SourceLine[], organs: OrganIndex, faults: Faults): HeadRead {
  const firstHeading = lines.findIndex((l) => formOf(l).form !== 'text');
  const preface = firstHeading < 0 ? lines : lines.slice(0, firstHeading);
  const end = preface.findLastIndex((l) => pairsOf(l).length > 0) + 1;
  const first = lines[0] as SourceLine;
  const fields = new Map<string, HeadField>();
  if (end === 0) {
    faults.add(
      first,
      'not-a-plan',
      '这不是已发布的实施方案：开头没有索引号、标题、发文字号等信息行。请选择网站发布的法治政府建设实施方案全文（含信息表）后重新导入。',
    );
    return { fields, rest: [] };
  }
  for (const line of lines.slice(0, end)) {
    const pairs = pairsOf(line);
    if (pairs.length === 0 && !/[|｜]/.test(line.raw))
      faults.add(
        line,
        'text-stray',
        '信息行之间有不属于信息表的文字。请删去本行，或补上标签和冒号后重新导入。',
      );
    for (const [label, value] of pairs) {
      const before = fields.get(label);
      if (!before) fields.set(label, { value, line });
      else if (keyOf(before.value) !== keyOf(value))
        faults.add(
          line,
          'head-conflict',
          `“${label}”与第${before.line.no}行不一致：前为“${before.value}”，此处为“${value}”。请核对原件，改为同一内容。`,
        );
    }
  }
  const title = fields.get('标题');
  if (title && !/法治政府建设.*实施方案/.test(keyOf(title.value))) {
    faults.add(
      title.line,
      'not-a-plan',
      `标题“${title.value.slice(0, 30)}”不是法治政府建设实施方案。请选择正确的文件后重新导入。`,
    );
    return { fields, rest: [] };
  }
  return { fields, head: checkFields(fields, first, organs, faults), rest: lines.slice(end) };
}

function checkFields(
  fields: ReadonlyMap<string, HeadField>,
  first: SourceLine,
  organs: OrganIndex,
  faults: Faults,
): PlanHead | undefined {
  const before = faults.count;
  const field = (label: Label): HeadField => {
    const found = fields.get(label);
    if (found?.value) return found;
    faults.add(found?.line ?? first, 'head-missing', `信息表缺少“${label}”。请按发布页补全该项后重新导入。`);
    return { value: '', line: found?.line ?? first };
  };
  const invalid = (at: HeadField, message: string) => {
    if (at.value) faults.add(at.line, 'head-invalid', message);
    return '';
  };

  const index = field('索引号');
  const checkedIndex = checkIndexNumber(index.value);
  const indexNumber = checkedIndex.ok ? checkedIndex.text : invalid(index, checkedIndex.message);
  const issuers = issuersOf(field('发文机关'), organs, faults);
  const made = field('成文日期');
  const madeOn =
    dayOf(made.value) ?? invalid(made, `成文日期“${made.value}”不是真实日期，应写作2022年02月25日。`);
  const title = field('标题').value.replace(/\s+/g, '');
  const letter = field('发文字号');
  const checkedNumber = checkDocumentNumber(letter.value);
  const number = checkedNumber.ok ? checkedNumber.text : invalid(letter, checkedNumber.message);
  const published = field('发布日期');
  const publishedOn =
    dayOf(published.value) ??
    invalid(published, `发布日期“${published.value}”不是真实日期，应写作2022年02月25日。`);
  if (madeOn && publishedOn && publishedOn < madeOn)
    invalid(published, `发布日期${publishedOn}早于成文日期${madeOn}。请核对两个日期。`);
  if (faults.count > before) return undefined;
  return { title, number, issuers, madeOn, publishedOn, indexNumber };
}

function issuersOf(field: HeadField, organs: OrganIndex, faults: Faults): BodyRef[] {
  return field.value
    .split(/[\s、，,]+/)
    .filter(Boolean)
    .flatMap((name) => {
      const body = organs.resolve(name);
      if (body) return [{ ...body, line: field.line.no }];
      faults.add(
        field.line,
        'body-unknown',
        `发文机关“${name}”不在机关名录中，最接近的是“${organs.nearest(name)}”。请更正名称，或先在名录中登记该机关。`,
      );
      return [];
    });
}
