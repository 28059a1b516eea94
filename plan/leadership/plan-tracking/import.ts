/**
 * Importing the plan document as published (R0.1): plain text in, a whole structure out, or every fault with its line
 * and nothing else. Pure: no file, no clock, no database.
 */
import { faults as collect } from './faults.ts';
import { readHead } from './head.ts';
import { excerptOf, garbledLines, readLines } from './lines.ts';
import type { OrganIndex } from './organ-index.ts';
import type { ImportResult } from './plan-model.ts';
import { compareShape, JILIN_2021_2025, type PlanShape, shapeFor } from './shape.ts';
import { readBody } from './structure.ts';

/**
 * Read a plan document: metadata table, title, opening, chapters 一…, sections (一)…, tasks 1…, lead and responsible
 * bodies, closing line. Takes any line ending, a byte order mark, half- and full-width punctuation, and paragraphs, names
 * and lists of bodies broken over lines.
 *
 * All or nothing: one fault anywhere and no plan is returned, but all faults are.
 * A further line after a finished paragraph is refused rather than guessed into the task before it.
 *
 * @param organs names of the organs and groups that bodies are resolved to (`organIndex()`)
 * @param shapes plans known beforehand, against which places, counts and leads are compared as well
 */
export function importPlan(
  text: string,
  organs: OrganIndex,
  shapes: readonly PlanShape[] = [JILIN_2021_2025],
): ImportResult {
  const garbled = garbledLines(text);
  if (garbled.length > 0)
    return {
      ok: false,
      errors: garbled.map((line) => ({
        line: line.no,
        code: 'encoding',
        message: '本行含乱码，文件编码有误。请用UTF-8编码重新取得或另存文件后导入。',
        excerpt: excerptOf(line),
      })),
    };
  const lines = readLines(text);
  const first = lines[0];
  if (!first)
    return {
      ok: false,
      errors: [
        { line: 1, code: 'empty', message: '文件没有文字。请选择实施方案全文后重新导入。', excerpt: '' },
      ],
    };

  const faults = collect();
  const { head, fields, rest } = readHead(lines, organs, faults);
  if (faults.list().some((e) => e.code === 'not-a-plan')) return { ok: false, errors: faults.list() };
  const tableEnd = lines[lines.length - rest.length - 1] ?? first;
  const body = readBody(rest, fields.get('标题')?.value, tableEnd, organs, faults);
  if (faults.count > 0 || !head || !body) return { ok: false, errors: faults.list() };

  const { end, ...contents } = body;
  const plan = { ...head, ...contents };
  const shape = shapeFor(head, shapes);
  if (shape) compareShape(plan, shape, fields, new Map(lines.map((l) => [l.no, l])), end, faults);
  return faults.count > 0 ? { ok: false, errors: faults.list() } : { ok: true, plan };
}
