/** R24.2: files of a case on a real database: handing in, custody, rights, ranges, verification, the closing that waits. */
import { type Actor, MATERIAL_KINDS, recordedAnswer } from '@fadu/kernel';
import { formatVkey, noteSigner } from '@fadu/kernel/record/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../problem.ts';
import { verifyAll } from '../record/verify.ts';
import { type TestApi, testApi } from '../testing/api.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import {
  closing,
  contactedCase,
  film,
  filmed,
  handInAs,
  MARKET,
  type PenaltyGround,
  paidCase,
  penaltyAct,
  penaltyPeople,
  picture,
  preparePenalty,
  sha256,
} from '../testing/penalty.ts';
import { publishBatch } from '../testing/registers.ts';
import { mediaOf } from './media.ts';

let t: TestOffice;
let api: TestApi;
let g: PenaltyGround;
let id = '';

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
  g = await preparePenalty(t);
  id = await contactedCase(t, g);
}, 180_000);
afterAll(() => t?.close());

const header = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const who = () => penaltyPeople(t);
const party: Actor = { kind: 'person', person: 'p-party', name: '演示当事人', posts: [] };

/** Hand in over HTTP, with the bytes as they are. */
async function upload(actor: Actor, bytes: Uint8Array, input: unknown, headers: Record<string, string> = {}) {
  await api.ask(actor, 'GET', '/healthz');
  const response = await api.app.request(`/api/v1/cases/${id}/materials`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'idempotency-key': `upload-${Math.random().toString(36).slice(2)}`,
      'fadu-material': header(input),
      ...headers,
    },
    body: Buffer.from(bytes),
  });
  return { status: response.status, body: (await response.json()) as any };
}
const listed = async (actor: Actor) => (await api.ask(actor, 'GET', `/api/v1/cases/${id}/materials`)).body;
const counts = async () => {
  const { rows } = await t.database.pool.query(
    'select (select count(*)::int from fadu.material) as m, (select count(*)::int from fadu.material_piece) as p, (select count(*)::int from fadu.material_custody) as c',
  );
  return rows[0];
};

describe('what a file is', () => {
  test('R24.2 the type is found in the bytes, whatever the name says', () => {
    const bytes = (...parts: (string | number)[]) =>
      Uint8Array.from(
        parts.flatMap((p) => (typeof p === 'number' ? [p] : [...p].map((c) => c.charCodeAt(0)))),
      );
    expect(mediaOf(picture())?.media).toBe('image/png');
    expect(mediaOf(film(64))?.media).toBe('video/mp4');
    expect(mediaOf(bytes(0xff, 0xd8, 0xff, 0xe0))?.media).toBe('image/jpeg');
    expect(mediaOf(bytes('%PDF-1.7'))?.media).toBe('application/pdf');
    expect(mediaOf(bytes('RIFF', 0, 0, 0, 0, 'WAVE'))?.media).toBe('audio/wav');
    expect(mediaOf(bytes(0xff, 0xfb, 0x90, 0x64))?.media).toBe('audio/mpeg');
    expect(mediaOf(bytes(0, 0, 0, 24, 'ftypheic'))).toBeUndefined();
    expect(mediaOf(bytes('<html><script>'))).toBeUndefined();
    expect(mediaOf(bytes('MZ', 0x90))).toBeUndefined();
    expect(mediaOf(bytes(0xff, 0xff, 0xff, 0xff))).toBeUndefined();
    expect(MATERIAL_KINDS).toContain('录像');
  });
});

describe('handing in', () => {
  test('R24.2 a hash that does not fit, an unknown type, a wrong kind: refused with the rule, and nothing is kept', async () => {
    const before = await counts();
    const bytes = film(5000);
    const other = await upload(who().o1, bytes, { ...filmed(bytes), sha256: 'a'.repeat(64) });
    expect(other.status).toBe(422);
    expect(other.body.detail).toContain('与采集时计算的SHA-256不一致');
    expect(other.body.citations.map((c: { text: string }) => c.text).join()).toContain('行政处罚法');
    const page = new TextEncoder().encode('<html><script>alert(1)</script></html>');
    expect((await upload(who().o1, page, filmed(page))).status).toBe(415);
    const png = picture();
    const asFilm = await upload(who().o1, png, filmed(png));
    expect([asFilm.status, asFilm.body.detail]).toEqual([415, expect.stringContaining('不能作为录像移交')]);
    const empty = new Uint8Array();
    expect((await upload(who().o1, empty, filmed(empty))).status).toBe(400);
    expect(await counts()).toEqual(before);
  });

  test('R24.2 a gap without a reason, an unknown step, a time in the future, nobody named: refused', async () => {
    const bytes = film(3000);
    const refusals: [Record<string, unknown>, string][] = [
      [{ gaps: [{ from: 60, to: 600, reason: '' }] }, '中断'],
      [{ gaps: [{ from: 60, to: 60, reason: '电池更换' }] }, '中断'],
      [{ seq: 99 }, '没有第99步'],
      [{ capturedAt: '2026-03-04T01:00:00Z' }, '不能晚于现在'],
      [{ officers: [] }, '在场的执法人员'],
    ];
    for (const [more, says] of refusals) {
      const { status, body } = await upload(who().o1, bytes, filmed(bytes, more));
      expect([status >= 400 && status < 500, body.detail]).toEqual([true, expect.stringContaining(says)]);
    }
  });

  test('R24.2 an organ that has no part in the case, and nobody, hand in nothing', async () => {
    const bytes = film(3000);
    expect((await upload(who().stranger, bytes, filmed(bytes))).status).toBe(404);
    expect((await upload({ kind: 'anonymous', name: '', posts: [] }, bytes, filmed(bytes))).status).toBe(401);
  });

  test('R24.2 a file over the limit is refused while it arrives', async () => {
    const { handIn } = await import('./hand-in.ts');
    const { loadCase } = await import('../cases/load.ts');
    const bytes = film(200_000);
    const error = await handIn(
      t.office,
      await loadCase(t.office, { as: 'organ', organ: MARKET }, id),
      who().o1,
      {
        input: filmed(bytes),
        body: new Blob([Buffer.from(bytes)]).stream() as ReadableStream<Uint8Array>,
        key: 'limit-test-0001',
        limit: 100_000,
      },
    ).then(
      () => null,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).status).toBe(413);
  });

  test('R24.2 handed in once however often it is sent; the list shows who, when, whole or with gaps', async () => {
    const bytes = film(2_500_000);
    const input = filmed(bytes, { gaps: [{ from: 600, to: 1140, reason: '更换电池，期间由照片记录' }] });
    const first = await upload(who().o1, bytes, input, { 'idempotency-key': 'same-key-0001' });
    expect(first.status).toBe(201);
    const second = await upload(who().o1, bytes, input, { 'idempotency-key': 'same-key-0001' });
    expect([second.status, second.body.repeated, second.body.id]).toEqual([200, true, first.body.id]);
    const other = film(1000);
    expect(
      (await upload(who().o1, other, filmed(other), { 'idempotency-key': 'same-key-0001' })).status,
    ).toBe(409);
    const { items } = await listed(who().o2);
    expect(items).toHaveLength(1);
    // §4.4 edge case 3: nine minutes missing are flagged with their reason; the recording counts all the same.
    expect(items[0]).toMatchObject({
      kind: '录像',
      media: 'video/mp4',
      size: 2_500_000,
      sha256: sha256(bytes),
      continuous: false,
      gaps: [{ from: 600, to: 1140, reason: '更换电池，期间由照片记录' }],
      handedBy: 'one',
    });
    expect(items[0].custody.map((c: { kind: string; by: string }) => [c.kind, c.by])).toEqual([
      ['移交', 'one'],
    ]);
  });
});

describe('reading', () => {
  let film1 = '';
  const bytes = film(2_500_000);
  const content = async (actor: Actor, url: string, range?: string) => {
    await api.ask(actor, 'GET', '/healthz');
    return api.app.request(url, range ? { headers: { range } } : {});
  };
  beforeAll(async () => {
    film1 = (await listed(who().o1)).items[0].id;
  });
  const open = (actor: Actor, input: unknown) =>
    api.ask(actor, 'POST', `/api/v1/cases/${id}/materials/${film1}/readings`, input);

  test('R24.2 no bytes without a recorded reading, and not with another person’s', async () => {
    const bare = await content(who().o1, `/api/v1/cases/${id}/materials/${film1}/content`);
    expect(bare.status).toBe(403);
    expect((await open(who().o1, { kind: '查看' })).status).toBe(400);
    const mine = await open(who().o1, { kind: '查看', why: '核对笔录' });
    expect(mine.status).toBe(201);
    expect((await content(who().o2, mine.body.url)).status).toBe(403);
    expect((await content(who().o1, mine.body.url)).status).toBe(200);
    const later = t.office.now();
    t.at('2026-03-04');
    expect((await content(who().o1, mine.body.url)).status).toBe(403);
    t.at(later);
    const { items } = await listed(who().head);
    expect(items[0].custody.map((c: Record<string, string>) => [c.kind, c.by, c.why])).toContainEqual([
      '查看',
      'one',
      '核对笔录',
    ]);
  });

  test('R24.2 playback reads parts: across pieces, the end, beyond the end', async () => {
    const { url } = (await open(who().o1, { kind: '查看', why: '核对笔录' })).body;
    const part = async (range: string) => {
      const r = await content(who().o1, url, range);
      return {
        status: r.status,
        range: r.headers.get('content-range'),
        bytes: new Uint8Array(await r.arrayBuffer()),
      };
    };
    const middle = await part('bytes=1048570-1048583');
    expect(middle).toMatchObject({ status: 206, range: 'bytes 1048570-1048583/2500000' });
    expect(Buffer.from(middle.bytes).equals(Buffer.from(bytes.subarray(1048570, 1048584)))).toBe(true);
    const tail = await part('bytes=-5');
    expect(Buffer.from(tail.bytes).equals(Buffer.from(bytes.subarray(-5)))).toBe(true);
    expect((await part('bytes=2500000-')).status).toBe(416);
    const whole = await content(who().o1, url);
    expect(sha256(new Uint8Array(await whole.arrayBuffer()))).toBe(sha256(bytes));
    expect(whole.headers.get('content-security-policy')).toContain('sandbox');
    expect(whole.headers.get('content-disposition')).toContain('inline');
    const copy = (await open(who().o1, { kind: '下载', why: '移送检察机关' })).body;
    expect((await content(who().o1, copy.url)).headers.get('content-disposition')).toContain('attachment');
  });

  test('R24.2 a party hands in, sees only that, and not what is missing', async () => {
    const png = picture();
    const own = await upload(party, png, {
      kind: '照片',
      name: '进货单.png',
      sha256: sha256(png),
      capturedAt: '2026-03-02T08:00:00Z',
      place: '本店',
      device: '手机',
    });
    expect(own.status).toBe(201);
    const seen = await listed(party);
    expect(seen.items.map((m: { name: string }) => m.name)).toEqual(['进货单.png']);
    expect(seen.standing).toBeNull();
    const foreign = await api.ask(party, 'POST', `/api/v1/cases/${id}/materials/${film1}/readings`, {
      kind: '查看',
      why: '看看',
    });
    expect(foreign.status).toBe(404);
  });
});

describe('the database itself', () => {
  const as = async (role: string, text: string, person = '') => {
    const client = await t.database.pool.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('role', $1, true), set_config('fadu.person', $2, true)", [
        role,
        person,
      ]);
      return (await client.query(text)).rows;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  test('R24.2 another organ, a stranger and the public see no file, no piece, no custody by hand-made SQL', async () => {
    for (const table of ['material', 'material_piece', 'material_custody']) {
      expect(await as('fadu_organ_t_ecology', `select * from fadu.${table}`)).toEqual([]);
      expect(await as('fadu_resident', `select * from fadu.${table}`, 'p-nobody')).toEqual([]);
      await expect(as('fadu_public', `select * from fadu.${table}`)).rejects.toThrow(/permission denied/);
      expect((await as('fadu_organ_t_market', `select * from fadu.${table}`)).length).toBeGreaterThan(0);
    }
  });

  test('R24.2 what is handed in cannot be changed, deleted, or added to later, nor custody in another’s name', async () => {
    for (const role of ['fadu_organ_t_market', 'fadu_system'])
      for (const table of ['material', 'material_piece', 'material_custody']) {
        await expect(as(role, `delete from fadu.${table}`)).rejects.toThrow(/permission denied/);
        await expect(as(role, `update fadu.${table} set region = region`)).rejects.toThrow(
          /permission denied/,
        );
      }
    await expect(
      as(
        'fadu_organ_t_market',
        `insert into fadu.material_piece select region, id, 99, 'x' from fadu.material limit 1`,
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      as(
        'fadu_organ_t_market',
        `insert into fadu.material_custody select region, 'made-up', id, '查看', '{"organ":"t-ecology"}', 'x', now(), 's', 'd' from fadu.material limit 1`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('R24.2 verify is quiet about what is whole, and names a changed byte, a changed word, a missing reading', async () => {
    const vkey = formatVkey(noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key);
    await t.sequencer.flush();
    const findings = async () => {
      const v = await verifyAll(t.office, { vkey });
      return v.findings.filter((f) => f.table.startsWith('material')).map((f) => `${f.table}: ${f.say}`);
    };
    expect(await findings()).toEqual([]);
    const change = async (todo: string, undo: string) => {
      await t.database.pool.query(todo);
      const seen = await findings();
      await t.database.pool.query(undo);
      return seen;
    };
    const piece = `update fadu.material_piece set bytes = set_byte(bytes, 7, (get_byte(bytes, 7) # 1)) where n = 1`;
    expect(await change(piece, piece)).toEqual([
      'material_piece: 这份材料的内容被改动过：与采集时的SHA-256不一致',
    ]);
    expect(
      await change(
        `update fadu.material set device = device || '改' where seq is not null`,
        `update fadu.material set device = left(device, -1) where seq is not null`,
      ),
    ).toEqual(['material: 这份材料的登记被改动过']);
    await t.database.pool.query(
      `create table public.kept as select * from fadu.material_custody where kind = '下载'`,
    );
    expect(
      await change(
        `delete from fadu.material_custody where kind = '下载'`,
        `insert into fadu.material_custody select * from public.kept`,
      ),
    ).toEqual(['material_custody: 日志里有这条保管记录，表里的不见了']);
    expect(await findings()).toEqual([]);
  });
});

describe('closing waits for the record', () => {
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error = await work.then(
      () => null,
      (e: unknown) => e,
    );
    if (!(error instanceof Problem)) throw error ?? new Error('it was not refused');
    return `${error.code} ${error.message}`;
  };

  test('R24.2 the missing record is named, with its step; handed in, the case closes', async () => {
    const mine = await contactedCase(t, g);
    await paidCase(t, mine);
    const { body } = await api.ask(who().head, 'GET', `/api/v1/cases/${mine}/materials`);
    expect(body.standing).toMatchObject({ missing: 1 });
    expect(body.standing.warnings[0]).toContain('第3步');
    const close = () => penaltyAct(t, mine, 'close', who().head, closing);
    const no = await refusal(close());
    expect(no).toContain('penalty-ordinary.RECORD-MISSING');
    expect(no).toContain('第3步（2026年3月3日）的“涉及人身自由、生命健康、重大财产权益的现场执法”没有录像');
    // A picture is no film, and a film of another step is none of this one.
    const png = picture();
    await handInAs(t, mine, who().o1, png, { ...filmed(png), kind: '照片', name: '现场.png' });
    const bytes = film(4000);
    await handInAs(t, mine, who().o1, bytes, filmed(bytes, { seq: 2 }));
    expect(await refusal(close())).toContain('RECORD-MISSING');
    await handInAs(t, mine, who().o1, bytes, filmed(bytes));
    const done = await close();
    expect(done.state.phase).toBe('archived');
    // What there was is recorded with the act that closed.
    const told = recordedAnswer(done.record, { ask: 'materials', case: mine });
    expect(told?.map((m) => m.seq).sort()).toEqual([2, 3, 3]);
  });

  test('R24.2 a reason in place of a record must name the step and stays in the file', async () => {
    const mine = await contactedCase(t, g);
    await paidCase(t, mine);
    const close = (unrecorded: unknown) =>
      penaltyAct(t, mine, 'close', who().head, { ...closing, unrecorded });
    expect(await refusal(close([{ record: 2, reason: '记录仪在检查途中损坏，已报修' }]))).toContain(
      'RECORD-MISSING',
    );
    expect(await refusal(close([{ record: 3, reason: '坏了' }]))).toContain('理由');
    const done = await close([{ record: 3, reason: '记录仪在检查途中损坏，已报修并有照片佐证' }]);
    expect(done.state.phase).toBe('archived');
  });

  test('R24.2 a contact that names its film has it, whatever step the film was handed in for; a foreign one is refused', async () => {
    const mine = await contactedCase(t, g, { major: false });
    const bytes = film(6000);
    const { id: known } = await handInAs(t, mine, who().o1, bytes, filmed(bytes, { seq: undefined }));
    const { contact } = await import('@fadu/plan/enforcement/penalty-cases/case.testing');
    const again = (materials: string[]) =>
      penaltyAct(
        t,
        mine,
        'contact',
        who().o1,
        contact('2026-03-03', { officers: [g.one.officer, g.two.officer], major: true, materials }),
      );
    expect(await refusal(again(['0'.repeat(24)]))).toContain('CONTACT-MATERIALS');
    await again([known]);
    const { body } = await api.ask(who().head, 'GET', `/api/v1/cases/${mine}/materials`);
    expect(body.standing.missing).toBe(0);
    expect(body.standing.steps.at(-1)).toMatchObject({ seq: 4, materials: [known], missing: false });
  });

  test('R24.2 the city’s list decides what the code leaves open: an ordinary contact asked for, then not asked for', async () => {
    const mine = await contactedCase(t, g, { major: false });
    const standing = async () =>
      (await api.ask(who().head, 'GET', `/api/v1/cases/${mine}/materials`)).body.standing;
    expect(await standing()).toMatchObject({ missing: 0 });
    await publishBatch(
      t,
      'recording-list',
      [
        {
          procedure: 'penalty-ordinary',
          act: 'contact',
          name: '所有现场检查',
          level: '应当全程音像记录',
          kinds: ['录像', '录音'],
        },
      ],
      '2026-03-05',
    );
    t.at('2026-03-20');
    const asked = await standing();
    expect(asked).toMatchObject({ missing: 1 });
    expect(asked.steps[0]).toMatchObject({ what: '所有现场检查', byCity: true, unconfirmed: false });
  });
});
