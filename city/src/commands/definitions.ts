/** Commands that need no database: proofs, charts, due dates. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { citeText, type Procedure, prove, TooLarge } from '@fadu/kernel';
import { dueAnswer } from '@fadu/office/api/time';
import { toBpmn, toSvg } from '@fadu/office/charts/index';
import type { Office } from '@fadu/office/office';
import { Problem } from '@fadu/office/problem';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { procedures } from '@fadu/plan/index';
import { type Command, Usage } from './command.ts';

/** The procedure of this code. @throws Usage naming those there are */
function procedureOf(code: string | undefined): Procedure {
  const found = procedures.find((p) => p.code === code);
  if (!found)
    throw new Usage(
      `没有程序“${code ?? ''}”。现有：${procedures.map((p) => `${p.code}（${p.title}）`).join('、')}。`,
    );
  return found;
}

/** `prove [code]`: shows for each law that it holds on every path, or the shortest path that breaks it. */
export const proveCommand: Command = {
  name: 'prove',
  args: '[程序代码]',
  about: '证明每一条法律约束在程序的所有路径上成立；不成立的给出最短反例',
  async run([code, ...rest], _env, terminal) {
    if (rest.length) throw new Usage('prove 只接受一个程序代码。');
    let bad = 0;
    for (const procedure of code ? [procedureOf(code)] : procedures) {
      const began = Date.now();
      try {
        const proof = prove(procedure);
        terminal.out(
          `${proof.ok ? '成立' : '不成立'}  ${procedure.title}（${procedure.code}）：${proof.laws.length} 条约束，${proof.markings} 个状态，${proof.steps} 步，${Date.now() - began} 毫秒`,
        );
        for (const law of proof.laws.filter((l) => !l.holds)) {
          terminal.out(`  ${law.law.code}：${law.law.says}（${law.law.cites.map(citeText).join('、')}）`);
          terminal.out(
            `    反例：${(law.path ?? []).map((s) => procedure.acts[s.act]?.title ?? s.act).join(' → ')}`,
          );
        }
        for (const finding of proof.findings) terminal.out(`  ${finding.kind}：${finding.what}`);
        if (!proof.ok) bad++;
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
        bad++;
        terminal.out(`太大    ${procedure.title}（${procedure.code}）：${error.message}`);
      }
    }
    return bad === 0 ? 0 : 1;
  },
};

/** `chart <code> [--bpmn|--svg] [--out FILE]`. */
export const chartCommand: Command = {
  name: 'chart',
  args: '<程序代码> [--svg|--bpmn] [--narrow] [--out 文件]',
  about: '由程序定义画流程图：SVG（默认）或者 BPMN 2.0',
  async run(args, _env, terminal) {
    const { values, positionals } = parsed(args, {
      svg: { type: 'boolean' },
      bpmn: { type: 'boolean' },
      narrow: { type: 'boolean' },
      out: { type: 'string' },
    });
    if (values.svg && values.bpmn) throw new Usage('--svg 和 --bpmn 只能选一个。');
    const procedure = procedureOf(positionals[0]);
    const text = values.bpmn
      ? await toBpmn(procedure)
      : await toSvg(procedure, { narrow: values.narrow === true, link: false });
    if (typeof values.out === 'string') {
      await writeFile(values.out, text);
      terminal.err(`已写入 ${values.out}`);
    } else terminal.out(text);
    return 0;
  },
};

/** `due --from DATE --limit TEXT [--statute NAME] [--kind due|minimum|before] [--exclude A..B]`. */
export const dueCommand: Command = {
  name: 'due',
  args: '--from 日期 --limit 期限 [--statute 法律] [--kind due|minimum|before] [--exclude 起..止]',
  about: '计算截止日并逐步解释，如 --from 2026-09-30 --limit 20个工作日',
  async run(args, _env, terminal) {
    const { values } = parsed(args, {
      from: { type: 'string' },
      limit: { type: 'string' },
      statute: { type: 'string' },
      kind: { type: 'string' },
      exclude: { type: 'string' },
    });
    const { from, limit, statute, kind, exclude } = values;
    if (typeof from !== 'string' || typeof limit !== 'string')
      throw new Usage('请写明 --from（起算日，如 2026-09-30）和 --limit（期限，如 20个工作日、60日）。');
    if (kind !== undefined && !['due', 'minimum', 'before'].includes(String(kind)))
      throw new Usage('--kind 应为 due、minimum 或者 before。');
    // Only the calendar is asked of the office: the one the code ships with.
    const office = { calendar: chinaCalendar } as Pick<Office, 'calendar'> as Office;
    try {
      const answer = dueAnswer(office, {
        from,
        limit,
        ...(typeof statute === 'string' && { statute }),
        ...(typeof kind === 'string' && { kind }),
        ...(typeof exclude === 'string' && { exclude }),
      });
      terminal.out(`${answer.due}`);
      for (const step of answer.steps) terminal.err(`  ${typeof step === 'string' ? step : step.text}`);
      return 0;
    } catch (error) {
      if (error instanceof Problem) throw new Usage(error.message);
      throw error;
    }
  },
};

/** Options and words of a command. @throws Usage with a Chinese sentence */
export function parsed(
  args: readonly string[],
  options: Readonly<Record<string, { type: 'string' | 'boolean' }>>,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true }) as {
      values: Record<string, string | boolean | undefined>;
      positionals: string[];
    };
  } catch (error) {
    const option = /'(-[^' ]*)/.exec((error as Error).message)?.[1] ?? '';
    throw new Usage(`不认识的选项或者缺少内容：${option}。输入 npm run fadu -- help 查看用法。`);
  }
}
