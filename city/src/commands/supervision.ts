/** `supervision check`: the faults planted in the demonstration city against what supervision has found. */
import { checkSupervision } from '../planted.ts';
import { citySetting } from '../seed.ts';
import { columns } from '../text.ts';
import { type Command, Usage } from './command.ts';
import { withOffice } from './data.ts';
import { parsed } from './definitions.ts';

/** Findings of a kind that are printed one by one. */
const SHOWN = 20;

export const supervisionCheckCommand: Command = {
  name: 'supervision check',
  args: '',
  about: '对照演示城市里预先埋下的违法点，逐类说明执法监督找到了多少、有没有误报',
  async run(args, env, terminal) {
    if (parsed(args, {}).positionals.length) throw new Usage('supervision check 后面不用写内容。');
    return withOffice(env, async ({ office, pool }) => {
      const setting = await citySetting(pool);
      if (setting?.state !== 'done')
        throw new Usage('这里不是装好的演示城市。请先运行 npm run fadu -- seed。');
      await office.refresh();
      const check = await checkSupervision(office, setting);
      const planted = check.rules.reduce((n, r) => n + r.planted, 0);
      const found = check.rules.reduce((n, r) => n + r.found, 0);
      terminal.out(
        columns([
          ['规则', '埋下 / 找到'],
          ...check.rules.map((r): [string, string] => [r.rule, `${r.planted} / ${r.found}`]),
        ]),
      );
      terminal.out(
        `本次读了 ${check.cases} 个事项，用时 ${(check.milliseconds / 1000).toFixed(1)} 秒。埋下 ${planted} 处、${check.rules.length} 类，找到 ${found} 处；演示情节里另有 ${check.meant.length} 处也找到了；误报 ${check.false.length} 处。`,
      );
      for (const m of check.missed.slice(0, SHOWN)) terminal.err(`没有找到：${m}`);
      for (const f of check.false.slice(0, SHOWN)) terminal.err(`误报：${f.rule}（${f.story}）${f.says}`);
      return found === planted && check.false.length === 0 ? 0 : 1;
    });
  },
};
