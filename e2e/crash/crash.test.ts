import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { verifyAll } from '@fadu/office/record/verify';
import { freePort } from '@fadu/office/store/server';
import { type TestOffice, testOffice } from '@fadu/office/testing/office';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const KILLS = 20;
const CLIENTS = 6;
let t: TestOffice;
let port: number;
let child: ChildProcess | null = null;

beforeAll(async () => {
  t = await testOffice();
  // The killed process sequences the log; this one only looks.
  await t.sequencer.stop();
  port = await freePort();
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await t?.close();
});

const up = () =>
  new Promise<void>((done, fail) => {
    child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, DATABASE_URL: t.database.url, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', () => done());
    child.once('error', fail);
  });

const drafter = JSON.stringify({
  kind: 'person',
  person: 'p-d',
  name: '起草',
  posts: [{ role: 'drafter', organ: 't-city' }],
});
const clerk = JSON.stringify({
  kind: 'person',
  person: 'p-c',
  name: '办文',
  posts: [{ role: 'office-clerk', organ: 't-office' }],
});
/** JSON headers carry no Chinese. */
const ascii = (text: string) =>
  text.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Send until it is answered; the key stays the same, as a phone on a bad line would do. */
async function send(
  path: string,
  actor: string,
  key: string,
  body: unknown,
  stop: () => boolean,
): Promise<any> {
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, 'x-actor': ascii(actor) },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5000),
      });
      const answer = await response.json();
      if (response.status < 300) return answer;
      if (response.status < 500)
        throw Object.assign(new Error(`${response.status} ${JSON.stringify(answer)}`), { final: true });
    } catch (error) {
      if ((error as { final?: boolean }).final) throw error;
      if (stop()) return null;
      await new Promise((r) => setTimeout(r, 30));
    }
  }
}

test('R90.3 R90.7 kill -9 of the server under load, twenty times: nothing answered is lost, nothing is doubled, no number is skipped', async () => {
  let seed = 20261122;
  const random = () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const answered: { id: string; seq: number; key: string; number?: string }[] = [];
  let running = true;
  let n = 0;
  await up();
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    while (running) {
      const tag = `${client}-${++n}`;
      const opened = await send(
        '/cases/normative-document',
        drafter,
        `crash-open-${tag}`,
        { ...samples.propose, title: `演示文件第${tag}号管理办法` },
        () => !running,
      );
      if (!opened) return;
      answered.push({ id: opened.id, seq: opened.seq, key: `crash-open-${tag}` });
      const registered = await send(
        `/cases/${opened.id}/acts/register`,
        clerk,
        `crash-reg-${tag}`,
        {},
        () => !running,
      );
      if (!registered) return;
      answered.push({
        id: registered.id,
        seq: registered.seq,
        key: `crash-reg-${tag}`,
        number: registered.issued.registration,
      });
    }
  });
  for (let kill = 0; kill < KILLS; kill++) {
    await new Promise((r) => setTimeout(r, 150 + random() * 500));
    const gone = new Promise((r) => child?.once('exit', r));
    child?.kill('SIGKILL');
    await gone;
    await up();
  }
  await new Promise((r) => setTimeout(r, 500));
  running = false;
  await Promise.all(clients);
  child?.kill('SIGKILL');

  const { rows: acts } = await t.database.pool.query('select case_id, seq, idem_key, issued from fadu.act');
  const byKey = new Map<string, any[]>();
  for (const a of acts) byKey.set(a.idem_key, [...(byKey.get(a.idem_key) ?? []), a]);
  expect(answered.length).toBeGreaterThan(KILLS * 4);
  for (const a of answered) {
    const found = byKey.get(a.key) ?? [];
    expect(found, a.key).toHaveLength(1);
    expect(found[0]).toMatchObject({ case_id: a.id, seq: a.seq });
    if (a.number) expect(found[0].issued.registration).toBe(a.number);
  }
  for (const [key, found] of byKey) expect(found, key).toHaveLength(1);
  const { rows: numbers } = await t.database.pool.query('select n from fadu.number order by n');
  expect(numbers.map((r) => r.n)).toEqual(numbers.map((_, i) => i + 1));

  const { startSequencer } = await import('@fadu/office/record/sequencer');
  const signer = noteSigner('test.fadu/220200', new Uint8Array(32).fill(7));
  const last = startSequencer(t.office.store, signer);
  await last.flush();
  await last.stop();
  const verified = await verifyAll(t.office, { vkey: formatVkey(signer.key) });
  expect(verified.findings).toEqual([]);
  expect(verified.log.ok && verified.log.size).toBe(
    (await t.database.pool.query('select count(*)::int as n from fadu.leaf')).rows[0].n,
  );
}, 180_000);
