/** Files of a penalty case in a browser: handed in, the missing one named, played beside the time line, the case closed, the file downloaded. */
import { readFileSync } from 'node:fs';
import { makePapers } from '@fadu/office/jobs/papers';
import type { TestOffice } from '@fadu/office/testing/office';
import {
  closing,
  contactedCase,
  pagesOf,
  paidCase,
  picture,
  preparePenalty,
} from '@fadu/office/testing/penalty';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doAct } from './desk-form.ts';
import { type House, openHouse } from './house.ts';

let house: House;
let caseId = '';
const KEEP = process.env.FADU_SHOTS;
/** A picture of what is on the screen, for looking at it; only where a folder is named. */
const shot = async (page: Page, name: string) => {
  if (KEEP) await page.screenshot({ path: `${KEEP}/${name}.png` });
};

beforeAll(async () => {
  house = await openHouse();
  const t = {
    office: house.running.office,
    at: house.at,
    database: { pool: house.pool },
    staff: (role: string, organ: string, name = `${organ}-${role}`) => ({
      kind: 'person',
      person: `p-${name}`,
      name,
      posts: [{ role, organ }],
    }),
  } as unknown as TestOffice;
  const ground = await preparePenalty(t);
  caseId = await contactedCase(t, ground);
  await paidCase(t, caseId);
  // Who signs in as `market` is the head of the office that handles the case.
  await house.pool.query(`delete from fadu.post where person = 'p-market'`);
  await house.pool.query(
    `insert into fadu.post (person, role, organ) values ('p-market', 'head', 't-market')`,
  );
}, 240_000);
afterAll(() => house?.stop());

async function open(width = 1440): Promise<Page> {
  const page = await house.as('market', { width, height: 900 });
  await page.goto(`${house.url}/desk/cases/${caseId}`, { waitUntil: 'commit' });
  await page.locator('#materials-title').waitFor();
  return page;
}

/** A film of a second, recorded by the browser itself. */
async function film(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 160;
    canvas.height = 120;
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.ondataavailable = (e) => parts.push(e.data);
    const stopped = new Promise((r) => {
      recorder.onstop = r;
    });
    recorder.start();
    for (let i = 0; i < 10; i++) {
      pen.fillStyle = `rgb(${i * 25}, 80, 120)`;
      pen.fillRect(0, 0, 160, 120);
      await new Promise((r) => setTimeout(r, 100));
    }
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  return Buffer.from(bytes);
}

/** Put files into the form that is open and send them; `taken`: when they were made. */
async function handIn(
  page: Page,
  files: readonly { name: string; mimeType: string; buffer: Buffer }[],
  device: string,
): Promise<void> {
  await page.locator('#hand-in-device').fill(device);
  await page.locator('.file-choice input').setInputFiles([...files]);
  for (const { name } of files) await page.getByLabel(`${name}的形成时间`).fill('2026-03-03T08:40');
  await shot(page, `hand-in-${files.length}`);
  await page.locator('.hand-in-foot button[type=submit]').click();
}

describe('files of a case', () => {
  test('R24.2 what is missing is named on the page, and the case does not close without it', async () => {
    const page = await open();
    const lacks = page.locator('.materials .note.late');
    await lacks.waitFor();
    expect(await lacks.textContent()).toContain('第3步');
    expect(await lacks.textContent()).toContain('没有录像');
    await doAct(page, '结案', closing);
    const drawer = page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();
    await drawer.getByText('缺少应当有的音像记录').first().waitFor();
    // Closing warns of the document that was not made, too (一案三书).
    expect(await drawer.textContent()).toContain('一案三书缺少《合规指导书》');
    await page.keyboard.press('Escape');
  });

  test('R24.2 a picture and a film handed in at once, hashed here, listed with their step; a page that is no film is refused', async () => {
    const page = await open();
    await page.locator('.materials .note.late .linklike').first().click();
    expect(await page.locator('#hand-in-officers').inputValue()).toContain('one');
    expect(await page.locator('#hand-in-place').inputValue()).toContain('中心路');
    await handIn(
      page,
      [
        { name: '货架.png', mimeType: 'image/png', buffer: Buffer.from(picture(320, 240)) },
        { name: '现场检查.webm', mimeType: 'video/webm', buffer: await film(page) },
        { name: '假录像.webm', mimeType: 'video/webm', buffer: Buffer.from('<html>not a film</html>') },
      ],
      '执法记录仪ZF-0012',
    );
    await page.locator('.hand-in-files .tag.late').waitFor();
    await shot(page, 'hand-in-refused');
    expect(await page.locator('.hand-in-files .fault').textContent()).toContain('认不出这个文件的内容');
    await page.locator('.hand-in-files button', { hasText: '去掉' }).click();
    await page.locator('.hand-in-foot button', { hasText: '收起' }).click();
    await page.locator('.material-list > li').nth(1).waitFor();
    expect(await page.locator('.material-list > li').count()).toBe(2);
    expect(await page.locator('.materials').textContent()).not.toContain('没有录像');
  });

  test('R24.2 played beside the time line; the reading stands in the custody record', async () => {
    const page = await open();
    await page.locator('#act-3 .material-chip', { hasText: '现场检查.webm' }).click();
    const drawer = page.locator('.material-drawer');
    await drawer.getByRole('button', { name: '播放' }).click();
    const video = drawer.locator('video');
    await video.waitFor();
    await video.evaluate(async (v) => {
      const film = v as HTMLVideoElement;
      film.muted = true;
      await film.play();
    });
    expect(await video.evaluate((v) => (v as HTMLVideoElement).videoWidth)).toBe(160);
    // The time line is still there to be read.
    expect(await page.locator('#act-3').isVisible()).toBe(true);
    await drawer.locator('.custody li', { hasText: '查看' }).waitFor();
    expect(await drawer.locator('.custody').textContent()).toContain('办案核对');
    await shot(page, 'player');
    await page.keyboard.press('Escape');
  });

  test('R24.2 R25.4 the case closes, and its file is one PDF with every page', async () => {
    const page = await open();
    await doAct(page, '结案', closing);
    await page
      .locator('.ant-notification-notice', { hasText: '“结案”已办理' })
      .first()
      .waitFor({ timeout: 60_000 });
    const { rows } = await house.pool.query<{ seq: number }>(
      'select seq from fadu.act where case_id = $1 order by seq',
      [caseId],
    );
    for (const { seq } of rows) await makePapers(house.running.office, caseId, seq);
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 90_000 }),
      page.locator('.materials-acts button', { hasText: '案卷' }).click(),
    ]);
    expect(download.suggestedFilename()).toContain('案卷.pdf');
    const bytes = readFileSync(await download.path());
    const papers = await house.pool.query('select count(*)::int as n from fadu.paper where case_id = $1', [
      caseId,
    ]);
    // Cover, two lists of contents, closing table, list of media, the picture, and at least a page for each paper.
    expect(await pagesOf(bytes)).toBeGreaterThanOrEqual(6 + papers.rows[0].n);
    await page.locator('.materials').scrollIntoViewIfNeeded();
    await shot(page, 'closed-1440');
  }, 180_000);

  test('R24.2 the panel, the form and the player fit a phone', async () => {
    const phone = await open(390);
    await phone.locator('.materials').scrollIntoViewIfNeeded();
    await shot(phone, 'closed-390');
    await phone.getByRole('button', { name: '移交材料' }).click();
    await phone.locator('.hand-in').scrollIntoViewIfNeeded();
    await phone.locator('.file-choice input').setInputFiles([
      {
        name: '一份名字很长很长的补充材料扫描件第一页到第三页.png',
        mimeType: 'image/png',
        buffer: Buffer.from(picture(8, 8)),
      },
    ]);
    await shot(phone, 'hand-in-390');
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await phone.locator('#act-3 .material-chip').first().click();
    await phone.locator('.material-drawer').waitFor();
    await phone.waitForTimeout(600);
    await shot(phone, 'drawer-390');
    expect(house.faults).toEqual([]);
  });
});
