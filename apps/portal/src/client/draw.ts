/** The page of a draw: recompute it here, and compare a list that somebody handed over with the committed ones. */
import { toHex } from '@fadu/kernel/record/index';
import { sha256 } from '@noble/hashes/sha2.js';
import { type CheckMessage, type CheckRequest, checkDraw } from './draw-check.ts';

function line(list: Element, ok: boolean, text: string): void {
  const item = document.createElement('li');
  item.className = `check check-${ok ? 'good' : 'bad'}`;
  item.textContent = `${ok ? '通过：' : '不符：'}${text}`;
  list.append(item);
}

/** In a worker where the browser has one, else here. */
function run(request: CheckRequest, tell: (message: CheckMessage) => void): void {
  try {
    const worker = new Worker('/static/draw-worker.js', { type: 'module' });
    let told = false;
    worker.onmessage = ({ data }: MessageEvent<CheckMessage>) => {
      told = true;
      tell(data);
      if (data.kind !== 'progress') worker.terminate();
    };
    worker.onerror = () => {
      worker.terminate();
      if (!told) void checkDraw(request, tell);
    };
    worker.postMessage(request);
  } catch {
    void checkDraw(request, tell);
  }
}

function recompute(form: HTMLFormElement): void {
  const { bundle = '', vkey = '' } = form.dataset;
  const list = form.querySelector('[data-checks]');
  const state = form.querySelector('[data-state]');
  const bar = form.querySelector('progress');
  const button = form.querySelector('button');
  if (!list || !state || !bar || !button) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    list.textContent = '';
    state.className = 'check-state';
    button.disabled = true;
    bar.hidden = false;
    const seenValue = new FormData(form).get('seen')?.toString().trim();
    run({ bundle, vkey, ...(seenValue && { seenValue }) }, (message) => {
      if (message.kind === 'progress') {
        bar.value = message.part;
        state.textContent = `${message.doing}……`;
        return;
      }
      button.disabled = false;
      bar.hidden = true;
      if (message.kind === 'failed') {
        state.className = 'check-state check check-bad';
        state.textContent = message.say;
        return;
      }
      for (const check of message.checks) line(list, check.ok, check.say);
      state.className = `check-state banner tone-${message.ok ? 'good' : 'end'}`;
      state.textContent = message.ok
        ? `全部相符。这个结果是您的设备自己算出来的，用了${(message.ms / 1000).toFixed(1)}秒，没有依赖本站的说法。`
        : '有不相符的地方，请看下面标出的各条。可以凭这个结果向抽查的牵头机关或者司法行政部门反映。';
    });
  });
  button.hidden = false;
}

/** A list that somebody handed over: is it one of the committed ones? The file stays on the device. */
function compare(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  const out = form.querySelector('[data-result]');
  if (!input || !out) return;
  const known = new Map(
    (form.dataset.lists ?? '').split(' ').map((pair) => pair.split('=') as [string, string]),
  );
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    if (!file) return;
    out.className = '';
    out.textContent = '正在您的设备上计算指纹……';
    const hash = toHex(sha256(new Uint8Array(await file.arrayBuffer())));
    const title = known.get(hash);
    out.className = `check check-${title ? 'good' : 'bad'}`;
    out.textContent = title
      ? `通过：“${file.name}”就是冻结的${decodeURIComponent(title)}，一个字也没有改。`
      : `不符：“${file.name}”不是冻结的任何一份清单，或者被改动过。它的指纹是${hash}。`;
  });
  form.addEventListener('submit', (event) => event.preventDefault());
}

for (const form of document.querySelectorAll<HTMLFormElement>('[data-recompute]')) recompute(form);
for (const form of document.querySelectorAll<HTMLFormElement>('[data-compare]')) compare(form);
