/**
 * A draw in one file, for whoever wants to check it without the site: what was published, the lists, and the proofs that
 * the log holds what was said when the lists were frozen and when the result was made public.
 */
import { fromUtf8, toHex, utf8 } from '../record/bytes.ts';
import { canonicalJson, hashOf } from '../record/canonical.ts';
import { verifyProof } from '../record/proof.ts';
import { resultHash } from './draw.ts';
import { type DrawCheck, type DrawVerification, type PublishedDraw, verifyDraw } from './verify.ts';

/** What an act said to everyone, and the proof (from `/records/<index>.json`) that the log holds its digest. */
export interface SaidProof {
  readonly body: Readonly<Record<string, unknown>>;
  readonly proof: unknown;
}

export interface DrawBundle {
  readonly format: 'fadu-draw-bundle-1';
  readonly draw: PublishedDraw;
  /** Text of each committed list by its hash; lists may also come as files. */
  readonly lists?: Readonly<Record<string, string>>;
  readonly record?: { readonly freeze?: SaidProof; readonly draw?: SaidProof };
}

export interface VerifyBundleOptions {
  /** Key of the log, as the reader knows it; without it the record is not looked at. */
  readonly vkey?: string;
  readonly seenValue?: string;
  readonly onProgress?: (part: number) => void;
}

/** What the log says of an act: its moment, if the proof holds and the digest is that of the body. */
function saidAt(said: SaidProof, vkey: string): { ok: true; at: string } | { ok: false; say: string } {
  const result = verifyProof(said.proof, vkey);
  if (!result.ok) return { ok: false, say: `存证日志的证明不成立：${result.reason}` };
  const leaf = JSON.parse(fromUtf8(result.leaf)) as { kind?: string; at?: string; digest?: string };
  if (leaf.kind !== 'said' || leaf.digest !== toHex(hashOf(said.body)))
    return { ok: false, say: '存证日志里记载的内容与公布的不同' };
  return { ok: true, at: String(leaf.at) };
}

/** Check a bundle: the draw, and that the log holds both commitment and result. `bytesOf`: lists that are not in it. */
export async function verifyBundle(
  bundle: DrawBundle,
  bytesOf: (hash: string) => Promise<Uint8Array>,
  options: VerifyBundleOptions = {},
): Promise<DrawVerification> {
  const { draw, record } = bundle;
  const before: DrawCheck[] = [];
  let recorded: { commitment: string; at: string } | undefined;
  if (options.vkey && record?.freeze) {
    const said = saidAt(record.freeze, options.vkey);
    if (said.ok) recorded = { commitment: String(record.freeze.body.committed), at: said.at };
    else before.push({ code: 'recorded', ok: false, say: `冻结：${said.say}` });
  }
  if (options.vkey && record?.draw) {
    const said = saidAt(record.draw, options.vkey);
    const same =
      said.ok &&
      record.draw.body.result === resultHash(draw.drawn) &&
      canonicalJson(record.draw.body.value ?? null) === canonicalJson(draw.value);
    before.push({
      code: 'recorded',
      ok: same,
      say: same
        ? '存证日志里记载的正是这个结果和这个数值'
        : said.ok
          ? '存证日志里记载的结果或者数值与公布的不同'
          : `结果：${said.say}`,
    });
  }
  const found = await verifyDraw(
    draw,
    async (hash) => {
      const text = bundle.lists?.[hash];
      return text === undefined ? bytesOf(hash) : utf8(text);
    },
    {
      ...(recorded && { recorded }),
      ...(options.seenValue && { seenValue: options.seenValue }),
      ...(options.onProgress && { onProgress: options.onProgress }),
    },
  );
  const checks = [...before, ...found.checks];
  return { ok: checks.every((c) => c.ok), checks };
}
