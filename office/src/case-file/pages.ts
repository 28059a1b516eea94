/** The kinds of pages a case file has of its own: record sheets, pictures, list of media, cover, contents, closing table. */

import { dayText, momentText } from '../cases/words.ts';
import type { RecordStanding } from '../materials/standing.ts';
import { mm, PAGE } from '../papers/page.ts';
import { BOX, type Canvas, type CellStyle } from './canvas.ts';
import type { FileItem } from './items.ts';

const LABEL: readonly CellStyle[] = [{ width: 110 }, { width: 0 }];
const labelled = (canvas: Canvas): readonly CellStyle[] => [
  { width: LABEL[0]?.width ?? 110 },
  { width: canvas.width - (LABEL[0]?.width ?? 110) },
];

const sizeText = (bytes: number): string =>
  bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** Seconds as 1分05秒. */
const secondsText = (s: number): string => {
  const whole = Math.round(s);
  return whole < 60 ? `${whole}秒` : `${Math.floor(whole / 60)}分${String(whole % 60).padStart(2, '0')}秒`;
};

/** The gaps of a recording in words; empty where it is continuous. */
export const gapsText = (gaps: readonly { from: number; to: number; reason: string }[]): string =>
  gaps.map((g) => `${secondsText(g.from)}至${secondsText(g.to)}中断，${g.reason}`).join('；');

/** A step that made no paper. */
export function sheetPages(canvas: Canvas, item: Extract<FileItem, { kind: 'sheet' }>): void {
  canvas.page();
  canvas.line('办理记录', 18, { face: 'strong', align: 'center', gap: 14 });
  const styles = labelled(canvas);
  for (const [title, value] of item.rows) canvas.row([title, value], styles);
}

/** A photograph or a scan that is a picture, with what is known of it. `bytes` absent: only listed. */
export function picturePages(
  canvas: Canvas,
  item: Extract<FileItem, { kind: 'picture' | 'scan' }>,
  bytes: Uint8Array | null,
  note: string,
): void {
  canvas.page();
  const m = item.material;
  canvas.line(`${m.kind}：${m.name}`, 14, { face: 'strong', gap: 10 });
  const facts: [string, string][] = [
    ['形成时间、地点', `${momentText(m.capturedAt)}　${m.place}`],
    ['设备', m.device],
    ...(m.officers.length ? ([['执法人员', m.officers.join('、')]] as [string, string][]) : []),
    ...(m.about ? ([['内容', m.about]] as [string, string][]) : []),
    ['SHA-256', m.sha256],
    ...(note ? ([['说明', note]] as [string, string][]) : []),
  ];
  for (const row of facts) canvas.row(row, labelled(canvas), { size: 9 });
  if (!bytes) return;
  canvas.y += 12;
  canvas.doc.image(Buffer.from(bytes), BOX.left, canvas.y, {
    fit: [canvas.width, BOX.bottom - canvas.y],
    align: 'center',
  });
}

/** Every file handed in, with its hash: what a disc beside a paper file would hold. */
export function mediaPages(canvas: Canvas, item: Extract<FileItem, { kind: 'media' }>): void {
  canvas.page();
  canvas.line(item.title, 18, { face: 'strong', align: 'center', gap: 14 });
  const rest = canvas.width - 30 - 46 - 118;
  const styles: readonly CellStyle[] = [
    { width: 30, align: 'center' },
    { width: 46, align: 'center' },
    { width: 118 },
    { width: rest },
  ];
  const head = () =>
    canvas.row(['序号', '种类', '名称', '形成、移交和完整性'], styles, { face: 'strong', size: 9.5 });
  head();
  for (const [i, m] of item.materials.entries()) {
    const facts = [
      `${m.seq === null ? '全案' : `第${m.seq}步`}；${momentText(m.capturedAt)}形成于${m.place}，${m.device}`,
      `${m.handedBy}于${momentText(m.handedAt)}移交；${sizeText(m.size)}，${m.media}`,
      m.continuous ? '连续，没有中断' : `有中断：${gapsText(m.gaps)}`,
      `SHA-256 ${m.sha256.slice(0, 32)} ${m.sha256.slice(32)}`,
    ];
    const cells = [String(i + 1), m.kind, m.name, facts.join('\n')];
    const height = canvas.heightOf(cells[3] ?? '', rest, 9.5) + 10;
    if (canvas.room(height)) head();
    canvas.row(cells, styles, { size: 9.5 });
  }
}

/** What the cover shows. */
export interface Cover {
  readonly title: string;
  readonly organ: string;
  readonly rows: readonly (readonly [string, string])[];
}

/** The cover. */
export function coverPage(canvas: Canvas, cover: Cover): void {
  canvas.page();
  canvas.y = mm(45);
  canvas.line(cover.organ, 20, { align: 'center', gap: 18 });
  canvas.line(cover.title, 28, { face: 'strong', align: 'center', gap: 44 });
  for (const [title, value] of cover.rows)
    canvas.row([title, value], labelled(canvas), { size: 13, least: 34 });
}

/** One line of the contents. */
export interface ContentsLine {
  readonly title: string;
  readonly number: string;
  readonly by: string;
  readonly on: string;
  readonly from: number;
  readonly to: number;
  /** Heading of a section: its own row across the page. */
  readonly heading?: boolean;
}

const CONTENTS_ROW = 42;
const HEADING_ROW = 22;

/** Contents of one volume, with the pages. Rows have a fixed height, so that the number of pages is known beforehand. */
export function contentsPages(canvas: Canvas, volume: string, lines: readonly ContentsLine[]): void {
  const widths = [30, 96, 98, 0, 78, 50];
  const used = widths.reduce((a, b) => a + b, 0);
  const styles: readonly CellStyle[] = widths.map((w, i) => ({
    width: w || canvas.width - used,
    align: i === 3 || i === 1 || i === 2 ? 'left' : 'center',
  }));
  const head = () => {
    canvas.line(`卷内目录（${volume}）`, 18, { face: 'strong', align: 'center', gap: 10 });
    canvas.row(['序号', '文号', '责任者', '题名', '日期', '页次'], styles, {
      face: 'strong',
      size: 10,
      fixed: HEADING_ROW,
    });
  };
  canvas.page();
  head();
  let n = 0;
  for (const line of lines) {
    if (canvas.room(line.heading ? HEADING_ROW + CONTENTS_ROW : CONTENTS_ROW)) head();
    if (line.heading) {
      canvas.row([line.title], [{ width: canvas.width }], { face: 'strong', size: 10, fixed: HEADING_ROW });
      continue;
    }
    n++;
    const pages = line.from === line.to ? String(line.from) : `${line.from}-${line.to}`;
    canvas.row([String(n), line.number, line.by, line.title, dayText(line.on), pages], styles, {
      size: 9,
      fixed: CONTENTS_ROW,
    });
  }
}

/** 备考表: how many pages, what is missing and why, who made up the file. */
export function closingPage(
  canvas: Canvas,
  facts: {
    readonly volumes: readonly { readonly volume: string; readonly pages: number; readonly items: number }[];
    readonly media: number;
    readonly standing: RecordStanding | null;
    readonly explained: readonly { readonly record: number; readonly reason: string }[];
    readonly gaps: readonly string[];
    readonly state: string;
    readonly madeBy: string;
    readonly on: string;
  },
): void {
  canvas.page();
  canvas.line('备考表', 18, { face: 'strong', align: 'center', gap: 14 });
  const styles = labelled(canvas);
  const missing = (facts.standing?.steps ?? []).filter((s) => s.missing);
  const lines: [string, string][] = [
    ...facts.volumes.map((v): [string, string] => [v.volume, `共${v.items}件、${v.pages}页`]),
    ['音像和电子材料', `共${facts.media}份，目录和SHA-256见卷内，原件存于系统`],
    ['案件状态', facts.state],
  ];
  if (facts.standing) {
    const reasonOf = (seq: number) => facts.explained.find((e) => e.record === seq)?.reason;
    lines.push([
      '音像记录',
      missing.length === 0
        ? '应当音像记录的环节都有记录'
        : missing
            .map((s) => `${s.says ?? ''}。${reasonOf(s.seq) ? `理由：${reasonOf(s.seq)}` : '尚未说明理由'}`)
            .join('\n'),
    ]);
    if (facts.standing.documents.length)
      lines.push([
        '一案三书（未核实）',
        facts.standing.documents
          .map((d) =>
            d.state === 'made'
              ? `${d.title}：有`
              : d.state === 'exempt'
                ? `${d.title}：没有，理由：${d.reason}`
                : `${d.title}：缺少`,
          )
          .join('\n'),
      ]);
  }
  if (facts.gaps.length) lines.push(['有中断的记录', facts.gaps.join('\n')]);
  lines.push(['立卷人', facts.madeBy], ['截至', dayText(facts.on)]);
  for (const row of lines) canvas.row(row, styles, { least: 30 });
}

/** A transparent page with nothing but a page number, laid over a page of the file. */
export function numberPage(canvas: Canvas, text: string): void {
  canvas.page(true);
  canvas.doc.font('body').fontSize(10).fillColor('#000000');
  canvas.doc.text(text, PAGE.width - mm(70), mm(9), { width: mm(60), align: 'right', lineBreak: false });
}
