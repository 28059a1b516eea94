/** `npm run fadu -- <command>`: the city on the command line. */
import { Problem } from '@fadu/office/problem';
import { type Command, type Terminal, Usage } from './commands/command.ts';
import {
  calendarCommand,
  exportCommand,
  planCommand,
  resetCommand,
  seedCommand,
  verifyCommand,
} from './commands/data.ts';
import { chartCommand, dueCommand, proveCommand } from './commands/definitions.ts';
import { drawVerifyCommand } from './commands/draw.ts';
import { lawsExportCommand, lawsImportCommand, lawsListCommand } from './commands/laws.ts';
import { lawsLinkCommand } from './commands/laws-link.ts';
import { cityExportCommand, cityImportCommand } from './commands/portability.ts';
import { searchCommand } from './commands/search.ts';
import { supervisionCheckCommand } from './commands/supervision.ts';
import { DEFAULT_CASES, DEFAULT_HANDLINGS, type Environment, environment } from './open.ts';
import { explain } from './start.ts';
import { columns } from './text.ts';

/** Every command, as help lists them. */
export const COMMANDS: readonly Command[] = [
  verifyCommand,
  proveCommand,
  chartCommand,
  dueCommand,
  seedCommand,
  calendarCommand,
  planCommand,
  exportCommand,
  cityExportCommand,
  cityImportCommand,
  lawsImportCommand,
  lawsExportCommand,
  lawsListCommand,
  lawsLinkCommand,
  searchCommand,
  drawVerifyCommand,
  supervisionCheckCommand,
  resetCommand,
];

/** The text of `help`. */
export const helpText = (): string =>
  [
    '法度命令行',
    '',
    '用法：npm run fadu -- <命令> [内容]',
    '',
    ...COMMANDS.map((c) => `  ${[c.name, c.args].filter(Boolean).join(' ')}\n      ${c.about}`),
    '  help\n      显示本说明',
    '',
    '环境变量：',
    columns([
      ['FADU_DATA', '数据文件夹，默认为代码目录下的 .data'],
      ['DATABASE_URL', '使用已有的 PostgreSQL（15 或更新），不启动内置数据库'],
      ['FADU_SEED', '演示城市的随机种子，默认为 fadu'],
      ['FADU_CASES', `演示城市的执法案件数，默认为 ${DEFAULT_CASES}；0为最小的一年`],
      [
        'FADU_HANDLINGS',
        `演示城市的政务服务办件数，默认为 ${DEFAULT_HANDLINGS}；0为最小的一年，20000约要多装七分钟`,
      ],
    ]),
    '',
    '退出码：0 办成；1 没有办成或者核验不通过；2 用法有误。',
  ].join('\n');

const TERMINAL: Terminal = { out: (text) => console.log(text), err: (text) => console.error(text) };

/** Run one command line; answers the exit code. */
export async function cli(
  argv: readonly string[],
  env: () => Environment = environment,
  terminal: Terminal = TERMINAL,
): Promise<number> {
  const [first = 'help', second] = argv;
  if (['help', '--help', '-h'].includes(first)) {
    terminal.out(helpText());
    return 0;
  }
  const command =
    COMMANDS.find((c) => c.name === `${first} ${second}`) ?? COMMANDS.find((c) => c.name === first);
  try {
    if (!command)
      throw new Usage(
        `没有“${[first, second].filter(Boolean).join(' ')}”这个命令。输入 npm run fadu -- help 查看全部命令。`,
      );
    return await command.run(argv.slice(command.name.split(' ').length), env(), terminal);
  } catch (error) {
    if (error instanceof Usage) {
      terminal.err(error.message);
      return 2;
    }
    terminal.err(error instanceof Problem ? error.message : explain(error));
    return 1;
  }
}

if (import.meta.main) {
  cli(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
    // Output on a pipe is written out before the end; connections that linger do not hold the process.
    process.stdout.write('', () => process.exit(code));
  });
}
