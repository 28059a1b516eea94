/** What holds for every procedure of the plan, generated from the definitions. */
import { caseAt, explore, pairs, prove, standing, timeOfDay } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { chinaCalendar } from './calendar/china.ts';
import { procedures } from './index.ts';

const now = timeOfDay('2026-06-10', '10:00');

describe.each(procedures.map((p) => [p.code, p] as const))('%s', (_code, procedure) => {
  test('R90.1 every law holds on every path, and nothing is dead, stuck or left open', () => {
    const proof = prove(procedure);
    const broken = proof.laws
      .filter((l) => !l.holds)
      .map((l) => `${l.law.code}: ${l.path?.map((s) => s.title).join(' → ')}`);
    expect(broken).toEqual([]);
    expect(
      proof.findings.map((f) => `${f.kind} ${f.what}: ${f.path?.map((s) => s.title).join(' → ') ?? ''}`),
    ).toEqual([]);
    expect(proof.markings).toBeGreaterThan(Object.keys(procedure.phases).length);
    expect(proof.ends).toBeGreaterThan(0);
  });

  test('R90.1 every state × act pair: the engine accepts exactly where the explored space has a step', () => {
    const space = explore(procedure);
    const all = pairs(space);
    // Where a first phase is only opened in, no case ever stands there.
    const first = Object.keys(procedure.phases)[0] as string;
    const opened = Object.values(procedure.acts).some((a) => a.in.includes(first)) ? 1 : 0;
    const phases = Object.keys(procedure.phases).length + opened;
    expect(all.length).toBeGreaterThanOrEqual(phases * Object.keys(procedure.acts).length);
    const wrong: string[] = [];
    for (const pair of all) {
      const { state, actor } = caseAt(space, pair, now);
      const refusals = standing(procedure, state, pair.act, actor, { now, calendar: chinaCalendar });
      const codes = refusals.map((r) => r.code).filter((c) => c.startsWith(`${procedure.code}.`));
      const same = codes.length === pair.failing.length && codes.every((c) => pair.failing.includes(c));
      if ((refusals.length === 0) !== pair.allowed || !same || refusals.some((r) => r.code === 'who')) {
        wrong.push(
          `${pair.phase || '(start)'} × ${pair.act}: space ${pair.allowed ? 'allows' : 'refuses'} [${pair.failing}], engine says [${refusals.map((r) => r.code)}]`,
        );
      }
      // A refusal always names a rule and says something in Chinese.
      for (const r of refusals)
        if (r.cites.length === 0 || !/[一-鿿]/.test(r.say))
          wrong.push(`${pair.act}: ${r.code} without rule or words`);
    }
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  test('every act, clock and law names where it comes from', () => {
    const bare = [
      ...Object.entries(procedure.acts)
        .filter(([, d]) => d.cites.length === 0)
        .map(([n]) => n),
      ...Object.entries(procedure.clocks)
        .filter(([, d]) => d.cites.length === 0)
        .map(([n]) => n),
      ...procedure.laws.filter((l) => l.cites.length === 0).map((l) => l.code),
    ];
    expect(bare).toEqual([]);
  });

  test('every name that is used is defined', () => {
    const wrong: string[] = [];
    for (const [name, def] of Object.entries(procedure.acts)) {
      for (const c of def.clocks ?? [])
        if (!procedure.clocks[c.clock]) wrong.push(`${name}: clock ${c.clock}`);
      for (const v of def.voids ?? []) if (!procedure.acts[v]) wrong.push(`${name}: voids ${v}`);
      for (const p of def.papers ?? []) if (!procedure.papers[p]) wrong.push(`${name}: paper ${p}`);
      for (const s of def.settles ?? []) if (!procedure.conditions[s]) wrong.push(`${name}: settles ${s}`);
      for (const i of def.in) if (!procedure.phases[i]) wrong.push(`${name}: phase ${i}`);
      for (const by of def.by) {
        if (by.kind === 'post' && (!procedure.roles[by.role] || !procedure.relations[by.of]))
          wrong.push(`${name}: ${by.role} of ${by.of}`);
        if (by.kind === 'party' && !procedure.relations[by.relation])
          wrong.push(`${name}: party ${by.relation}`);
      }
      const to = typeof def.to === 'string' ? [def.to] : (def.to ?? []).map((b) => b.phase);
      for (const t of to) if (!procedure.phases[t]) wrong.push(`${name}: to ${t}`);
      const forms = Object.entries(def.form?.shape ?? {});
      for (const [field, schema] of forms) {
        const title = (schema as { meta?: () => { title?: string } | undefined }).meta?.()?.title;
        if (!title || !/[一-鿿]/.test(title)) wrong.push(`${name}.${field}: no Chinese title`);
      }
    }
    const codes = procedure.laws.map((l) => l.code);
    if (new Set(codes).size !== codes.length) wrong.push('two laws with one code');
    expect(wrong).toEqual([]);
  });
});
