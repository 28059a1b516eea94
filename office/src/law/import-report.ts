/** The report of an import as people read it. */
import type { FileReport, ImportReport } from './import.ts';

const OUTCOMES: Readonly<Record<FileReport['outcome'], string>> = {
  stored: '新收入',
  same: '已有相同文本',
  differs: '与已有文本不同，没有收入',
  refused: '不能读取，没有收入',
};

function grouped<T>(list: readonly T[], by: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

/** A reason without the numbers in it, so that like ones stand together. */
const like = (why: string) =>
  why
    .replace(/第\d+条(之\d+)?/g, '第…条')
    .replace(/\d{4}-\d\d-\d\d/g, '某日')
    .replace(/\d+/g, 'N');

/** The whole report. `passed`: files that were not looked at, being no texts of law. */
export function reportText(report: ImportReport, passed: readonly string[] = []): string {
  const { totals: t, files, repeals } = report;
  const out: string[] = [
    '法规导入报告',
    `时间：${report.at}`,
    '',
    '一、文件',
    ...(Object.keys(OUTCOMES) as FileReport['outcome'][]).map((o) => `  ${OUTCOMES[o]}：${t[o]} 个`),
    `  合计：${files.length} 个${passed.length ? `；另有 ${passed.length} 个不是法规文本，没有读取：${passed.slice(0, 10).join('、')}` : ''}`,
    '',
    '二、行',
    `  归位：${t.placed}`,
    `  空行或者只有标记：${t.blank}`,
    `  存疑（已收入，位置存疑）：${t.unplaced}`,
    `  没有收入的文件里的行：${t.unstored}`,
    `  合计：${t.lines}${t.placed + t.blank + t.unplaced + t.unstored === t.lines ? '，四项之和相符' : '，四项之和不符！'}`,
    '',
    '三、数据',
    ...(Object.keys(report.after) as (keyof typeof report.after)[]).map(
      (k) => `  ${k}：${report.before[k]} → ${report.after[k]}`,
    ),
    '',
  ];
  const listed = (outcome: FileReport['outcome']) => files.filter((f) => f.outcome === outcome);
  const bad = [...listed('refused'), ...listed('differs'), ...listed('same').filter((f) => f.why)];
  if (bad.length)
    out.push(
      '四、没有收入的文件',
      ...bad.map((f) => `  ${f.name}\n    ${OUTCOMES[f.outcome]}：${f.why ?? ''}`),
      '',
    );
  const doubtful = files.flatMap((f) => f.doubtful.map((u) => ({ ...u, file: f.name })));
  if (doubtful.length) {
    out.push('五、存疑的行');
    for (const [why, list] of grouped(doubtful, (u) => like(u.why))) {
      out.push(`  ${why}（${list.length} 处）`);
      for (const u of list)
        out.push(`    ${u.file}:${u.line}  ${u.text}${u.why === why ? '' : `（${u.why}）`}`);
    }
    out.push('');
  }
  const notes = files.flatMap((f) => f.notes.map((n) => ({ note: n, file: f.name })));
  if (notes.length) {
    out.push('六、看不出的日期、级别、机关');
    for (const [note, list] of grouped(notes, (n) => like(n.note))) {
      out.push(`  ${note}（${list.length} 个文件）`);
      for (const n of list) out.push(`    ${n.file}${n.note === note ? '' : `  ${n.note}`}`);
    }
    out.push('');
  }
  out.push(
    '七、文本中写明的废止',
    `  共 ${repeals.found} 处，登记为废止 ${repeals.found - repeals.open.length} 处（本次 ${repeals.entered} 件），其余 ${repeals.open.length} 处：`,
  );
  for (const [why, list] of grouped(repeals.open, (r) => like(r.why))) {
    out.push(`  ${why}（${list.length} 处）`);
    for (const r of list)
      out.push(
        `    ${r.by}${r.line ? `:${r.line}` : ''}  《${r.title}》${r.on ? `自${r.on}` : ''}${r.why === why ? '' : `  ${r.why}`}`,
      );
  }
  return `${out.join('\n')}\n`;
}
