import { all, any, cond, done, elapsed, not, type Procedure } from '@fadu/kernel';
import { normativeDocument } from '@fadu/plan/rulemaking/normative-documents/index';
import { describe, expect, it } from 'vitest';
import { type FlowAct, type FlowBand, type FlowExit, flowOf } from './flow.ts';
import { guardText, negate, simplify } from './guard-words.ts';
import { limitsOf } from './limits.ts';
import { mainWay, resultsOf } from './moves.ts';
import { orderOf, reduce } from './order.ts';
import { outlineOf } from './outline.ts';
import { licence } from './sample.testing.ts';

const flow = flowOf(normativeDocument);
const band = (phase: string, of = flow) => of.bands.find((b) => b.phase === phase) as FlowBand;
const act = (id: string, of = flow) =>
  of.bands.flatMap((b) => b.nodes).find((n): n is FlowAct => n.kind === 'act' && n.id === id) as FlowAct;
const follow = (b: FlowBand, from: string) => b.edges.filter((e) => e.from === from).map((e) => e.to);

describe('the main way', () => {
  it('R90.1 goes through the phases to the first end of kind done', () => {
    expect(mainWay(normativeDocument)).toEqual([
      'proposal',
      'drafting',
      'consultation',
      'review',
      'deliberation',
      'issuing',
      'published',
      'in-force',
      'expired',
    ]);
  });

  it('leaves detours out', () => {
    expect(mainWay(licence)).toEqual(['filed', 'accepted', 'delivered']);
    expect(flowOf(licence).bands.map((b) => [b.phase, b.main])).toEqual([
      ['filed', true],
      ['correcting', false],
      ['accepted', true],
      ['across', false],
    ]);
    expect(band('correcting', flowOf(licence)).cameFrom).toEqual(['一次告知补正']);
    expect(band('filed', flowOf(licence)).leave?.next).toBe('accepted');
  });
});

describe('where acts are drawn', () => {
  it('draws acts that several phases share apart, with the numbers of their phases', () => {
    const shared = band('across')
      .nodes.filter((n) => n.kind === 'act')
      .map((n) => n.id);
    expect(shared).toEqual(['revise-draft', 'approve-urgency', 'withdraw']);
    expect(act('withdraw').alsoIn).toEqual([1, 2, 3, 4, 5]);
    expect(band('drafting').also.map((a) => a.act)).toEqual(['approve-urgency', 'withdraw']);
  });

  it('marks repeats, the system, and what loses its force', () => {
    expect(act('comment').repeats).toBe(true);
    expect(act('sign').repeats).toBe(false);
    expect(act('expire').automatic).toBe(true);
    expect(act('revise-draft').voids).toContain('出具合法性审核意见');
    expect(act('legality-review').papers).toEqual(['合法性审核意见书']);
    expect(act('department-opinion').who).toEqual([
      '被征求意见的部门的办文人员',
      '被征求意见的部门的起草人员',
    ]);
  });
});

describe('the order inside a phase', () => {
  it('sets parallel acts between a fork and a join', () => {
    const b = band('published');
    const [fork] = follow(b, b.entry);
    expect(b.nodes.find((n) => n.id === fork)?.kind).toBe('fork');
    expect(follow(b, fork as string)).toEqual(['interpret', 'file', 'file-congress']);
    for (const a of ['interpret', 'file', 'file-congress']) {
      const [join] = follow(b, a);
      expect(b.nodes.find((n) => n.id === join)?.kind).toBe('join');
      expect(follow(b, join as string)).toEqual(['archive']);
    }
  });

  it('shows results as branches, and what may be done where nothing follows', () => {
    const b = band('review');
    expect(follow(b, 'review/legality-review/choice')).toEqual([
      'legality-review#lawful',
      'legality-review#modify',
      'legality-review#unlawful',
    ]);
    expect(follow(b, 'legality-review#modify')).toEqual(['confirm-modification']);
    const stuck = b.nodes.find((n) => n.id === follow(b, 'legality-review#unlawful')[0]) as FlowExit;
    expect([stuck.to, stuck.may]).toEqual(['stay', ['修改草案', '再次办理', '撤回']]);
    const later = band('deliberation')
      .nodes.filter((n) => n.kind === 'outcome')
      .map((n) => n.title);
    expect(later).toEqual(['通过', '修改后再审或者暂缓', '不通过']);
  });

  it('shows steps back, ends and choices among acts that leave', () => {
    const exits = (phase: string) =>
      band(phase).nodes.flatMap((n) => (n.kind === 'exit' ? [`${n.to} ${n.phase}`] : []));
    expect(exits('proposal')).toEqual(['stopped not-normative', 'stopped terminated']);
    expect(exits('review')).toContain('back consultation');
    expect(exits('in-force')).toEqual(['done repealed', 'done expired']);
    expect(exits('across')).toEqual(['back consultation', 'stopped terminated']);
  });

  it('lets several ways of opening meet before what follows', () => {
    const b = band('filed', flowOf(licence));
    const choice = follow(b, b.entry)[0] as string;
    expect(follow(b, choice)).toEqual(['apply', 'register']);
    expect(follow(b, 'apply')).toEqual(follow(b, 'register'));
  });

  it('takes out what a longer way already says', () => {
    const edges = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
      { from: 'a', to: 'c' },
    ];
    expect(reduce(edges)).toEqual(edges.slice(0, 2));
  });

  it('never closes a circle', () => {
    const { acts } = licence;
    const circle: Procedure = {
      ...licence,
      acts: {
        ...acts,
        inspect: {
          ...acts.inspect,
          needs: [{ code: 'X', guard: done('hear'), say: '', cites: [] }],
        } as Procedure['acts'][string],
        hear: {
          ...acts.hear,
          needs: [{ code: 'Y', guard: done('inspect'), say: '', cites: [] }],
        } as Procedure['acts'][string],
      },
    };
    expect(orderOf(circle, ['inspect', 'hear'], [])).toEqual([{ from: 'hear', to: 'inspect' }]);
    expect(() => flowOf(circle)).not.toThrow();
  });
});

describe('when an act is asked for', () => {
  it('is always for what the way cannot do without', () => {
    for (const id of [
      'draft',
      'ask-departments',
      'department-opinion',
      'ideology-review',
      'sign',
      'publish',
      'archive',
    ]) {
      expect([id, act(id).when, act(id).optional, act(id).skippable]).toEqual([id, undefined, false, false]);
    }
  });

  it('is said in words where it depends on the facts', () => {
    expect(act('hear-enterprises').when).toBe('与市场主体密切相关');
    expect(act('hear-deputies').when).toBe('涉及群众重大利益');
    expect(act('file-congress').when).toBe('以政府名义制发');
    expect(act('open-consultation').when).toBe('未办理“批准紧急程序”');
    expect(act('answer-comment').when).toBe('有意见尚未答复');
    expect(act('not-normative').when).toBe('并非“符合规范性文件的六项标准”');
    expect(act('hear', flowOf(licence)).when).toBe('影响他人重大利益');
  });

  it('is open where nothing waits for it', () => {
    expect(act('comment').optional).toBe(true);
    expect(act('evaluate').optional).toBe(true);
    expect(act('evaluate').weight).toBe('side');
    expect(act('sign').weight).toBe('main');
  });
});

describe('time limits of an act', () => {
  const texts = (id: string) => limitsOf(normativeDocument, id).map((l) => `${l.role} ${l.text}`);
  it('R90.2 say within which time, after which time, and from when', () => {
    expect(texts('interpret')).toEqual(['within 自“公布”起3个工作日内']);
    expect(texts('close-consultation')).toEqual(['after 自“公开征求意见”起满30日或者15个工作日后']);
    expect(texts('comment')).toEqual(['during 公开征求意见期限内']);
    expect(texts('expire')).toEqual(['expiry 有效期届满']);
    expect(texts('legality-review')).toHaveLength(2);
    // Withdrawing and revising clear clocks; nobody owes a withdrawal in time.
    expect(texts('withdraw')).toEqual([]);
    expect(texts('revise-draft')).toEqual([]);
  });

  it('say the extension, the case of each length, and the sources with their standing', () => {
    expect(limitsOf(licence, 'decide')[0]?.extension).toBe('可延长1次，每次不超过10个工作日');
    expect(limitsOf(licence, 'correct').map((l) => l.text)).toEqual(['自“一次告知补正”起15日内']);
    const [consult] = limitsOf(normativeDocument, 'close-consultation');
    expect(consult?.lengths.map((l) => [l.text, l.when])).toEqual([
      ['30日', '与市场主体密切相关'],
      ['15个工作日', '并非“与市场主体密切相关”'],
    ]);
    expect(consult?.cites.map((c) => c.standing)).toContain('design');
  });
});

describe('guards in words', () => {
  it('read as people say them', () => {
    const say = (g: Parameters<typeof guardText>[1]) => guardText(licence, g);
    expect(say(all(done('inspect'), not(cond('granted'))))).toBe('已办理“现场核查”，并且并非“准予许可”');
    expect(say(any(not(cond('affects-others')), done('hear')))).toBe('影响他人重大利益的，已办理“听取意见”');
    expect(say(not(any(done('inspect'), done('hear'))))).toBe('未办理“现场核查”，并且未办理“听取意见”');
    expect(say(not(elapsed('correction')))).toBe('“补正期限”尚未届满');
  });

  it('simplify under what is known, and negate', () => {
    const g = any(not(cond('a')), done('x'));
    expect(simplify(g, (atom) => (atom.op === 'done' ? false : undefined))).toEqual(not(cond('a')));
    expect(simplify(g, (atom) => (atom.op === 'cond' ? false : undefined))).toBe(true);
    expect(simplify(all(), () => undefined)).toBe(true);
    expect(negate(not(cond('a')))).toEqual(cond('a'));
    expect(negate(all(cond('a'), not(cond('b'))))).toEqual(any(not(cond('a')), cond('b')));
  });

  it('know whether branches leave a case over', () => {
    const to = (branches: Exclude<Procedure['acts'][string]['to'], string | undefined>) =>
      resultsOf(licence, { title: '', by: [], in: [], cites: [], to: branches }).map((r) => r.phase);
    const granted = { when: cond('granted'), phase: 'delivered' };
    expect(to([granted, { when: not(cond('granted')), phase: 'refused' }])).toEqual(['delivered', 'refused']);
    expect(to([granted])).toEqual(['delivered', undefined]);
  });
});

describe('the outline for narrow screens', () => {
  it('tells where each result leads, and never points at nothing', () => {
    for (const procedure of [normativeDocument, licence]) {
      for (const b of flowOf(procedure).bands) {
        const rows = outlineOf(b);
        for (const r of rows) if (r.kind === 'goto') expect(r.title).not.toBe('');
        expect(rows.some((r) => r.kind === 'leave')).toBe(b.leave !== undefined);
      }
    }
    const review = outlineOf(band('review')).map((r) =>
      r.kind === 'act' ? r.act.id : r.kind === 'outcome' || r.kind === 'goto' ? r.title : r.kind,
    );
    const from = review.indexOf('legality-review');
    expect(review.slice(from, from + 8)).toEqual([
      'legality-review',
      '合法',
      '提请集体审议',
      '应当修改',
      'confirm-modification',
      '不合法',
      'exit',
      'submit-deliberation',
    ]);
  });
});
