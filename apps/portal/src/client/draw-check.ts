/** The check of a draw in the reader's browser: the same code that the office draws with, over what was published. */
import { type DrawBundle, type DrawCheck, DrawError, verifyBundle } from '@fadu/kernel/draw/index';

/** What the page asks for. */
export interface CheckRequest {
  /** Address of the file with everything published of this round. */
  readonly bundle: string;
  readonly vkey: string;
  readonly seenValue?: string;
}

/** What the check tells while it goes, and at the end. */
export type CheckMessage =
  | { readonly kind: 'progress'; readonly part: number; readonly doing: string }
  | {
      readonly kind: 'done';
      readonly ok: boolean;
      readonly checks: readonly DrawCheck[];
      readonly ms: number;
    }
  | { readonly kind: 'failed'; readonly say: string };

async function load(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return new Uint8Array(await answer.arrayBuffer());
}

/** Fetch, compute everything anew, and tell line by line what agrees. */
export async function checkDraw(request: CheckRequest, tell: (message: CheckMessage) => void): Promise<void> {
  const began = performance.now();
  try {
    tell({ kind: 'progress', part: 0, doing: '正在下载公布的内容' });
    const bundle = JSON.parse(new TextDecoder().decode(await load(request.bundle))) as DrawBundle;
    const { lists } = bundle.draw.commitment;
    const all = 1 + lists.officers.length + lists.pairs.length;
    let got = 0;
    const { ok, checks } = await verifyBundle(
      bundle,
      async (hash) => {
        tell({ kind: 'progress', part: 0.5 * (got++ / all), doing: `正在下载并核对清单（${got}／${all}）` });
        return load(`/draws/lists/${hash}.tsv`);
      },
      {
        vkey: request.vkey,
        ...(request.seenValue && { seenValue: request.seenValue }),
        onProgress: (part) => tell({ kind: 'progress', part: 0.5 + 0.5 * part, doing: '正在重新抽取' }),
      },
    );
    tell({ kind: 'done', ok, checks, ms: Math.round(performance.now() - began) });
  } catch (error) {
    tell({
      kind: 'failed',
      say: error instanceof DrawError ? error.message : '没有核验成：网络不通或者文件不全，请稍后再试。',
    });
  }
}
