/** The annual plan, a rule and a regulation through their whole lives in a browser, in one house. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse } from './house.ts';
import { planTests } from './legislation/plan.ts';
import { regulationTests } from './legislation/regulation.ts';
import { ruleTests } from './legislation/rule.ts';
import { type Scene, sceneOf } from './legislation/scene.ts';

let scene: Scene | undefined;
/** The scene that `beforeAll` set. */
const here = (): Scene => {
  if (!scene) throw new Error('the house is not open');
  return scene;
};

beforeAll(async () => {
  scene = sceneOf(await openHouse());
}, 240_000);
afterAll(() => scene?.house.stop());

describe('R13.1 R14.1 R14.2 R14.3 R14.4 R14.5 R15.1 whole lives in a browser', () => {
  planTests(here);
  ruleTests(here);
  regulationTests(here);

  test('no page logged an error', () => {
    expect(here().house.faults).toEqual([]);
  });
});
