/**
 * Verification in the reader's own browser. The server's word is not needed: the proof is checked against the log's
 * key, and the log against the head this browser saw last time. Everything works on the server too; this is the
 * second, independent look.
 */
import {
  fromUtf8,
  hashReader,
  type OpenedCheckpoint,
  openCheckpoint,
  RecordError,
  toHex,
  verifyConsistency,
  verifyProof,
} from '@fadu/kernel/record/index';
import { sha256 } from '@noble/hashes/sha2.js';

type Outcome = 'good' | 'bad' | 'note';

/** One line of the list of checks. */
function say(list: Element, outcome: Outcome, text: string): void {
  const line = document.createElement('li');
  line.className = `check check-${outcome}`;
  line.textContent = `${outcome === 'good' ? '通过：' : outcome === 'bad' ? '不符：' : ''}${text}`;
  list.append(line);
}

const keyOf = (vkey: string) => `fadu-log:${vkey.split('+')[0]}`;

/** What this browser remembers of a log: its key and the last head. */
interface Memory {
  readonly vkey: string;
  readonly note: string;
}

function remembered(vkey: string): Memory | null {
  try {
    const text = localStorage.getItem(keyOf(vkey));
    return text ? (JSON.parse(text) as Memory) : null;
  } catch {
    return null;
  }
}

function remember(vkey: string, note: string): void {
  try {
    localStorage.setItem(keyOf(vkey), JSON.stringify({ vkey, note } satisfies Memory));
  } catch {
    // Private windows keep nothing; the checks of this visit stand all the same.
  }
}

const readTile = async (path: string): Promise<Uint8Array | undefined> => {
  const answer = await fetch(`/log/${path}`);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
};

/** Check that the log goes on from the head this browser saw before, and remember the newer one. */
async function checkHistory(list: Element, head: OpenedCheckpoint, vkey: string): Promise<void> {
  const before = remembered(vkey);
  if (!before) {
    remember(vkey, head.note);
    say(
      list,
      'note',
      `这台设备第一次见到这本日志，已经记住它现在的样子（${head.size}条）。下次来时会核对它没有被改写。`,
    );
    return;
  }
  if (before.vkey !== vkey) {
    say(list, 'bad', '日志的公钥与这台设备上次记住的不同。如果没有公告更换公钥，不要相信这个页面。');
    return;
  }
  const old = openCheckpoint(before.note, { vkey });
  const [first, last] = old.size <= head.size ? [old, head] : [head, old];
  const reader = hashReader({ size: last.size, root: last.root, readTile });
  const proof = first.size === last.size ? [] : await reader.consistencyProof(first.size);
  if (!verifyConsistency(first, last, proof)) {
    say(list, 'bad', `日志被改写过：现在的内容不是这台设备上次见到的${old.size}条接着写下来的。`);
    return;
  }
  say(list, 'good', `日志从这台设备上次见到的${old.size}条接着写到${head.size}条，没有删改过去。`);
  if (head.size > old.size) remember(vkey, head.note);
}

async function guarded(list: Element, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    say(
      list,
      'bad',
      error instanceof RecordError ? error.message : '没有核验成：网络不通或者文件不全，请稍后再试。',
    );
  }
}

/** Check the proof of one entry; `paper` says what the entry must be about. */
async function checkProof(box: HTMLElement, list: Element): Promise<void> {
  const { proof: url = '', vkey = '', paper, pdf, docx } = box.dataset;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(String(answer.status));
  const result = verifyProof(await answer.json(), vkey);
  if (!result.ok) {
    say(list, 'bad', result.reason);
    return;
  }
  say(list, 'good', `日志的签名有效，共${result.size}条存证。`);
  say(list, 'good', `日志里的${result.index}号存证正是这一条，内容一个字节也没有改。`);
  if (paper) {
    const said = JSON.parse(fromUtf8(result.leaf)) as {
      kind?: string;
      id?: string;
      pdf?: string;
      docx?: string;
    };
    const same = said.kind === 'paper' && said.id === paper && said.pdf === pdf && said.docx === docx;
    say(
      list,
      same ? 'good' : 'bad',
      same ? '存证记载的正是这份文书和它的两个文件。' : '存证记载的不是这份文书。',
    );
    if (!same) return;
  }
  await checkHistory(list, result.checkpoint, vkey);
}

async function checkLog(box: HTMLElement, list: Element): Promise<void> {
  const { vkey = '' } = box.dataset;
  const answer = await fetch('/log/checkpoint');
  if (!answer.ok) throw new Error(String(answer.status));
  const head = openCheckpoint(await answer.text(), { vkey });
  say(list, 'good', `日志的签名有效，共${head.size}条存证。`);
  await checkHistory(list, head, vkey);
}

const fileHash = async (file: File): Promise<string> =>
  toHex(sha256(new Uint8Array(await file.arrayBuffer())));

/** Compare a file with the paper on this page, on this device. */
function compareHere(box: HTMLElement, form: HTMLFormElement): void {
  const out = form.querySelector('[data-drop-result]');
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  if (!out || !input) return;
  form.querySelector<HTMLElement>('button')?.setAttribute('hidden', '');
  const compare = async () => {
    const file = input.files?.[0];
    if (!file) return;
    const hash = await fileHash(file);
    const same = hash === box.dataset.pdf || hash === box.dataset.docx;
    out.className = `check check-${same ? 'good' : 'bad'}`;
    out.textContent = same
      ? `通过：“${file.name}”与存证的文件完全一致。`
      : `不符：“${file.name}”不是这份文书的原文件，或者被改动过。`;
  };
  input.addEventListener('change', () => void compare());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void compare();
  });
}

/** On the page without a paper: hash here, ask with the hash only, so that the file stays on the device. */
function findByFile(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    const file = form.querySelector<HTMLInputElement>('input[type="file"]')?.files?.[0];
    if (!file) return;
    event.preventDefault();
    const state = form.querySelector('[data-file-state]');
    if (state) state.textContent = '正在您的设备上计算指纹……';
    void fileHash(file).then((hash) => {
      location.href = `/verify?sha256=${hash}`;
    });
  });
}

for (const box of document.querySelectorAll<HTMLElement>('[data-proof], [data-log]')) {
  const list = box.querySelector('[data-checks]');
  if (list) void guarded(list, () => (box.dataset.proof ? checkProof(box, list) : checkLog(box, list)));
  const form = box.querySelector<HTMLFormElement>('[data-drop]');
  if (form) compareHere(box, form);
}
for (const form of document.querySelectorAll<HTMLFormElement>('[data-file-form]')) findByFile(form);
