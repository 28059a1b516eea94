/** `laws link`: citations in texts of law and normative documents, found and kept both ways. */
import { linkPending } from '@fadu/office/law/links';
import { progress } from '../text.ts';
import type { Command } from './command.ts';
import { withOffice } from './data.ts';
import { parsed } from './definitions.ts';

/** `laws link [--anew]`. */
export const lawsLinkCommand: Command = {
  name: 'laws link',
  args: '[--anew]',
  about: '找出法律文本和规范性文件里的引用，与被引条文互相链接；--anew 全部重做',
  async run(args, env, terminal) {
    const { values } = parsed(args, { anew: { type: 'boolean' } });
    return withOffice(env, async ({ office }) => {
      const began = Date.now();
      const bar = progress('查找引用');
      const done = await linkPending(office, {
        anew: values.anew === true,
        progress: (n, of) => bar.at(n, of),
      });
      bar.end();
      terminal.out(
        `查了 ${done.texts} 个法律文本、${done.documents} 件规范性文件，记下 ${done.links} 处引用，另有 ${done.resolved} 处早先的引用找到了所指的文本，用时 ${((Date.now() - began) / 1000).toFixed(1)} 秒。`,
      );
      return 0;
    });
  },
};
