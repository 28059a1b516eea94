/** What the lives of rules and regulations share: one house, the people in it, and how they act. */
import type { Page } from 'playwright-core';
import { acting, drawerOf } from '../case-acts.ts';
import type { House } from '../house.ts';

/** The house of the test file; set before its first test. */
export interface Scene {
  house: House;
  desk: ReturnType<typeof acting>;
}

/** A scene for a house. */
export const sceneOf = (house: House): Scene => ({ house, desk: acting(house, { stay: true }) });

/** Wait until the open form says these words. */
export async function says(page: Page, words: string | RegExp): Promise<void> {
  await page
    .getByText(words)
    .first()
    .waitFor()
    .catch(async () => {
      throw new Error(`not told: ${words}; the form says: ${await drawerOf(page).innerText()}`);
    });
}

/** Both lives take their articles from here. */
export const articlesOf = (list: readonly { number: string; text: readonly string[] }[]) =>
  list.map((a) => ({ number: a.number, text: [...a.text] }));
