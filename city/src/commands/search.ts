/** `search rebuild`: the index over texts of law and over everything else, made anew beside the one in use. */
import { rebuildLawIndex, updateLawIndex } from '@fadu/office/law/search/index';
import { indexAll } from '@fadu/office/public/index';
import { progress } from '../text.ts';
import type { Command } from './command.ts';
import { withOffice } from './data.ts';
import { parsed } from './definitions.ts';

/** `search rebuild [--due]`. */
export const searchCommand: Command = {
  name: 'search rebuild',
  args: '[--due]',
  about: '重建查找用的索引（查找不中断）；--due 只补上还没有编入的',
  async run(args, env, terminal) {
    const { values } = parsed(args, { due: { type: 'boolean' } });
    return withOffice(env, async ({ office }) => {
      const began = Date.now();
      const bar = progress('编索引');
      const step = (done: number, of: number) => bar.at(done, of);
      const provisions =
        values.due === true ? await updateLawIndex(office, step) : await rebuildLawIndex(office, step);
      const cases = values.due === true ? 0 : await indexAll(office);
      bar.end();
      terminal.out(
        `编入 ${provisions} 条法律条文${cases ? `、${cases} 个公开事项` : ''}，用时 ${((Date.now() - began) / 1000).toFixed(1)} 秒。`,
      );
      return 0;
    });
  },
};
