/** Writes docs/map.md: from the plan's tasks to the code that carries them. A test compares it with the file. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHAPTER_FOLDERS, SYSTEMS } from '../plan/index-of-systems.ts';

const root = join(fileURLToPath(new URL('.', import.meta.url)), '..');

/** The page as Markdown. */
export function map(): string {
  const out = [
    '# From the plan’s tasks to the code',
    '',
    'Made by `scripts/map.ts` from `plan/index-of-systems.ts`. A system with a folder is there; the others are still to be built.',
    '',
  ];
  for (const chapter of CHAPTER_FOLDERS) {
    out.push(`## ${chapter}`, '', '| system | 名称 | tasks | code |', '|---|---|---|---|');
    for (const s of SYSTEMS.filter((x) => x.chapter === chapter)) {
      const folder = `plan/${s.chapter}/${s.id}`;
      const tasks = s.tasks.length > 20 ? `${s.tasks[0]}–${s.tasks.at(-1)}` : s.tasks.join(', ');
      out.push(
        `| ${s.id} | ${s.zh} | ${tasks} | ${existsSync(join(root, folder)) ? `[${folder}](../${folder})` : '—'} |`,
      );
    }
    out.push('');
  }
  return `${out.join('\n').trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(root, 'docs/map.md'), map());
