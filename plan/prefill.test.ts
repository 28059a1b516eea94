/** What forms begin with: only fields that the form has, and cases that grow out of others are cases one can open. */
import { CaseView, noCase } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { moment } from './enforcement/penalty-cases/case.testing.ts';
import { procedures } from './index.ts';

const env = {
  ...moment('2026-03-02'),
  today: '2026-03-02',
  organ: () => undefined,
  organsOf: () => [],
  answer: () => [] as never,
};

describe('what forms begin with', () => {
  test('R25.4 a prefill names fields of its own form, and stands on nothing it did not ask', () => {
    const wrong: string[] = [];
    for (const p of procedures)
      for (const [name, def] of Object.entries(p.acts)) {
        if (!def.prefill) continue;
        // What the case knows is shown to its people, not to whoever may comment on it.
        if (def.by.some((by) => by.kind === 'public' || by.kind === 'resident'))
          wrong.push(`${p.code}.${name}: open to everyone`);
        const values = def.prefill.from(new CaseView(noCase('220200-1', p.code, p.version)), env);
        for (const field of Object.keys(values))
          if (!(field in (def.form?.shape ?? {}))) wrong.push(`${p.code}.${name}: ${field}`);
      }
    expect(wrong).toEqual([]);
  });

  test('R23.3 a case that grows out of another is opened by an act that there is, with fields of its form', () => {
    const wrong: string[] = [];
    let seen = 0;
    for (const p of procedures)
      for (const next of p.leadsTo ?? []) {
        seen++;
        const def = procedures.find((q) => q.code === next.procedure)?.acts[next.act];
        if (!def?.opens) wrong.push(`${p.code} → ${next.procedure}.${next.act}`);
        for (const phase of next.in) if (!p.phases[phase]) wrong.push(`${p.code}: no phase ${phase}`);
        const values = next.from(new CaseView(noCase('220200-1', p.code, p.version)), env);
        for (const field of Object.keys(values))
          if (!(field in (def?.form?.shape ?? {}))) wrong.push(`${next.procedure}.${next.act}: ${field}`);
      }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThanOrEqual(4);
  });
});
