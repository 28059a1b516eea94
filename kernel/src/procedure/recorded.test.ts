import { expect, test } from 'vitest';
import { recordedAnswer } from './recorded.ts';
import type { ActRecord } from './state.ts';

test('R90.3 what an act was told is read back from its record, whatever the order of the question’s fields', () => {
  const entry = { region: '220200', register: 'r', code: 'c', version: 1, lawFrom: '2026-01-01', body: {} };
  const record = {
    effects: {
      answered: [{ question: { ask: 'entry', register: 'r', code: 'c', on: '2026-02-01' }, answer: entry }],
    },
  } as unknown as ActRecord;
  expect(recordedAnswer(record, { on: '2026-02-01', code: 'c', register: 'r', ask: 'entry' })).toBe(entry);
  expect(
    recordedAnswer(record, { ask: 'entry', register: 'r', code: 'c', on: '2026-02-02' }),
  ).toBeUndefined();
  expect(
    recordedAnswer({ effects: {} } as unknown as ActRecord, {
      ask: 'entry',
      register: 'r',
      code: 'c',
      on: '2026-02-01',
    }),
  ).toBeUndefined();
});
