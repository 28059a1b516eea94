/** Filling the desk's forms as a person would: by the field, whatever kind of control it has. */
import type { Locator, Page } from 'playwright-core';

type Value =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly { number: string; text: readonly string[] }[]
  | readonly Row[];

/** One row of a list of rows, or the answer to one marked clause. */
type Row = { readonly [field: string]: string };

/** Choose an option; a list that was still being filled when it was clicked is tried again, as a person would. */
async function choose(page: Page, field: Locator, text: string): Promise<void> {
  const select = field.locator('.ant-select').first();
  const chosen = async () => (await select.innerText()).includes(text);
  for (let tries = 0; tries < 4; tries++) {
    await select.click();
    const input = field.locator('input').first();
    if (await input.isEditable()) await input.fill(text);
    const options = page.locator('.ant-select-dropdown:visible .ant-select-item-option');
    const there = await options
      .filter({ hasText: text })
      .first()
      .waitFor({ timeout: 5000 })
      .then(() => true)
      .catch(() => false);
    if (there) {
      // 演示市人民政府 is not 演示市人民政府办公室: the one that says exactly this, else the one that contains it.
      const exact = options.filter({ has: page.getByText(text, { exact: true }) });
      const option = (await exact.count()) ? exact : options.filter({ hasText: text });
      await option
        .first()
        .click({ timeout: 3000 })
        .catch(() => {});
    }
    for (let wait = 0; wait < 10; wait++) {
      if (await chosen()) return;
      await page.waitForTimeout(150);
    }
  }
  throw new Error(`“${text}” could not be chosen`);
}

/** Put one value into the field of this path. */
export async function fillField(page: Page, form: Locator, path: string, value: Value): Promise<void> {
  const field = form.locator(`.field[data-path="${path}"]`).first();
  await field.scrollIntoViewIfNeeded();
  if (typeof value === 'boolean') {
    await field.getByText(value ? '是' : '否', { exact: true }).click();
  } else if (Array.isArray(value)) {
    if (await field.locator('ol.clause-answers').count()) {
      for (const { hit, finding, reason } of value as readonly Row[]) {
        const answer = field.locator(`[data-hit="${hit}"]`);
        await answer.getByText(finding as string, { exact: true }).click();
        await answer.locator('textarea').fill(reason as string);
      }
    } else if (typeof value[0] === 'object' && !('number' in value[0])) {
      for (const [i, row] of (value as readonly Row[]).entries()) {
        await field.getByRole('button', { name: i ? '再加一项' : '加一项' }).click();
        for (const [name, one] of Object.entries(row))
          await fillField(page, field, `${path}.${i}.${name}`, one);
      }
    } else if (typeof value[0] === 'object') {
      const text = (value as readonly { number: string; text: readonly string[] }[])
        .map((a) => `${a.number}　${a.text.join('\n')}`)
        .join('\n');
      const paste = field.getByRole('button', { name: '粘贴全文' });
      if (await paste.isVisible().catch(() => false)) await paste.click();
      await field.locator('textarea.song').fill(text);
      await field.getByRole('button', { name: /^分成/ }).click();
    } else if (await field.locator('.ant-select').count()) {
      for (const one of value as readonly string[]) await choose(page, field, one);
      await page.keyboard.press('Escape');
    } else if (await field.locator('ol.lines').count()) {
      for (const [i, one] of (value as readonly string[]).entries()) {
        if (i) await field.getByRole('button', { name: '再加一项' }).click();
        await field.locator('ol.lines input').nth(i).fill(one);
      }
    } else {
      for (const one of value as readonly string[]) await field.getByText(one, { exact: true }).click();
    }
  } else if (await field.locator('.ant-picker').count()) {
    await field.locator('.ant-picker input').fill(String(value));
    await page.keyboard.press('Enter');
  } else if (await field.locator('.ant-select').count()) {
    await choose(page, field, String(value));
  } else if (await field.locator('input[type=radio]').count()) {
    await field.getByText(String(value), { exact: true }).click();
  } else {
    await field.locator('textarea, input').first().fill(String(value));
  }
}

/** Open an act on the case page, fill its form and send it. */
export async function doAct(
  page: Page,
  title: string,
  values: Readonly<Record<string, Value>> = {},
): Promise<void> {
  await page
    .locator('ul.acts button.act', { has: page.locator('.act-title', { hasText: new RegExp(`^${title}$`) }) })
    .click();
  const drawer = page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();
  await drawer.waitFor();
  for (const [path, value] of Object.entries(values)) await fillField(page, drawer, path, value);
  await drawer.locator('button[type=submit]').click();
}

/** Wait for the note that says an act is done. */
export async function isDone(page: Page, title: string): Promise<void> {
  await page
    .locator('.ant-notification-notice', { hasText: `“${title}”已办理` })
    .first()
    .waitFor({ timeout: 15_000 })
    .catch(async () => {
      const drawer = page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();
      const faults = await drawer.locator('.fault, .problem, [role=alert]').allInnerTexts();
      throw new Error(`“${title}” was not done; the page says: ${faults.join(' | ')}`);
    });
}
