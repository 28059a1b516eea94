/**
 * Checking an inspection's code on the enterprise's own phone: the part after # of the scanned address is checked here,
 * without the network; then the server is asked whether the inspection still stands.
 */
import { checkVisit, unpackVisit } from '@fadu/plan/enforcement/inspections/visits/credential';

const host = document.querySelector<HTMLElement>('[data-visit]');

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
  const note = unpackVisit(text);
  if (!note) {
    line(list, 'bad', '看不懂这段内容，请重新扫码，或者完整粘贴网址。');
    return;
  }
  const result = checkVisit(note, host.dataset.vkey ?? '', today());
  if (!result.ok) {
    line(list, 'bad', `${result.why}。`);
    return;
  }
  const { visit: v } = result;
  line(list, 'good', `签名是本市的，内容没有被改过（${v.asOf}出示）。`);
  line(
    list,
    result.inTime ? 'good' : 'bad',
    result.inTime
      ? `今天在批准的检查期间内（${v.from}至${v.to}）。`
      : `今天不在批准的检查期间内（${v.from}至${v.to}）。`,
  );
  for (const [title, value] of [
    ['检查编号', v.number],
    ['检查机关', v.organs],
    ['企业', v.name],
    ['统一社会信用代码', v.object],
    ['检查事项', v.items],
  ] as const) {
    const dt = document.createElement('dt');
    dt.textContent = title;
    const dd = document.createElement('dd');
    dd.textContent = value;
    facts.append(dt, dd);
  }
  try {
    const answer = await fetch('/inspections/check.json', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ text: note }).toString(),
    });
    const now = (await answer.json()) as { good: boolean; says: string };
    line(list, now.good ? 'good' : 'bad', `${now.says}。`);
  } catch {
    line(list, 'note', '现在没有网络，只核对了签名和期间；检查是否已经取消，联网后再查。');
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
