/** Filling the desk's forms as a person would: by the field, whatever kind of control it has. */
import type { Locator, Page } from 'playwright-core';

/** What a field is filled with: a row is its fields, a text its articles, a step or a comment some of its words. */
export type Value =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly { number: string; text: readonly string[] }[]
  | readonly Row[];

/** One row of a list of rows, or the answer to one marked clause. */
export type Row = { readonly [field: string]: string | number | boolean | readonly string[] };

/** Controls of a field, by what it holds; the first that is there counts. */
const CONTROLS = {
  clauses: 'ol.clause-answers',
  pick: '.pick',
  articles: 'textarea.song',
  date: '.ant-picker',
  select: '.ant-select',
  lines: 'ol.lines',
  radio: 'input[type=radio]',
  check: 'input[type=checkbox]',
} as const;

/** What kind of control a field has, asked of the page once. */
const controlOf = (field: Locator): Promise<keyof typeof CONTROLS | 'rows' | 'words'> =>
  field.evaluate((e, controls) => {
    if (e.querySelector(':scope > div > ol.rows-editor')) return 'rows';
    const found = Object.entries(controls).find(([, selector]) => e.querySelector(selector));
    return (found?.[0] as 'words' | undefined) ?? 'words';
  }, CONTROLS);

/** Spaces and line ends are told apart by nobody. */
const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Does the closed box show the option of this label? A list of several shows it beside the others. */
async function shows(select: Locator, label: string): Promise<boolean> {
  const shown = words(await select.innerText());
  const several = await select.evaluate((e) => e.classList.contains('ant-select-multiple'));
  // The option itself may say more than what the box shows of it afterwards.
  return several ? shown.includes(label) : shown !== '' && label.startsWith(shown);
}

/**
 * Choose an option as a person would: open the list if it is closed, look again when it was still being filled or moved
 * away under the finger, and see that the box shows what was meant.
 */
export async function choose(page: Page, field: Locator, text: string): Promise<void> {
  const select = field.locator('.ant-select').first();
  const input = select.locator('input').first();
  const said: string[] = [];
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    // Opened by the click, or still open from the last try: a second click would close it.
    if ((await input.getAttribute('aria-expanded')) !== 'true') await select.click();
    if (await input.isEditable()) await input.fill(text);
    const list = page.locator('.ant-select-dropdown:visible', {
      has: page.locator(`[id="${await input.getAttribute('aria-controls')}"]`),
    });
    const options = list.locator('.ant-select-item-option').filter({ hasText: text });
    // 演示市人民政府 is not 演示市人民政府办公室: the one that says exactly this, else the one that contains it.
    const exact = options.filter({ has: page.getByText(text, { exact: true }) });
    try {
      await options.first().waitFor({ timeout: 5000 });
      const option = ((await exact.count()) ? exact : options).first();
      const label = words(await option.innerText());
      if (!(await shows(select, label))) await option.click({ timeout: 3000 });
      for (let wait = 0; wait < 20 && !(await shows(select, label)); wait++) await page.waitForTimeout(100);
      if (await shows(select, label)) return await closed(page, input);
      said.push(`“${label}” was clicked, the box shows “${words(await select.innerText())}”`);
    } catch (error) {
      said.push(String(error).split('\n')[0] as string);
    }
  }
  throw new Error(`“${text}” could not be chosen: ${said.join('; ')}`);
}

/** The list is gone, so that it covers nothing and is not taken for the next one; Ant Design at times leaves it open. */
async function closed(page: Page, input: Locator): Promise<void> {
  if ((await input.getAttribute('aria-multiselectable')) === 'true') return;
  const isOpen = async () => (await input.getAttribute('aria-expanded')) === 'true';
  for (let wait = 0; wait < 5 && (await isOpen()); wait++) await page.waitForTimeout(100);
  if (await isOpen()) await input.press('Escape');
}

/** The articles of a text, pasted whole and divided. */
async function paste(field: Locator, articles: readonly { number: string; text: readonly string[] }[]) {
  const button = field.getByRole('button', { name: '粘贴全文' });
  if (await button.isVisible().catch(() => false)) await button.click();
  await field
    .locator('textarea.song')
    .fill(articles.map((a) => `${a.number}　${a.text.join('\n')}`).join('\n'));
  await field.getByRole('button', { name: /^分成/ }).click();
}

/** Rows, one after the other; those that are there already are filled in further. */
async function fillRows(page: Page, field: Locator, path: string, rows: readonly Row[]): Promise<void> {
  const there = await field.locator(':scope > div > ol.rows-editor > li').count();
  for (const [i, row] of rows.entries()) {
    if (i >= there) await field.getByRole('button', { name: i ? '再加一项' : '加一项' }).click();
    for (const [name, one] of Object.entries(row)) await fillField(page, field, `${path}.${i}.${name}`, one);
  }
}

/** Put a list into a field. */
async function fillList(page: Page, field: Locator, path: string, value: readonly unknown[]): Promise<void> {
  const control = await controlOf(field);
  if (control === 'clauses') {
    for (const { hit, finding, reason } of value as readonly Record<string, string>[]) {
      const answer = field.locator(`[data-hit="${hit}"]`);
      await answer.getByText(finding as string, { exact: true }).click();
      await answer.locator('textarea').fill(reason as string);
    }
  } else if (typeof value[0] === 'object' && !('number' in (value[0] as object))) {
    await fillRows(page, field, path, value as readonly Row[]);
  } else if (typeof value[0] === 'object') {
    await paste(field, value as readonly { number: string; text: readonly string[] }[]);
  } else if (control === 'select') {
    for (const one of value as readonly string[]) await choose(page, field, one);
    // A list of several stays open; with no list open, the key would close the whole form.
    const input = field.locator('.ant-select input').first();
    if ((await input.getAttribute('aria-expanded')) === 'true') await input.press('Escape');
  } else if (control === 'lines') {
    for (const [i, one] of (value as readonly string[]).entries()) {
      if (i) await field.getByRole('button', { name: '再加一项' }).click();
      await field.locator('ol.lines input').nth(i).fill(one);
    }
  } else {
    for (const one of value as readonly string[]) await field.getByText(one, { exact: true }).click();
  }
}

/** Put one value into the field of this path. */
export async function fillField(page: Page, form: Locator, path: string, value: Value): Promise<void> {
  const field = form.locator(`.field[data-path="${path}"]`).first();
  if (typeof value === 'boolean') return field.getByText(value ? '是' : '否', { exact: true }).click();
  if (Array.isArray(value)) return fillList(page, field, path, value);
  switch (await controlOf(field)) {
    case 'pick':
      return field
        .locator('label', { hasText: String(value) })
        .locator('input')
        .check();
    case 'date':
      await field.locator('.ant-picker input').fill(String(value));
      return page.keyboard.press('Enter');
    case 'select':
      return choose(page, field, String(value));
    case 'radio':
      return field.getByText(String(value), { exact: true }).click();
    default:
      return field.locator('textarea, input').first().fill(String(value));
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
    .waitFor({ timeout: 30_000 })
    .catch(async () => {
      const drawer = page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();
      const faults = await drawer.locator('.fault, .problem, [role=alert]').allInnerTexts();
      const form = (await drawer.count()) ? await drawer.innerText() : 'no form is open';
      throw new Error(`“${title}” was not done; the page says: ${faults.join(' | ')}; the form: ${form}`);
    });
}
