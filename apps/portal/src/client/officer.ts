/**
 * Checking an officer's certificate in the reader's own browser: the part after # of the scanned address never leaves
 * the phone. The signature is checked here; then the server is asked whether the certificate is still valid today.
 */
import { checkCredential, unpackCredential } from '@fadu/plan/enforcement/officers/credential';

const host = document.querySelector<HTMLElement>('[data-officer]');

/** Today in China. */
const today = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);

function line(list: Element, outcome: 'good' | 'bad' | 'note', text: string): void {
  const item = document.createElement('li');
  item.className = `check check-${outcome}`;
  item.textContent = `${outcome === 'good' ? '通过：' : outcome === 'bad' ? '不符：' : ''}${text}`;
  list.append(item);
}

async function check(text: string): Promise<void> {
  if (!host) return;
  const list = host.querySelector('[data-checks]') as Element;
  const facts = host.querySelector('[data-facts]') as Element;
  list.replaceChildren();
  facts.replaceChildren();
  const note = unpackCredential(text);
  if (!note) {
    line(list, 'bad', '看不懂这段内容，请重新扫码，或者完整粘贴网址。');
    return;
  }
  const result = checkCredential(note, host.dataset.vkey ?? '', today());
  if (!result.ok) {
    line(list, 'bad', `${result.why}。`);
    return;
  }
  const { credential: c } = result;
  line(list, 'good', `签名是本市的，内容没有被改过（${c.asOf}出示）。`);
  line(
    list,
    result.inTime ? 'good' : 'bad',
    result.inTime
      ? `今天在有效期内（${c.validFrom}至${c.validTo}）。`
      : `今天不在有效期内（${c.validFrom}至${c.validTo}）。`,
  );
  for (const [title, value] of [
    ['姓名', c.name],
    ['证件号', c.number],
    ['机关', c.organ],
    ['执法领域', c.fields],
  ] as const) {
    const dt = document.createElement('dt');
    dt.textContent = title;
    const dd = document.createElement('dd');
    dd.textContent = value;
    facts.append(dt, dd);
  }
  try {
    const answer = await fetch(`/officers/${encodeURIComponent(c.number)}.json`);
    if (answer.status === 404) {
      line(list, 'bad', '名录里今天没有这个证件号。');
      return;
    }
    const now = (await answer.json()) as { status: string; reason?: string; name: string };
    if (now.status === '有效' && now.name === c.name) line(list, 'good', '名录里今天的状态是有效。');
    else
      line(
        list,
        'bad',
        `名录里今天的状态是${now.status}${now.reason ? `（${now.reason}）` : ''}，不能执法。`,
      );
  } catch {
    line(list, 'note', '现在没有网络，只核对了签名和有效期；今天是否被暂停或者终止，联网后再查。');
  }
}

if (host) {
  const form = host.querySelector('form');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    void check(String(new FormData(form).get('text') ?? ''));
  });
  const scanned = () => location.hash.length > 1 && void check(location.href);
  addEventListener('hashchange', scanned);
  scanned();
}
