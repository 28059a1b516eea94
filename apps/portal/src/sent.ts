/** What a visitor filled in and sent: read once, the same way for every form that works without script. */
import { createHash, randomUUID } from 'node:crypto';
import type { Context } from 'hono';

/** A form as it was sent. */
export interface Sent<F extends string> {
  /** Every field asked for, empty where nothing was written. */
  readonly entered: Readonly<Record<F, string>>;
  /** Only what was written: what an act is given. */
  readonly input: Readonly<Partial<Record<F, string>>>;
  /** The form's own number, made when it was shown. */
  readonly form: string;
  /**
   * The same form with the same words is one act, however often it is sent; other words are another. `also`: what else
   * tells two acts apart.
   */
  key(kind: string, also?: string): string;
}

/** Number of a form that is shown for the first time. */
export const newForm = (): string => randomUUID();

/** Read the fields of a form that was sent; line breaks stay, other control characters are never meant. */
export async function readSent<F extends string>(c: Context, fields: readonly F[]): Promise<Sent<F>> {
  const sent = await c.req.parseBody();
  const field = (name: string): string => {
    const value = sent[name];
    return typeof value === 'string' ? value.replace(/[^\P{Cc}\n]/gu, '').trim() : '';
  };
  const entered = Object.fromEntries(fields.map((name) => [name, field(name)])) as Record<F, string>;
  const input = Object.fromEntries(Object.entries(entered).filter(([, value]) => value !== '')) as Partial<
    Record<F, string>
  >;
  const form = /^[0-9a-f-]{36}$/.test(field('form')) ? field('form') : newForm();
  return {
    entered,
    input,
    form,
    key: (kind, also = '') => {
      const words = createHash('sha256')
        .update(JSON.stringify([also, input]))
        .digest('hex')
        .slice(0, 24);
      return `${kind}:${form}:${words}`;
    },
  };
}
