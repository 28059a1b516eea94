/** R24.1 every natural person that a case names is hidden in its public record, whatever field the name stands in. */
import { describe, expect, test } from 'vitest';
import { NEVER_SHOWN } from '../../fragments/publication.ts';
import { demoCitizenId, demoUscc } from '../../leadership/plan-tracking/identifiers.ts';
import type { PenaltyRecord } from '../enforcement-publicity/common.ts';
import { MINOR } from '../enforcement-publicity/mask.ts';
import { nameIn } from '../enforcement-publicity/persons.ts';
import {
  agreed,
  clue,
  contact,
  decision,
  filing,
  inPerson,
  people,
  proposal,
  Running,
} from './case.testing.ts';
import { penaltyOrdinary } from './ordinary.ts';
import { penaltySimple } from './simple.ts';

const { o1, head, clerk, caseReviewer } = people;

/** A case whose facts name everyone, published; what everyone reads. */
function shown(
  fact: string,
  c: Record<string, unknown> = {},
  publish: Record<string, unknown> = {},
): { record: PenaltyRecord; run: Running } {
  const run = new Running(penaltyOrdinary)
    .on('2026-01-05')
    .do('register-clue', o1, { ...clue, ...c })
    .on('2026-01-06')
    .do('file', head, filing)
    .on('2026-01-07')
    .do('contact', o1, contact('2026-01-07', { people: ['赵铁柱（被询问人）', '证人：钱多多', '执法人员'] }))
    .on('2026-01-12')
    .do('end-report', o1, proposal({ elements: [{ fact, evidence: [3] }] }))
    .on('2026-01-13')
    .do('case-review', caseReviewer, agreed)
    .do('give-notice', clerk)
    .do('serve-notice', o1, inPerson('2026-01-13', { receiver: '孙小红' }))
    .on('2026-01-22')
    .do('submit-decision', clerk)
    .do('decide-penalty', head, decision())
    .do(
      'serve-decision',
      o1,
      inPerson('2026-01-22', {
        method: '留置送达（见证人）',
        refusal: '拒收',
        witnesses: ['周见证'],
        recording: '照片1号',
      }),
    );
  run.do('publish', clerk, { channels: ['信用中国'], checked: [...NEVER_SHOWN], ...publish });
  const act = run.view.last('publish');
  const entry = act?.effects.entries.find((e) => e.register === 'penalty-record');
  return { record: entry?.body as unknown as PenaltyRecord, run };
}

describe('R24.1 the persons of a case', () => {
  test('R24.1 who was questioned, who witnessed, who signed, and whom the publisher names: none is read', () => {
    const { record } = shown(
      '赵铁柱承认陈列过期牛奶，钱多多证实；孙小红签收告知书，周见证在场；吴老板的邻居郑 一 凡也看到',
      {},
      { persons: ['郑一凡', '吴老板'] },
    );
    for (const name of ['赵铁柱', '钱多多', '孙小红', '周见证', '郑一凡', '郑 一 凡', '吴老板'])
      expect(record.facts).not.toContain(name);
    expect(record.facts).toContain('赵某承认陈列过期牛奶，钱某证实');
    expect(record.party).toBe('演示市幸福超市有限公司');
  });

  test('R24.1 the operator of a household business; its registered name stays though his name stands in it', () => {
    const code = demoUscc(77, '220200', '92');
    const { record } = shown('演示市李大壮小吃部的经营者李大壮在店内销售过期牛奶', {
      partyName: '演示市李大壮小吃部',
      partyKind: '个体工商户',
      partyId: code,
      operator: '李大壮',
    });
    expect(record.party).toBe('演示市李大壮小吃部');
    expect(record.partyCode).toBe(code);
    expect(record.facts).toBe('演示市李大壮小吃部的经营者李某在店内销售过期牛奶');
    // Without a name of its own it stands under its operator's.
    const bare = shown('李大壮在家门口摆摊', {
      partyName: '李大壮',
      partyKind: '个体工商户',
      partyId: code,
      operator: '李大壮',
    }).record;
    expect(bare.party).toBe('李某');
    expect(bare.facts).toBe('李某在家门口摆摊');
  });

  test('R24.1 a citizen with number, address, day of birth and guardian', () => {
    const id = demoCitizenId(3, '1990-01-02');
    const { record } = shown(`王小明（1990年1月2日生，${id}，住大河村三组东头）与王大明同行`, {
      partyName: '王小明',
      partyKind: '公民',
      partyId: id,
      partyAddress: '大河村三组东头',
      bornOn: '1990-01-02',
      guardian: '王大明',
    });
    for (const word of ['王小明', '王大明', '1990', id, '三组东头']) expect(record.facts).not.toContain(word);
    expect(record).toMatchObject({ party: '王某', partyKind: '公民' });
    expect(record.partyCode).toBeUndefined();
    expect(record.facts).not.toContain(MINOR);
  });

  test('R24.1 the reasons for taking down are masked in public; the record of the act keeps them', () => {
    const { run } = shown('陈列销售过期牛奶十二盒');
    run.do('revoke-decision', head, { result: '撤销', reason: '认定的当事人有误' });
    run.do('withdraw-publication', clerk, { reason: '赵铁柱（电话13912345678）证明认定有误', notified: [] });
    const body = penaltyOrdinary.acts['withdraw-publication']?.publicBody?.(run.view, {} as never);
    expect(body?.reason).toBe('赵某（电话［已隐去］）证明认定有误');
    expect(run.view.text('withdraw-publication.reason')).toContain('赵铁柱');
  });

  test('R24.1 a field that asks for somebody’s name carries the mark: a new one cannot be forgotten', () => {
    // Of officials, or handled as the party.
    const others = ['register-clue.partyName', 'set-hearing.hostName'];
    const unmarked = [penaltyOrdinary, penaltySimple].flatMap((p) =>
      Object.entries(p.acts).flatMap(([act, def]) =>
        Object.entries(def.form?.shape ?? {}).flatMap(([name, field]) => {
          const mark = (field as { meta?: () => { title?: string; person?: boolean } | undefined }).meta?.();
          const asks = /姓名|签收人$|见证人$|代理人$|监护人$|参加人员/.test(mark?.title ?? '');
          return asks && !mark?.person && !others.includes(`${act}.${name}`) ? [`${act}.${name}`] : [];
        }),
      ),
    );
    expect(unmarked).toEqual([]);
  });

  test('R24.1 a name is found in what people write around it; roles and bodies are none', () => {
    expect(nameIn('张三（代理人）')).toBe('张三');
    expect(nameIn('委托代理人：李四')).toBe('李四');
    for (const none of ['当事人', '执法人员', '演示市幸福超市有限公司', '王某、'.slice(2)])
      expect(nameIn(none)).toBeUndefined();
  });
});
