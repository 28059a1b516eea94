/** Acting on cases in the desk as people do: open the case, do an act, read why another may not be done. */
import type { Page } from 'playwright-core';
import { doAct, fillField, isDone } from './desk-form.ts';
import type { House } from './house.ts';

export type FormValues = Parameters<typeof doAct>[2];

/** The form that is open beside the case. */
export const drawerOf = (page: Page) =>
  page.locator('.ant-drawer-content:visible, .ant-drawer-section:visible').last();

/** Close the notes of what was done, so that the next one cannot be mistaken for an earlier one. */
async function closeNotes(page: Page): Promise<void> {
  const notes = page.locator('.ant-notification-notice');
  for (let left = await notes.count(); left > 0; left = await notes.count()) {
    await page.evaluate(() => {
      for (const e of document.querySelectorAll<HTMLElement>('.ant-notification-notice-close')) e.click();
    });
    await page.waitForTimeout(30);
  }
}

/**
 * What a person does on cases of this house. `stay`: a page that shows the case as it stands is used as it is, not
 * loaded anew; only for cases that nothing but acts and the day changes.
 */
export function acting(
  house: House,
  {
    stay = false,
    size,
  }: {
    readonly stay?: boolean;
    /** Of the window; else that of the house. */
    readonly size?: { readonly width: number; readonly height: number };
  } = {},
) {
  /** How the case stood when a person's page showed it. */
  const shown = new WeakMap<Page, string>();
  const stands = async (id: string): Promise<string> => {
    const { rows } = await house.pool.query('select max(seq) as seq from fadu.act where case_id = $1', [id]);
    return `${id}/${rows[0].seq}/${house.running.office.now()}`;
  };
  const open = async (who: string, id: string): Promise<Page> => {
    const page = await house.as(who, size);
    const now = stay ? await stands(id) : '';
    const here = stay && new URL(page.url()).pathname === `/desk/cases/${id}`;
    if (here && shown.get(page) === now && (await drawerOf(page).count()) === 0) {
      await closeNotes(page);
      return page;
    }
    await page.goto(`${house.url}/desk/cases/${id}`, { waitUntil: 'commit' });
    await page.locator('#acts-title').waitFor();
    if (stay) shown.set(page, now);
    return page;
  };
  /** The note that it is done: the page has read the case anew. */
  const done = async (page: Page, id: string, title: string): Promise<void> => {
    await isDone(page, title);
    if (stay) shown.set(page, await stands(id));
  };
  const fill = async (page: Page, values: FormValues) => {
    for (const [path, value] of Object.entries(values ?? {}))
      await fillField(page, drawerOf(page), path, value);
  };
  /** Open the form of an act. */
  const form = async (who: string, id: string, title: string): Promise<Page> => {
    const page = await open(who, id);
    await page
      .locator('ul.acts button.act', {
        has: page.locator('.act-title', { hasText: new RegExp(`^${title}$`) }),
      })
      .click();
    await drawerOf(page).waitFor();
    return page;
  };
  return {
    open,
    form,
    /** Do an act on an open case; it must succeed. */
    act: async (who: string, id: string, title: string, values: FormValues = {}): Promise<Page> => {
      const page = await open(who, id);
      await doAct(page, title, values).catch(async (error) => {
        throw new Error(
          `${who} “${title}”: ${error}; the form says: ${await drawerOf(page)
            .innerText()
            .catch(() => '')}; the page: ${(await page.locator('main').innerText()).slice(0, 800)}`,
        );
      });
      await done(page, id, title);
      return page;
    },
    /** Try an act that must be refused with these words on the screen; the form stays open. */
    refused: async (who: string, id: string, title: string, values: FormValues, says: string) => {
      const page = await open(who, id);
      await doAct(page, title, values);
      await drawerOf(page)
        .getByText(says)
        .first()
        .waitFor()
        .catch(async () => {
          throw new Error(
            `“${title}” did not say “${says}”; the form says: ${await drawerOf(page).innerText()}`,
          );
        });
      return page;
    },
    /** Put other values into the form that was refused and send it again. */
    again: async (page: Page, title: string, values: FormValues) => {
      await fill(page, values);
      await drawerOf(page).locator('button[type=submit]').click();
      await isDone(page, title);
    },
    /** An act that ends the case: the desk asks once more. */
    last: async (who: string, id: string, title: string, values: FormValues = {}): Promise<void> => {
      const page = await open(who, id);
      await doAct(page, title, values);
      await drawerOf(page).getByText('本件就此结束').waitFor();
      // What is asked must stay on the screen long enough to be read.
      await page.waitForTimeout(800);
      await drawerOf(page).locator('button[type=submit]').click();
      await isDone(page, title);
    },
    /** Why an act may not be done now, as the page says it. */
    whyNot: async (who: string, id: string, title: string): Promise<string> => {
      const page = await open(who, id);
      for (const group of await page.locator('details.why-not').all())
        if (!(await group.evaluate((d) => (d as HTMLDetailsElement).open)))
          await group.locator('summary').first().click();
      const item = page.locator('details.why-not > ul > li', {
        has: page.locator('h3', { hasText: new RegExp(`^${title}`) }),
      });
      return (await item.first().innerText()).replace(/\s+/g, ' ');
    },
    /** Open a case of a procedure with its form, from another case where one is named; answers its id. */
    fresh: async (
      who: string,
      procedure: string,
      values: FormValues,
      from?: { readonly id: string; readonly button: string },
    ): Promise<string> => {
      const page = from ? await open(who, from.id) : await house.as(who, size);
      if (from) await page.locator('nav.opens a', { hasText: from.button }).click();
      else await page.goto(`${house.url}/desk/new/${procedure}`);
      const form = page.locator('form.new-form');
      await form.waitFor();
      for (const [path, value] of Object.entries(values ?? {})) await fillField(page, form, path, value);
      await form.locator('button[type=submit]').click();
      await page.waitForURL(/\/desk\/cases\/220200-/).catch(async () => {
        throw new Error(`${procedure} was not opened; the form says: ${await form.innerText()}`);
      });
      return page.url().split('/').at(-1)?.split('?')[0] as string;
    },
  };
}
