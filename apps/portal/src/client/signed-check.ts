/**
 * Checking signed facts in the reader's own browser: the part after # of the scanned address never leaves the phone. The
 * signature is checked here; then the server is asked how things stand today.
 */

/** What was found, as one line of the list. */
export interface Line {
  readonly outcome: 'good' | 'bad' | 'note';
  readonly text: string;
}

/** How one kind of signed facts is read and told. */
export interface Kind<F> {
  /** Selector of the part of the page where this kind is checked. */
  readonly host: string;
  unpack(text: string): string | null;
  check(
    note: string,
    vkey: string,
    today: string,
  ):
    | { readonly ok: true; readonly facts: F; readonly asOf: string; readonly inTime: boolean }
    | { readonly ok: false; readonly why: string };
  /** What the days of the facts mean for today. */
  span(facts: F, inTime: boolean): string;
  /** The facts to show, with their titles. */
  facts(facts: F): readonly (readonly [string, string])[];
  /** Ask the server how it stands; throws where there is no network. */
  ask(note: string, facts: F): Promise<Line>;
  /** What was not checked without the network. */
  readonly offline: string;
}

/** Today in China. */
const today = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);

const WORD = { good: '通过：', bad: '不符：', note: '' } as const;

/** Let the page check what is pasted or scanned. */
export function checkHere<F>(kind: Kind<F>): void {
  const host = document.querySelector<HTMLElement>(kind.host);
  if (!host) return;
  const list = host.querySelector('[data-checks]') as Element;
  const shown = host.querySelector('[data-facts]') as Element;
  const line = ({ outcome, text }: Line): void => {
    const item = document.createElement('li');
    item.className = `check check-${outcome}`;
    item.textContent = `${WORD[outcome]}${text}`;
    list.append(item);
  };
  const check = async (text: string): Promise<void> => {
    list.replaceChildren();
    shown.replaceChildren();
    const note = kind.unpack(text);
    if (!note) return line({ outcome: 'bad', text: '看不懂这段内容，请重新扫码，或者完整粘贴网址。' });
    const result = kind.check(note, host.dataset.vkey ?? '', today());
    if (!result.ok) return line({ outcome: 'bad', text: `${result.why}。` });
    line({ outcome: 'good', text: `签名是本市的，内容没有被改过（${result.asOf}出示）。` });
    line({ outcome: result.inTime ? 'good' : 'bad', text: kind.span(result.facts, result.inTime) });
    for (const [title, value] of kind.facts(result.facts)) {
      const dt = document.createElement('dt');
      dt.textContent = title;
      const dd = document.createElement('dd');
      dd.textContent = value;
      shown.append(dt, dd);
    }
    line(await kind.ask(note, result.facts).catch(() => ({ outcome: 'note', text: kind.offline }) as const));
  };
  const form = host.querySelector('form');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    void check(String(new FormData(form).get('text') ?? ''));
  });
  const scanned = () => location.hash.length > 1 && void check(location.href);
  addEventListener('hashchange', scanned);
  scanned();
}
